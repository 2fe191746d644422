// Runs the tests of what depends on Node itself on the newest versions of it; all others run on one only, because three times all of
// them is more than CI has room for. The program has to be built.
// usage: npm run test:nodes -- [--project NAME] [other tests]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nodeOf } from './bench-tools.mjs';

const NEWEST = ['22', '24'];
/** Starting, compiling and keeping code, signals, files, sockets, TLS, patterns; by the beginnings of their names. */
const TESTS = [
  'api',
  'cli.test',
  'cli/commands',
  'cli/live-run',
  'core',
  'hostile/surroundings',
  'killed',
  'load/carriers',
  'load/text',
  'load/yaml',
  'odd-files',
  'outputs',
  'probe/exit',
  'probe/engine/address',
  'probe/engine/chain',
  'probe/http',
  'probe/recording',
  'probe/slots',
  'rules.test',
  'signals',
  'standard-output',
  'start',
  'terminal',
].map((name) => `test/${name}`);

const root = path.resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  options: { project: { type: 'string' } },
  allowPositionals: true,
});
const project = values.project === undefined ? [] : [`--project=${values.project}`];
const tests = positionals.length > 0 ? positionals : TESTS;
const counts = NEWEST.map((version) => countsOn(nodeOf(version)));
const [passed, failed] = [0, 1].map((at) => counts.reduce((sum, each) => sum + each[at], 0));
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

/** @returns {[number, number]} how many tests passed and failed; a run that ended otherwise than well is one that failed */
function countsOn(node) {
  console.log(`== Node ${spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()}`);
  const { stdout, status } = spawnSync(
    node,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...project, ...tests],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` },
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  process.stdout.write(stdout);
  const [, ok, bad] = /^(\d+) passed, (\d+) failed/mu.exec(stdout) ?? ['', 0, 1];
  return [Number(ok), status === 0 ? Number(bad) : Math.max(Number(bad), 1)];
}
