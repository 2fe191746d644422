import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEngineServer, type EngineServer } from '../helpers/engine-server.js';
import { Seeded } from '../helpers/seeded.js';
import { configurationFor } from './answers.js';
import { failuresOf } from './failures.js';
import { FuzzedProgram } from './fuzzed-program.js';
import { SITUATIONS, type Situation } from './situations.js';

/** A situation that the program does not stand, with the seed that makes it again. */
export interface Found {
  readonly kind: string;
  readonly seed: number;
  readonly args: readonly string[];
  readonly failures: readonly string[];
}

export interface FuzzOptions {
  readonly seed: number;
  /** Whether there is time for one more situation. */
  readonly goesOn: (played: number) => boolean;
  readonly onFound?: (found: Found, folder: string) => void;
  readonly kinds?: readonly string[];
}

/** Plays situations of each kind in turn. Every one has a seed of its own, by which it can be played alone. */
export async function fuzz({ seed, goesOn, onFound, kinds = Object.keys(SITUATIONS) }: FuzzOptions): Promise<{
  readonly played: number;
  readonly found: readonly Found[];
  /** How often each kind ended with which code. */
  readonly outcomes: ReadonlyMap<string, number>;
}> {
  const seeds = new Seeded(seed);
  const program = new FuzzedProgram();
  const found: Found[] = [];
  const outcomes = new Map<string, number>();
  let count = 0;
  try {
    for (; goesOn(count); count += 1) {
      const kind = kinds[count % kinds.length] ?? '';
      const own = seeds.below(2 ** 31);
      const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-fuzz-'));
      const { code, failures } = await played(kind, own, program, folder);
      const of = `${kind}, exit code ${code}`;
      outcomes.set(of, (outcomes.get(of) ?? 0) + 1);
      if (failures.length > 0) {
        const failing = { kind, seed: own, args: situationOf(kind, own).args, failures };
        found.push(failing);
        onFound?.(failing, folder);
      }
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    program.end();
  }
  return { played: count, found, outcomes };
}

interface Outcome {
  readonly code: number | null;
  readonly failures: readonly string[];
}

/** Plays one situation in a folder; what is wrong with it. */
export async function played(
  kind: string,
  seed: number,
  program: FuzzedProgram,
  folder: string,
): Promise<Outcome> {
  const situation = situationOf(kind, seed);
  const engines = await Promise.all(
    (situation.engines ?? []).map((answering) => startEngineServer(answering)),
  );
  try {
    const files =
      engines.length === 0 ? situation.files : { ...situation.files, [CONFIG]: configurationOf(engines) };
    lay(files, folder);
    const run = await program.run(situation.args, folder);
    return {
      code: 'fault' in run ? null : run.code,
      failures: failuresOf(run, { ...situation, files }, folder),
    };
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
  }
}

const CONFIG = 'environment-config.yaml';

function configurationOf(engines: readonly EngineServer[]): Buffer {
  return Buffer.from(configurationFor(engines.map(({ rest }) => rest)));
}

export function situationOf(kind: string, seed: number): Situation {
  const make = SITUATIONS[kind];
  if (make === undefined) throw new Error(`there is no kind ${kind}`);
  return make(new Seeded(seed));
}

export function lay(files: Situation['files'], folder: string): void {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
}
