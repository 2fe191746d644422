import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { commandHelp } from '../../src/cli/help/help.js';
import { COMMAND_GROUPS, HELP_TEXTS } from '../../src/cli/help/help-texts.js';
import { readPlain } from '../../src/start/plain-command-line.js';
import { wordsOf } from '../helpers/command-lines.js';
import { LANDSCAPES, ROOT } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';
import { runOnTerminal } from '../helpers/terminal.js';

const FOR_PEOPLE = COMMANDS.filter(({ internal }) => internal !== true);
const ROWS = FOR_PEOPLE.map((command) => [command.name, command] as const);

function optionsIn(help: string): number {
  return help.match(/^ {2}(?:-\w, )?--/gm)?.length ?? 0;
}

/** What a terminal shows without scrolling. */
const SCREEN = 34;

describe('the help of a command', () => {
  it('is there for each, in a group of the general help, and for no other', () => {
    const names = FOR_PEOPLE.map(({ name }) => name);
    expect(Object.keys(HELP_TEXTS)).toEqual(names);
    expect(COMMAND_GROUPS.flatMap((group) => group.names)).toEqual(names);
  });

  it.each(ROWS)('of %s has common options that there are', (name, { options }) => {
    const flags = new Set(
      options.flatMap((group) => group.options.map((option) => option.flags.split(' ')[0])),
    );
    expect(HELP_TEXTS[name]?.common.filter((option) => !flags.has(option))).toEqual([]);
  });

  it.each(ROWS)('of %s has examples that the command line understands', (name) => {
    const examples = HELP_TEXTS[name]?.examples ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const [line] of examples) {
      const words = wordsOf(line);
      expect([line, words[0], readPlain(words)?.command.name]).toEqual([line, name, name]);
    }
  });

  it.each([80, 120])('is one screen of %i columns at most, and says what it ends with', (width) => {
    for (const [name, command] of ROWS) {
      const lines = commandHelp(command, { all: false, width }).trimEnd().split('\n');
      expect([name, lines.length <= SCREEN]).toEqual([name, true]);
      expect([name, Math.max(...lines.map((line) => line.length)) <= width]).toEqual([name, true]);
      expect(lines.filter((line) => line.startsWith('Exit codes: 0 = '))).toHaveLength(1);
      expect(lines).toContain('Examples:');
    }
  });

  it('says how many options it leaves out, and shows them all when asked', async () => {
    const { stdout } = await runProgram(['doctor', '--help']);
    const all = await runProgram(['doctor', '--help', '--all']);
    const [, hidden = '0'] = /doctor --help --all shows (\d+) more options/.exec(stdout) ?? [];
    expect(optionsIn(all.stdout)).toBe(optionsIn(stdout) + Number(hidden));
    expect(await runProgram(['help', 'doctor', '--all'])).toEqual(all);
  });

  it('is as wide as the terminal', async () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
    for (const columns of [60, 120]) {
      const { shown } = await runOnTerminal(['balancer', '--help', '--all'], { columns, cwd });
      const widest = Math.max(...shown.split('\n').map((line) => line.trimEnd().length));
      expect(widest).toBeLessThanOrEqual(columns);
      expect(widest).toBeGreaterThan(columns - 25);
    }
  });
});

const FOLDER = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
writeFileSync(path.join(FOLDER, 'environment-config.yaml'), 'engines: {}\n');
mkdirSync(path.join(FOLDER, 'empty'));
symlinkSync('nowhere', path.join(FOLDER, 'dangling.yaml'));

describe('words from other tools', () => {
  it.each([
    [['check'], ['validate']],
    [
      ['lint', '--format', 'json'],
      ['validate', '--format', 'json'],
    ],
    [
      ['validate', '-q'],
      ['validate', '--quiet'],
    ],
    [
      ['validate', '-qv'],
      ['validate', '--quiet', '--verbose'],
    ],
    [
      ['validate', '--json'],
      ['validate', '--format', 'json'],
    ],
    [
      ['validate', '--no-color', '--verbose'],
      ['validate', '--color', 'never', '--verbose'],
    ],
    [
      ['validate', '--config', 'environment-config.yaml'],
      ['validate', 'environment-config.yaml'],
    ],
    [
      ['rules', '--json'],
      ['rules', '--format', 'json'],
    ],
    [['rules', '--no-color'], ['rules']],
    [
      ['help', 'lint'],
      ['validate', '--help'],
    ],
    [['-v'], ['--version']],
    [['validate', '--version'], ['--version']],
    [['doctor', '-V'], ['--version']],
  ])('work: %j is %j', async (words, own) => {
    const env = { PATH: process.env['PATH'], SOURCE_DATE_EPOCH: '0', FORCE_COLOR: '1' };
    const [run, meant] = [words, own].map((args) => runProgram(args, { cwd: FOLDER, env }));
    const { code, stdout } = (await run) ?? { code: null, stdout: '' };
    expect(stdout).not.toBe('');
    expect({ code, stdout }).toEqual({ code: (await meant)?.code, stdout: (await meant)?.stdout });
  });

  it('add a format to others', async () => {
    const args = ['validate', '--format', 'sarif=out.sarif', '--json'];
    const { stdout } = await runProgram(args, { cwd: FOLDER });
    expect(JSON.parse(stdout)).toMatchObject({ command: 'validate' });
    expect(readdirSync(FOLDER)).toContain('out.sarif');
  });

  it.each([
    [['status'], 'multi-engine doctor'],
    [['foo'], 'multi-engine --help'],
    [['help', 'foo'], 'multi-engine --help'],
    [['constructor'], 'multi-engine --help'],
    [['environment-config.yaml'], 'multi-engine validate environment-config.yaml'],
    [['no-such.yaml'], 'multi-engine validate no-such.yaml'],
    [['order.bpmn'], 'multi-engine preview order.bpmn --to ALIAS'],
    [['T401'], 'multi-engine explain T401'],
    [['doctr'], 'multi-engine doctor'],
    [['validate', '-o', 'x'], '--format'],
    [['validate', '--strict'], '--max-warnings 0'],
    [['validate', '--ignore', 'C101'], '--skip'],
    [['doctor', '--password', 'x'], 'configuration'],
    [['validate', '--constructor'], 'validate --help'],
    [['explain'], 'multi-engine explain T401'],
    [['--format', 'json', 'environment-config.yaml'], 'multi-engine validate --format'],
    [['--quiet'], 'multi-engine validate --quiet'],
    [['--password', 'x'], 'never from the command line'],
    [['validate', 'enviroment-config.yaml'], 'did you mean environment-config.yaml?'],
    [['validate', 'dangling.yaml'], 'it is a link to what is not there'],
    [['validate', 'new.yaml'], 'multi-engine init new.yaml'],
    [['validate', 'https://host/new.yaml'], 'pipe it: curl'],
    [['validate', '--baseline', 'accepted.json'], '--update-baseline'],
    [['validate', '--variables', 'optimize.env'], 'multi-engine validate --help'],
    [['preview', 'order.bpmn', '--all'], 'multi-engine preview --help'],
    [['validate', 'empty'], 'name the file'],
    [['doctor', 'eu=engine.example'], 'eu=https://'],
    [['access', 'environment-config.yaml'], 'multi-engine access USER --config environment-config.yaml'],
    [['access', 'kermit', 'conf/no-such.yml'], 'multi-engine access kermit --config conf/no-such.yml'],
    [
      ['preview', 'order.bpmn', 'environment-config.yaml', '--all'],
      'multi-engine preview order.bpmn --to ALIAS --config environment-config.yaml',
    ],
  ])('name what is meant: %j', async (args, words) => {
    const { code, stdout, stderr } = await runProgram(args, { cwd: FOLDER });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [first = '', ...help] = stderr.trimEnd().split('\n');
    expect(first).toMatch(/^multi-engine: /);
    expect(help.join('\n').replaceAll(STARTED, 'multi-engine')).toContain(words);
  });
});

/** How the tests start the program, and how it is typed again there. */
const STARTED = /node \S*multi-engine\.js/g;

/** Every command of this program that a run names, in the clone. */
async function typed(...args: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await runProgram(args, { cwd: ROOT });
  const command = /(?:node \S+)?multi-engine(?:\.js)? [a-z-]+/g;
  return [stdout, stderr].flatMap((said) => said.match(command) ?? []);
}

describe('every error', () => {
  it.each([
    [['validate', '--formt', 'json']],
    [['validate', '--optimize', 'new']],
    [['validate', '--fail-on', 'bad']],
    [['validate', '--nodes', '0']],
    [['doctor', '--timeout', '0']],
    [['balancer']],
    [['preview', 'order.bpmn']],
    [['access']],
    [['diff', 'a.yaml']],
    [['completion', 'tcsh']],
    [['init', 'environment-config.yaml']],
    [['init', '--engines', 'a b']],
    [['init', 'no/such/new.yaml']],
    [['validate', '--only', 'T999']],
    [['validate', '--format', 'xml']],
    [['rules', '--format', 'xml']],
    [['schema', 'engines']],
    [['doctor', '--engine', 'us']],
    [['doctor', 'eu=engine.example']],
    [['doctor', '--replay', 'nowhere']],
    [['explain', 'qwertz uiop']],
    [['validate', '--update-baseline']],
  ])('of %j begins alike, and ends with what to type', async (args) => {
    const { code, stderr } = await runProgram(args, { cwd: FOLDER });
    const lines = stderr.trimEnd().split('\n');
    expect(code).toBe(2);
    expect(lines[0]).toMatch(/^multi-engine: [^A-Z]|^multi-engine: [A-Z]+\b/);
    expect(stderr).not.toMatch(/^error:|\(Did you mean/m);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.at(-1)).toMatch(/multi-engine(?:\.js)? |--[a-z]|did you mean|mkdir/);
  });

  it.each([
    [['--engine', ''], '--engine is empty'],
    [['--only', ' , '], '--only is empty'],
    [['--skip', 'C101', '--skip', ''], '--skip is empty'],
    [['--part='], '--part is empty'],
    [[''], 'the name of a file is empty'],
    [['--base', ''], 'the name of a file is empty'],
    [['--stdin-filename', ''], '--stdin-filename is empty'],
  ])('of %j, which names nothing, is one: it is not taken for everything', async (args, said) => {
    const { code, stderr } = await runProgram(['validate', ...args], { cwd: FOLDER });
    expect(code).toBe(2);
    expect(stderr).toContain(`multi-engine: ${said}\n`);
  });

  it.each([
    [['init', ''], 'the name of a file is empty'],
    [['init', '--engines', ''], '--engines is empty'],
    [['doctor', '--record', ''], '--record is empty'],
    [['access', 'demo', '--replay', ''], '--replay is empty'],
    [['balancer', '--group', 'a,b', '--out='], '--out is empty'],
  ])('of %j is one: nothing is written anywhere', async (args, said) => {
    const { code, stderr } = await runProgram(args, { cwd: FOLDER });
    expect(code).toBe(2);
    expect(stderr).toContain(`multi-engine: ${said}\n`);
  });

  it.each([
    [['no-such.yaml'], true],
    [['--quiet', 'no-such.yaml'], true],
    [['--base', 'no-such.yaml'], false],
    [['--settings', 'no-such.yaml'], false],
    [['--settings=no-such.yaml'], false],
  ])(
    'about a file that is not there offers to write one, if it is a configuration: %j',
    async (args, isOne) => {
      const { stderr } = await runProgram(['validate', ...args], { cwd: FOLDER });
      expect(stderr).toContain('no-such.yaml: no such file');
      expect(stderr.includes('init no-such.yaml')).toBe(isOne);
    },
  );

  it('is spelt as the program was started, and so are its hints', async () => {
    expect(await typed('valdate')).toEqual(['node bin/multi-engine.js validate']);
    expect(await typed('explain', 'No Engine configured')).toEqual(['node bin/multi-engine.js explain']);
    expect(await typed('explain')).toEqual(['node bin/multi-engine.js explain']);
    expect((await typed('rules')).at(-1)).toBe('node bin/multi-engine.js explain');
    const recording = path.join(LANDSCAPES, 'shared');
    const file = path.join(recording, 'environment-config.yaml');
    const told = await typed('doctor', file, '--replay', recording, '--only', 'T411');
    expect(told.length).toBeGreaterThan(1);
    expect(told.filter((line) => !line.startsWith('node bin/multi-engine.js '))).toEqual([]);
  });
});

it('--version --verbose says what the tool knows and what it runs on', async () => {
  const { code, stdout } = await runProgram(['--version', '--verbose']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^multi-engine \d+\.\d+\.\d+\nNode {6}v\d+/);
  const source = readFileSync('src/optimize/releases.ts', 'utf8');
  expect(stdout).toContain(/VERSIONS_AS_OF = '([^']+)'/.exec(source)?.[1] ?? 'no date');
});
