import { rmSync, writeFileSync } from 'node:fs';
import { makeFolder } from '../../load/text/make-folder.js';
import { jsonText } from '../../core/text/text.js';
import { readJson } from '../../load/text/json.js';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { isObject, rowsOf, textOf } from '../http/answer/kept-fields.js';

/** A task filter that was made, or is about to be. No secret. */
export interface JournalEntry {
  readonly base: string;
  readonly engine: string;
  readonly filter: string;
  /** Null until the engine has answered. */
  readonly id: string | null;
}

/** Written before anything is: what a killed process leaves behind can still be found. */
export function journalFile(environment: NodeJS.ProcessEnv = process.env): string {
  const state = environment['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state');
  return join(state, 'multi-engine', 'canary.json');
}

/** Some lines for each engine. */
const MAX_BYTES = 1_048_576;

export function readJournal(file = journalFile()): readonly JournalEntry[] {
  try {
    const json: unknown = readJson(file, { maxBytes: MAX_BYTES });
    return rowsOf(json).flatMap((row) => {
      const [base, engine, filter] = [textOf(row, 'base'), textOf(row, 'engine'), textOf(row, 'filter')];
      if (!isObject(row) || base === null || engine === null || filter === null) return [];
      return [{ base, engine, filter, id: textOf(row, 'id') }];
    });
  } catch {
    return [];
  }
}

/** Replaces the entry of the same filter. */
export function note(entry: JournalEntry): void {
  write([...readJournal().filter(({ filter }) => filter !== entry.filter), entry]);
}

export function forget(filter: string): void {
  write(readJournal().filter((entry) => entry.filter !== filter));
}

function write(entries: readonly JournalEntry[]): void {
  const file = journalFile();
  if (entries.length === 0) return rmSync(file, { force: true });
  makeFolder(dirname(file));
  writeFileSync(file, jsonText(entries));
}
