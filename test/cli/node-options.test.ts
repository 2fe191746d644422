import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { commandTree } from '../../src/cli/program.js';

/** Every option of every command, as commander knows it. */
const TREE = commandTree('0.0.0', COMMANDS, {
  writeHelp: () => undefined,
  writeMistake: () => undefined,
  run: () => Promise.resolve(),
});
const OPTIONS = [
  ...new Set([TREE, ...TREE.commands].flatMap(({ options }) => options.map(({ long }) => long ?? ''))),
];

/** What the running Node calls its own options: those that NODE_OPTIONS may hold, and those of its help. */
const NODE_OPTIONS = new Set([
  ...process.allowedNodeEnvironmentFlags,
  ...(spawnSync(process.execPath, ['--help'], { encoding: 'utf8' }).stdout.match(/--[a-z][\w-]+/g) ?? []),
]);

/** Node has options of these names, too; it reads them before the name of the program only. */
const SHARED = ['--help', '--version', '--watch'];

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
const program = path.join(folder, 'program.cjs');
writeFileSync(program, 'console.log(JSON.stringify([process.execArgv, process.argv.slice(2)]))');
writeFileSync(path.join(folder, 'evil.cjs'), 'console.log("run before the program")');
const file = path.join(folder, 'values');
writeFileSync(file, `NODE_OPTIONS=--require ${path.join(folder, 'evil.cjs')}\n`);

describe('an option of ours', () => {
  it('bears a name of Node only where that is known to do no harm', () => {
    expect(OPTIONS).toContain('--format');
    expect(NODE_OPTIONS).toContain('--require');
    const shared = OPTIONS.filter((option) => NODE_OPTIONS.has(option));
    expect(shared.filter((option) => !SHARED.includes(option))).toEqual([]);
  });

  // Some options are looked for by Node in the whole command line, before it starts the program.
  it.each([
    ['a file that is missing', path.join(folder, 'missing')],
    ['a file that is there', file],
  ])('is not read by Node, with %s', (_, value) => {
    const given = [...OPTIONS, ...SHARED].flatMap((option) => [`${option}=${value}`, option, value]);
    expect(run(['validate', ...given])).toEqual({ status: 0, seen: [[], ['validate', ...given]] });
  });

  it('would be seen to be read by Node, if there were one', () => {
    expect(run(['validate', '--env-file', path.join(folder, 'missing')]).status).toBe(9);
    expect(run(['validate', '--env-file', file]).seen).not.toEqual([[], ['validate', '--env-file', file]]);
  });
});

function run(args: readonly string[]): { readonly status: number | null; readonly seen: unknown } {
  const { status, stdout } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { status, seen: parsed(stdout) };
}

/** Text that is not what the program prints stays text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
