// Whole-process figures, interleaved in one run. Trust the ratios and the differences, not single milliseconds.
// usage: npm run bench [-- --table] [rounds]   --table writes docs/speed.md as well
//        npm run bench -- --growth [word]    only the inputs that grow, or those of them whose name holds the word
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load, parseEvents } from 'js-yaml';
import { configuration } from './bench-configuration.mjs';
import { benchDoctor } from './bench-doctor.mjs';
import { formatLines } from './bench-formats.mjs';
import { benchGrowth } from './bench-growth.mjs';
import { benchLsp } from './bench-lsp.mjs';
import { benchInstall, benchPeers, peerLines } from './bench-peers.mjs';
import { benchStart } from './bench-start.mjs';
import { mebibytesIn, median, TELLING_MEMORY } from './measure.mjs';
import { speedPage } from './speed-page.mjs';

const root = path.resolve(import.meta.dirname, '..');
const bin = path.join(root, 'bin/multi-engine.js');
const writesTable = process.argv[2] === '--table';
const [first, word] = process.argv.slice(writesTable ? 3 : 2);
const rounds = Number(first ?? 15);
const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-bench-'));
const tenEngines = path.join(folder, 'ten.yaml');
writeFileSync(tenEngines, configuration(10));

/** What the text costs anybody: its value from JSON, and its events. */
const BARE = `
  import { readFileSync } from 'node:fs';
  import { parseEvents } from ${JSON.stringify(import.meta.resolve('js-yaml'))};
  JSON.parse(readFileSync('many.json', 'utf8'));
  parseEvents(readFileSync('many.yaml', 'utf8'));
`;

const CASES = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: '--version', args: [bin, '--version'], extraMs: 10 },
  { name: '--help', args: [bin, '--help'], extraMs: 10 },
  { name: 'validate, 10 engines', args: [bin, 'validate', tenEngines], extraMs: 25, maxMiB: 55 },
];

try {
  if (first === '--growth') console.log(await benchGrowth(word));
  else await everything();
} finally {
  rmSync(folder, { recursive: true });
}

async function everything() {
  const lines = [];
  const told = (text) => {
    console.log(text);
    lines.push(text);
  };
  const base = ownStart(told);
  const peers = benchPeers(configuration, folder, rounds);
  told(`\n${peerLines(peers)}`);
  told(`\n${benchStart(bin, configuration(10), folder, rounds)}`);
  told(`\n${await benchLsp(bin, configuration(10), folder, rounds)}`);
  told(`\n${tenThousandEngines(base)}`);
  told(await manyUsers());
  told(await formatLines());
  told(await benchDoctor(folder));
  told(await benchGrowth());
  if (!writesTable) return;
  const measured = { peers, installs: benchInstall(folder), phases: phasesOf(base), rounds };
  writeFileSync(path.join(root, 'docs/speed.md'), await speedPage({ ...measured, lines: lines.join('\n') }));
}

/** @returns {number} milliseconds of Node's own start */
function ownStart(told) {
  const times = CASES.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    CASES.forEach((each, index) => {
      const milliseconds = run(each.args);
      if (round >= 0) times[index].push(milliseconds);
    });
  }
  const base = median(times[0]);
  told(`${rounds} rounds, medians; x = ratio to "node -e 0" of the same run\n`);
  CASES.forEach((each, index) => told(line(each, median(times[index]), base)));
  return base;
}

/** What the parts of a short run take; the rest of it is loading. */
function phasesOf(base) {
  const runs = Array.from({ length: rounds }, () => {
    const args = [bin, 'validate', tenEngines, '--timings', '--color', 'never'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    return new Map(
      Array.from(stdout.matchAll(/^ *([\d.]+) {2,}([a-z]+)$/gm), ([, ms, phase]) => [phase, Number(ms)]),
    );
  });
  const own = [...runs[0].keys()].map((phase) => ({
    phase,
    milliseconds: median(runs.map((each) => each.get(phase))),
  }));
  const whole = median(Array.from({ length: rounds }, () => run([bin, 'validate', tenEngines])));
  const known = own.reduce((sum, { milliseconds }) => sum + milliseconds, base);
  return [
    { phase: "Node's own start and end", milliseconds: base },
    { phase: 'loading the program, writing the report', milliseconds: whole - known },
    ...own,
  ];
}

/**
 * The whole command on 10,000 engines against what reading the text at all costs. Both sides are processes of their own, in turn, without
 * Node's start, so that neither has warm code; the second ratio is the harder one, against reading it with code that is warm already.
 */
function tenThousandEngines(base) {
  const yaml = configuration(10_000);
  const json = JSON.stringify(load(yaml));
  const file = path.join(folder, 'many.yaml');
  writeFileSync(file, yaml);
  writeFileSync(path.join(folder, 'many.json'), json);
  const [whole, bare] = inTurn([
    [bin, 'validate', '--quiet', file],
    ['--input-type=module', '-e', BARE],
  ]);
  const warm = median([1, 2, 3, 4, 5].map(() => timed(() => [JSON.parse(json), parseEvents(yaml)])));
  const ratio = (against) => ((whole - base) / against).toFixed(1);
  return [
    `validate, 10,000 engines: ${(whole - base).toFixed(0)} ms = ${ratio(bare - base)} x JSON.parse and js-yaml's events as a process (${(bare - base).toFixed(0)} ms; bar: 10 x)`,
    `                          ${ratio(warm)} x the same with warm code (${warm.toFixed(0)} ms)`,
  ].join('\n');
}

/** Medians of five runs of each command. */
function inTurn(commands) {
  const times = commands.map(() => []);
  for (let round = 0; round < 5; round += 1) commands.forEach((args, index) => times[index].push(run(args)));
  return times.map(median);
}

function timed(work) {
  const started = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - started) / 1e6;
}

/** Rights of 10,000 users on 1,000 definitions, against the bare double loop over the same numbers. */
async function manyUsers() {
  const { benchAccess } = await import('./bench-access.mjs');
  return benchAccess();
}

function line({ name, args, extraMs, maxMiB }, milliseconds, base) {
  const rss = peakMiB(args);
  const cells = [
    name.padEnd(24),
    `${milliseconds.toFixed(1)} ms`.padStart(10),
    `${(milliseconds / base).toFixed(2)} x`.padStart(8),
    extraMs === undefined ? '' : `+${(milliseconds - base).toFixed(1)} ms (bar: +${extraMs})`.padStart(26),
    `${rss.toFixed(0)} MiB${maxMiB === undefined ? '' : ` (bar: ${maxMiB})`}`.padStart(20),
  ];
  return cells.join(' ');
}

function run(args) {
  const started = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

function peakMiB(args) {
  const { stderr } = spawnSync(process.execPath, [...TELLING_MEMORY, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return mebibytesIn(stderr);
}
