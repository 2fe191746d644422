import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { FREE_VALUES, proposalsFor, VALUES } from '../../src/cli/completion/proposals.js';
import { SHELLS } from '../../src/cli/completion/shells.js';
import { runProgram } from '../helpers/program.js';
import { isInstalled, SHELLS_TO_TRY, typedInto, workplace } from '../helpers/shell.js';

const ENGINES: Readonly<Record<string, readonly string[]>> = {
  '': ['eu', 'us', 'asia'],
  'other.yaml': ['north', 'south'],
};

function configMap(name: string): string {
  return `kind: ConfigMap\napiVersion: v1\nmetadata: {name: ${name}}\ndata:\n  environment-config.yaml: |\n    engines: {}\n`;
}

/** The texts proposed for a line; words are separated by single blanks, the last is the one at the cursor. */
async function proposed(line: string): Promise<readonly string[] | string> {
  const found = await proposalsFor(line.split(' '), {
    commands: COMMANDS,
    namesIn: (what, files) =>
      Promise.resolve(what === 'engines' ? (ENGINES[files.join()] ?? []) : [`configmap/${files.join()}`]),
  });
  return found === 'files' ? found : found.map(({ text }) => text);
}

describe('what could stand at the cursor', () => {
  it('are the commands first, but for those that are not for people', async () => {
    const shown = COMMANDS.filter(({ internal }) => internal !== true).map(({ name }) => name);
    expect(await proposed('')).toEqual([...shown, 'help', '--help', '--version']);
    expect(await proposed('ex')).toEqual(['explain']);
    expect(await proposed('complete bash ')).toEqual([]);
  });

  it.each([
    ['the options of the command, once', 'validate --no-env --no-', []],
    ['the options of no other command', 'validate --canary', []],
    ['options that can be repeated, again', 'validate --only C101 --on', ['--only']],
    ['rules', 'validate --only C10', ['C101', 'C102', 'C103', 'C104', 'C105', 'C106', 'C107']],
    [
      'the next rule of a list',
      'doctor --skip T401,T40',
      ['T401,T402', 'T401,T403', 'T401,T404', 'T401,T405', 'T401,T406'],
    ],
    ['a value behind the sign', 'validate --fail-on=w', ['--fail-on=warning']],
    ['a value behind the sign, taken apart', 'validate --fail-on = w', ['--fail-on=warning']],
    [
      'a value behind the sign, where nothing is typed yet',
      'validate --min-severity =',
      ['--min-severity=error', '--min-severity=warning', '--min-severity=info'],
    ],
    ['never for what fails the run', 'validate --fail-on n', ['never']],
    ['never, but not for what is shown', 'validate --min-severity n', []],
    ['the newest releases of Optimize', 'validate --optimize 3.15', ['3.15']],
    ['balancers', 'balancer --for ', ['nginx', 'haproxy', 'kubernetes', 'traefik']],
    ['formats of reports', 'validate --format j', ['json', 'junit']],
    ['formats of users, which are others', 'access --format c', ['csv']],
    ['rules to explain', 'explain A50', ['A501', 'A502', 'A503', 'A504', 'A505', 'A506', 'A507', 'A508']],
    ['several rules to explain', 'explain T401 T40', ['T401', 'T402', 'T403', 'T404', 'T405', 'T406']],
    ['shells', 'completion z', ['zsh']],
    ['nothing where people have to think', 'doctor --timeout ', []],
    ['nothing for a command that is not there', 'validat --on', []],
    ['engines of the usual file', 'doctor --engine ', ['eu', 'us', 'asia']],
    ['engines of the files that are named', 'doctor other.yaml --engine so', ['south']],
    [
      'engines of the file that an option names',
      'preview m.bpmn --config other.yaml --to ',
      ['north', 'south'],
    ],
    ['engines that the list does not hold yet', 'doctor --engine eu,', ['eu,us', 'eu,asia']],
    ['configurations of the file that is named', 'validate map.yaml --part conf', ['configmap/map.yaml']],
    ['engines for a group', 'balancer --group us,e', ['us,eu']],
  ])('%s: %s', async (_, line, expected) => {
    expect(await proposed(line)).toEqual(expected);
  });

  it.each([
    'validate ',
    'doctor a.yaml b',
    'preview ',
    'validate --base ',
    'validate --base=e',
    'doctor --record ',
    'init ',
  ])('are files: %s', async (line) => {
    expect(await proposed(line)).toBe('files');
  });

  it('is known for every placeholder of every command', () => {
    const syntaxes = COMMANDS.flatMap(({ argument, options }) => [
      argument?.syntax ?? '',
      ...options.flatMap((group) => group.options.map(({ flags }) => flags)),
    ]);
    const placeholders = new Set(syntaxes.flatMap((syntax) => /[<[](.*)[>\]]$/.exec(syntax)?.[1] ?? []));
    expect([...placeholders].toSorted()).toEqual([...Object.keys(VALUES), ...FREE_VALUES].toSorted());
  });
});

describe('multi-engine complete', () => {
  it.each([
    ['bash', 'eu\nus\n'],
    ['zsh', '--engine=eu\n--engine=us\n'],
    ['fish', '--engine=eu\n--engine=us\n'],
    ['powershell', '--engine=eu\n--engine=us\n'],
  ])('reads the engines of the configuration, and says them as %s wants', async (shell, expected) => {
    const run = await runProgram(['complete', shell, 'doctor', '--engine='], { cwd: workplace(FILES) });
    expect(run).toEqual({ code: 0, stdout: expected, stderr: '' });
  });

  it.each([
    ['bash', String.raw`it\'s\ \$\(c\)` + '\n'],
    ['powershell', "'it''s $(c)'\n"],
  ])(
    'quotes for %s what would be more than a word, and leaves out what is no line',
    async (shell, expected) => {
      const names = ["it's $(c)", String.raw`two\nlines`].map((name) => `"${name}": {}`);
      const cwd = workplace({ 'environment-config.yaml': `engines: {${names.join(', ')}}\n` });
      const { stdout } = await runProgram(['complete', shell, 'doctor', '--engine', ''], { cwd });
      expect(stdout).toBe(expected);
    },
  );

  it('reads the names of the configurations inside a file', async () => {
    const cwd = workplace({ 'maps.yaml': `${configMap('eu')}---\n${configMap('us')}` });
    const { stdout } = await runProgram(['complete', 'fish', 'validate', 'maps.yaml', '--part', ''], { cwd });
    expect(stdout).toBe('configmap/eu:environment-config.yaml\nconfigmap/us:environment-config.yaml\n');
  });

  it.each([
    ['no file', {}],
    ['a file that is none', { 'environment-config.yaml': 'engines: [' }],
    ['another kind of file', { 'environment-config.yaml': 'kind: Service\n' }],
  ])('is silent where there is %s', async (_, files) => {
    const run = await runProgram(['complete', 'bash', 'doctor', '--engine', ''], { cwd: workplace(files) });
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('takes words as they are, also those that would be options elsewhere', async () => {
    const { stdout } = await runProgram(['complete', 'fish', 'validate', '--help', '--', '-h', '--up']);
    expect(stdout).toBe('--update-baseline\taccept what is found now: write it to that file\n');
  });

  it('is not shown in the help, and refuses a shell that it does not know', async () => {
    expect((await runProgram(['--help'])).stdout).not.toMatch(/\bcomplete\b/);
    const { code, stderr } = await runProgram(['completion', 'csh']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('bash, zsh, fish, powershell')]);
  });
});

const FILES = {
  'environment-config.yaml': `engines:
  eu: {name: default, rest: "http://eu.example/engine-rest"}
  us: {name: default, rest: "http://us.example/engine-rest"}
`,
  'model.bpmn': '',
};

describe.each(SHELLS_TO_TRY)('$name', (shell) => {
  const runs = isInstalled(shell.name);

  it.runIf(runs).each([
    ['a command', 'multi-engine expl\t', /multi-engine explain /],
    ['an option', 'multi-engine validate --min\t', /--min-severity/],
    ['an engine of the configuration', 'multi-engine doctor --engine e\t', /--engine eu/],
    ['an engine behind the sign', 'multi-engine doctor --engine=e\t', /--engine=eu/],
    ['what may stand behind a sign', 'multi-engine validate --min-severity=\t\t', /warning/],
    ['a rule in a list', 'multi-engine validate --only C101,C10\t2', /C101,C102/],
    ['a file', 'multi-engine preview mod\t', /preview model\.bpmn/],
    ['a file behind the sign', 'multi-engine validate --base=mod\t', /--base=model\.bpmn/],
    ['any file behind the sign', 'multi-engine validate --base=\t\t', /model\.bpmn/],
  ])(
    'completes %s',
    async (_, keys, shows) => {
      expect(await typedInto(shell, workplace(FILES), keys, shows)).toMatch(shows);
    },
    60_000,
  );

  it.runIf(runs)(
    'runs nothing that stands in a name',
    async () => {
      const name = 'x$(touch ran)`touch ran`; touch ran #';
      const cwd = workplace({
        'environment-config.yaml': `engines: {'${name}': {name: default, rest: 'http://127.0.0.1:1/engine-rest'}}\n`,
      });
      const shown = await typedInto(shell, cwd, 'multi-engine validate --engine x\t\n', / engines?; /);
      expect(shown).toMatch(/ 1 engine; /);
      expect(existsSync(path.join(cwd, 'ran'))).toBe(false);
    },
    60_000,
  );

  it.runIf(runs)('finds no fault in the script', async () => {
    const { stdout } = await runProgram(['completion', shell.name]);
    const folder = workplace({ script: stdout });
    const check = spawnSync(shell.name, ['-n', 'script'], { cwd: folder, encoding: 'utf8' });
    expect([check.status, check.stderr]).toEqual([0, '']);
  });
});

it('there is a script for every shell that is offered', async () => {
  const scripts = await Promise.all(SHELLS.map((shell) => runProgram(['completion', shell])));
  for (const [index, { code, stdout }] of scripts.entries()) {
    expect(code).toBe(0);
    expect(stdout).toContain(`complete ${SHELLS[index] ?? ''} `);
  }
});
