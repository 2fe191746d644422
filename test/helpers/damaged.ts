import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A recorded answer, to be changed in its place. */
export interface RecordedAnswer {
  readonly resource: string;
  status: number;
  headers: object;
  // oxlint-disable-next-line typescript/no-explicit-any -- bodies of any shape, to be damaged
  body?: any;
}

export type Damage = (answer: RecordedAnswer) => unknown;

/** A copy of a recording in which every answer of one name in one of its files is damaged. */
export function damagedRecording(recording: string, name: string, resource: string, damage: Damage): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-damaged-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(recording, folder, { recursive: true });
  const file = path.join(folder, name);
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as { readonly answers: readonly RecordedAnswer[] };
  const answers = recorded.answers.filter((answer) => answer.resource === resource);
  if (answers.length === 0) throw new Error(`${name} has no answer "${resource}"`);
  for (const answer of answers) damage(answer);
  writeFileSync(file, JSON.stringify(recorded));
  return folder;
}
