import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { HELP_TEXTS } from '../../src/cli/help/help-texts.js';
import { startEngineServer } from '../helpers/engine-server.js';
import { ROOT } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';

const FOR_PEOPLE = COMMANDS.filter(({ internal }) => internal !== true);
const NAMES = FOR_PEOPLE.map(({ name }) => name);

describe('the table of commands', () => {
  it('is what the help lists, in its order', async () => {
    const { stdout } = await runProgram(['--help']);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    expect(listed.filter((name) => name !== 'help')).toEqual(NAMES);
  });

  it.each(FOR_PEOPLE.map((command) => [command.name, command] as const))(
    'gives %s its help: summary, argument, and each option once below its heading',
    async (name, { argument, options }) => {
      const { code, stdout } = await runProgram([name, '--help', '--all']);
      const shown = stdout.replaceAll(/\s+/g, ' ');
      expect(code).toBe(0);
      expect(shown).toContain(HELP_TEXTS[name]?.about);
      if (argument !== undefined) expect(shown).toContain(`${name} [options] ${argument.syntax}`);
      for (const { heading, options: group } of options) {
        const block = stdout.split(/\n\n/).find((each) => each.startsWith(heading)) ?? '';
        for (const { flags, short } of group)
          expect(block.split(`\n  ${short === undefined ? '' : `${short}, `}${flags} `)).toHaveLength(2);
      }
    },
  );

  it('has every command that has a file, and no other', async () => {
    const handlers = await Promise.all(COMMANDS.map(({ load }) => load()));
    expect(new Set(handlers).size).toBe(COMMANDS.length);
    const files = readdirSync(path.join(ROOT, 'src/cli/commands'));
    const source = COMMANDS.map(({ load }) => load.toString()).join('\n');
    for (const file of files.filter((each) => !/-words|canary|effective|fix|init-from/.test(each)))
      expect(source).toContain(file.replace(/\.ts$/, ''));
  });

  it('says of each command that asks engines, and of no other, that it sends GET only', async () => {
    const { stdout } = await runProgram(['--help']);
    const told = stdout.split(/\n(?= {2}[a-z])/).filter((block) => /\(GET\s+only\)/.test(block));
    const asking = ['doctor', 'access', 'balancer', 'preview'];
    expect(told.map((block) => block.trim().split(' ')[0])).toEqual(asking);
    expect(COMMANDS.filter(({ live }) => live).map(({ name }) => name)).toEqual(asking);
  });

  it('lets no command have an option that it does not read', async () => {
    const { code, stderr } = await runProgram(['access', '--canary-clean']);
    expect([code, stderr]).toEqual([2, expect.stringContaining("unknown option '--canary-clean'")]);
  });
});

describe('doctor --canary-clean', () => {
  it('leaves out the engines that were not begun when it is interrupted', async () => {
    const seen: string[] = [];
    const server = await startEngineServer((asked) => {
      seen.push(asked);
      return { json: [], fault: { late: 300 } };
    });
    try {
      const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
      const entries = ['first', 'second'].map(
        (alias) => `  ${alias}: {name: default, rest: "${server.rest}"}`,
      );
      writeFileSync(path.join(folder, 'environment-config.yaml'), `engines:\n${entries.join('\n')}\n`);
      const bin = path.join(ROOT, 'bin/multi-engine.js');
      const child = spawn(process.execPath, [bin, 'doctor', '--canary-clean', '--concurrency', '1'], {
        cwd: folder,
      });
      let told = '';
      child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
      await expect.poll(() => seen.length, { timeout: 10_000 }).toBeGreaterThan(0);
      child.kill('SIGINT');
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect(code).toBe(130);
      expect(told).toMatch(/^first: not cleaned: .+\nsecond: not cleaned: .+\n$/);
    } finally {
      await server.close();
    }
  });
});
