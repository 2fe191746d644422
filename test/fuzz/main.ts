import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fuzz, lay, played, situationOf } from './fuzz.js';
import { FuzzedProgram } from './fuzzed-program.js';

/** `--minutes 10`, `--seed N`, `--kind NAME`, `--keep DIR`; `--kind NAME --again SEED` plays one situation, with `--keep DIR` lays it into a folder instead. */
function option(name: string): string | null {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : (process.argv[at + 1] ?? null);
}

const kind = option('kind');
const keep = option('keep');
const again = option('again');
if (again !== null && kind !== null && keep !== null) {
  const situation = situationOf(kind, Number(again));
  lay(situation.files, keep);
  console.log(`cd ${keep} && multi-engine ${situation.args.join(' ')}`);
} else if (again !== null && kind !== null) {
  const program = new FuzzedProgram();
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-fuzz-'));
  console.log(folder, await played(kind, Number(again), program, folder));
  program.end();
} else {
  const seed = Number(option('seed') ?? Date.now() % 2 ** 31);
  const end = performance.now() + Number(option('minutes') ?? 10) * 60_000;
  console.log(`seed ${seed}`);
  const {
    played: count,
    found,
    outcomes,
  } = await fuzz({
    seed,
    goesOn: () => performance.now() < end,
    ...(kind !== null && { kinds: [kind] }),
    onFound: ({ kind: of, seed: own, args, failures }, folder) => {
      console.log(`== ${of} ${own}: ${args.join(' ')}\n${failures.join('\n').slice(0, 2000)}`);
      if (keep === null) return;
      cpSync(folder, path.join(keep, `${own}`), { recursive: true });
      writeFileSync(path.join(keep, `${own}`, 'args.txt'), args.join(' '));
    },
  });
  for (const [of, times] of [...outcomes].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`${times} ${of}`);
  console.log(`${count} situations, ${found.length} of them not stood`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
