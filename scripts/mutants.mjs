// Changes the program in one place at a time and looks whether a test notices: npm run mutants -- [options] [PATH…]
//   PATH          a folder or file below src/, or a part of one as `src/core/order.ts:10-20`; all that JUDGED names without any
//   --sample N    only what stands on N lines of each path, chosen by chance; --seed S chooses the same again
//   --tests A,B   the tests that may notice, by the beginnings of their names; without it the quick ones of QUICK
//   --survivors   tells every change that no test noticed
// It works in a copy of the tracked files, with Stryker installed there: the tree and the lock file stay as they are.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundled } from './bench-bundle.mjs';

/** The newest one that runs on the Node of the floor: 10 wants 22. */
const STRYKER = '9.6.1';
const JUDGED = ['core', 'load', 'configuration', 'topology', 'access', 'rules', 'run/judge'].map(
  (folder) => `src/${folder}`,
);

/** Tests that run the sources in their own process, and quickly. What only others would notice, such as those that start the built program, counts as unnoticed. */
const QUICK = [
  'access',
  'advice/objects',
  'advice/plan',
  'advice/programs',
  'carriers',
  'config-fixtures',
  'configuration',
  'contract',
  'core',
  'docs',
  'edit',
  'effective',
  'load',
  'optimize',
  'rules',
  'run/access',
  'run/fix/offered',
  'run/judge',
  'run/preview/foresee',
  'secrets/commands',
  'secrets/configuration',
  'secrets/encoded',
  'secrets/innocents',
  'secrets/keys',
  'secrets/known-secrets',
  'secrets/lines',
  'secrets/masked-lines',
  'secrets/ordinary-texts',
  'secrets/service-tokens',
  'topology',
].map((name) => `test/${name}`);

/** As in vitest.config.ts: all others share what they have loaded, which takes longer than to run them. */
const NEEDS_OWN_PROCESS = /\bvi\.mock\(|helpers\/(?:growth|masking-time)\.js/;

const root = path.resolve(import.meta.dirname, '..');
const copy = path.join(tmpdir(), 'multi-engine-mutants');
const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    survivors: { type: 'boolean', default: false },
    tests: { type: 'string', default: QUICK.join(',') },
  },
});

copyTracked();
const tests = testsWanted();
if (tests.length === 0) {
  console.error(`No test begins with ${options.tests}. Names begin with test/, as in --tests test/load.`);
  process.exit(2);
}
// The tests choose by the same chance.
const { Seeded } = await bundled(
  "export { Seeded } from './test/helpers/seeded.js';",
  path.join(copy, 'bundle'),
);
npm('ci');
npm('install', '--no-save', `@stryker-mutator/core@${STRYKER}`, `@stryker-mutator/vitest-runner@${STRYKER}`);
execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: copy, stdio: 'inherit' });
configure();
const stryker = path.join(copy, 'node_modules/@stryker-mutator/core/bin/stryker.js');
const { status } = spawnSync(process.execPath, [stryker, 'run', 'stryker.config.json'], {
  cwd: copy,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
if (status === 0)
  tell(JSON.parse(readFileSync(path.join(copy, 'reports/mutation/mutation.json'), 'utf8')).files);

function copyTracked() {
  rmSync(copy, { recursive: true, force: true });
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  for (const file of tracked.filter((name) => name !== '' && existsSync(path.join(root, name)))) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(copy, file));
  }
}

/** No script of a package runs. */
function npm(...command) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', [...command, ...quiet], { cwd: copy, stdio: 'inherit' });
}

function configure() {
  const common = {
    setupFiles: ['test/helpers/loopback-only.ts'],
    globalSetup: ['test/helpers/surroundings.ts'],
    testTimeout: 120_000,
  };
  const apart = tests.filter((name) => NEEDS_OWN_PROCESS.test(readFileSync(path.join(copy, name), 'utf8')));
  const together = tests.filter((name) => !apart.includes(name));
  const projects = [
    { test: { ...common, name: 'together', include: together, isolate: false } },
    { test: { ...common, name: 'apart', include: apart } },
  ];
  writeFileSync(
    path.join(copy, 'vitest.mutants.config.mjs'),
    `import { BaseSequencer } from 'vitest/node';
// The first failure ends a run; usually those that take longest come first.
class ShortestFirst extends BaseSequencer {
  async sort(files) {
    return (await super.sort(files)).toReversed();
  }
}
export default { test: { sequence: { sequencer: ShortestFirst }, projects: ${JSON.stringify(projects)} } };
`,
  );
  const settings = {
    testRunner: 'vitest',
    vitest: { configFile: 'vitest.mutants.config.mjs', related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    mutate: changedPlaces(),
    // What is worked out when a module is loaded would want every test for every change.
    ignoreStatic: true,
    inPlace: true,
    concurrency: availableParallelism(),
    timeoutMS: 20_000,
    // A busy machine makes a run slow, and what is given up counts as noticed.
    timeoutFactor: 3,
    dryRunTimeoutMinutes: 60,
    reporters: ['json', 'progress-append-only'],
    allowEmpty: true,
  };
  writeFileSync(path.join(copy, 'stryker.config.json'), JSON.stringify(settings, null, 2));
}

function testsWanted() {
  const beginnings = options.tests.split(',');
  return readdirSync(path.join(copy, 'test'), { recursive: true })
    .map((name) => `test/${name.replaceAll(path.sep, '/')}`)
    .filter(
      (name) => name.endsWith('.test.ts') && beginnings.some((beginning) => name.startsWith(beginning)),
    );
}

/** As Stryker wants them: patterns, or files with a range of lines. */
function changedPlaces() {
  const paths = wanted.length > 0 ? wanted : JUDGED;
  if (options.sample === undefined) return paths.map(pattern);
  const chance = new Seeded(Number(options.seed));
  console.log(`${options.sample} lines of each, --seed ${options.seed}`);
  return paths.flatMap((name) => chosen(linesBelow(name), Number(options.sample), chance));
}

function pattern(name) {
  const [file] = name.split(':');
  return statSync(path.join(root, file)).isDirectory() ? `${name.replace(/\/$/, '')}/**/*.ts` : name;
}

/** The lines of code below a path, each as Stryker names it. */
function linesBelow(name) {
  const isFolder = statSync(path.join(copy, name)).isDirectory();
  const files = isFolder
    ? readdirSync(path.join(copy, name), { recursive: true }).map(
        (file) => `${name}/${file.replaceAll(path.sep, '/')}`,
      )
    : [name];
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      readFileSync(path.join(copy, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (isCode(line) ? [`${file}:${index + 1}-${index + 1}`] : [])),
    );
}

/** Comments, imports and what only closes a block have nothing that could be changed. */
function isCode(line) {
  return (
    /\w/.test(line) &&
    !/^\s*(?:\/?\*|\/\/|import |export \* |interface |export interface |readonly \w+\??: )/.test(line)
  );
}

function chosen(lines, count, chance) {
  const left = [...lines];
  const taken = [];
  while (taken.length < count && left.length > 0) taken.push(...left.splice(chance.below(left.length), 1));
  return taken;
}

/** The share of changes that a test noticed, by folder. */
function tell(files) {
  const mutants = Object.entries(files).flatMap(([file, { mutants: own }]) =>
    own.map((mutant) => ({ ...mutant, file, folder: path.posix.dirname(file) })),
  );
  const folders = [...new Set(mutants.map(({ folder }) => folder))].toSorted();
  const width = Math.max(...folders.map((folder) => folder.length), 'folder'.length);
  console.log(`${'folder'.padEnd(width)} changes noticed survived no test score`);
  for (const folder of folders)
    row(
      folder,
      width,
      mutants.filter((mutant) => mutant.folder === folder),
    );
  row('all', width, mutants);
  if (!options.survivors) return;
  for (const { file, location, mutatorName, replacement, status: state } of mutants) {
    if (state !== 'Survived' && state !== 'NoCoverage') continue;
    const { line, column } = location.start;
    console.log(`${file}:${line}:${column} ${state} ${mutatorName}: ${replacement?.slice(0, 120) ?? ''}`);
  }
}

function row(folder, width, mutants) {
  const count = (...states) => mutants.filter((mutant) => states.includes(mutant.status)).length;
  const [noticed, survived, untested] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')];
  const all = noticed + survived + untested;
  const score = all === 0 ? '-' : `${((noticed / all) * 100).toFixed(0)} %`;
  const [a, b, c, d, e] = [all, noticed, survived, untested, score].map(String);
  console.log(
    `${folder.padEnd(width)} ${a.padStart(7)} ${b.padStart(7)} ${c.padStart(8)} ${d.padStart(7)} ${e.padStart(5)}`,
  );
}
