import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../scripts/new-rule-files.mjs';
import { AREAS } from '../scripts/rule-areas.mjs';
import { ROOT } from './helpers/fixtures.js';

const COPIED = ['docs', 'fixtures', 'schemas', 'scripts', 'src', 'test', 'package.json', 'tsconfig.json'];
/** Of the compiler, for what a new rule changes. */
const SOURCES = 'tsconfig.sources.json';
const SETTINGS = ['vitest.config.ts', '.prettierrc', '.prettierignore'];
const copy = mkdtempSync(path.join(tmpdir(), 'multi-engine-new-rule-'));

/** A rule for each area, with a code that no rule will get soon. */
const RULES = AREAS.map((area) => ({
  area,
  code: `${area.codes}9${AREAS.indexOf(area)}`,
  name: `in-${area.folder}`,
}));
const BASES = RULES.map(({ code, name }) => `${code}-${name}`);

beforeAll(() => {
  for (const name of [...COPIED, ...SETTINGS])
    cpSync(path.join(ROOT, name), path.join(copy, name), {
      recursive: true,
      filter: (file) => !file.startsWith(path.join(ROOT, 'test/engines')),
    });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
});

interface Outcome {
  readonly code: number;
  readonly said: string;
}

/** Runs a script or a tool in the copy, as people do: without what the tests around it have set. */
function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'));
  const env = { ...Object.fromEntries(own), ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [...args], { cwd: copy, env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}` });
    });
  });
}

const tool = (name: string): string => path.join('node_modules', name);

describe('npm run new:rule', () => {
  it.each([
    [['X1', 'some-name'], '"X1" is not a code'],
    [['C199', 'Some_Name'], '"Some_Name" is not a name'],
    [['C199'], '"" is not a name'],
    [['Z901', 'some-name'], 'no area has codes like Z901'],
    [['A599', 'some-name', 'topology'], 'topology has no codes like A599'],
    [['C101', 'some-name'], 'docs/rules/C101-yaml-syntax.md has this code or name already'],
    [['C199', 'yaml-syntax'], 'docs/rules/C101-yaml-syntax.md has this code or name already'],
  ])('refuses %j, says why and what the areas are', async (args, why) => {
    const { code, said } = await run(['scripts/new-rule.mjs', ...args]);
    expect(code).toBe(2);
    expect(said).toContain(why);
    expect(said).toContain('A5xx  users');
  });
});

describe('a new rule', () => {
  const [user = '', ...others] = BASES.toReversed();

  // One is written as people do it, which also derives what follows from the others.
  it('of users is written with everything that is derived from it, and every file is named', async () => {
    for (const { area, code, name } of RULES) {
      if (`${code}-${name}` !== user) write(filesOf(area, code, name));
    }
    const [code, name] = [user.slice(0, 4), user.slice(5)];
    const outcome = await run(['scripts/new-rule.mjs', code, name, 'users']);
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.said.split('\n').slice(0, 5)).toEqual([
      `wrote src/rules/users/${user}.ts`,
      `wrote docs/rules/${user}.md`,
      `wrote fixtures/rules/${user}/fail-first-case/landscape.yaml`,
      `wrote fixtures/rules/${user}/pass-first-case/landscape.yaml`,
      'wrote src/rules/people.ts, src/rules/catalogue.ts, docs/rules/README.md',
    ]);
    expect(read('docs/rules/README.md')).toContain(`| [${code}](${user}.md) | ${name} | warning | user |`);
    expect(read(`docs/rules/${user}.md`)).toContain('<!-- example -->\n\n```text\n');
    expect(read('src/rules/people.ts')).toContain(user);
  });

  it('of every area can be compiled', async () => {
    writeFileSync(path.join(copy, SOURCES), JSON.stringify({ extends: './tsconfig.json', include: ['src'] }));
    const compiled = await run([tool('typescript/bin/tsc'), '--noEmit', '--project', SOURCES]);
    expect(compiled).toEqual({ code: 0, said: '' });
  });

  it('of every area keeps every promise but to find something where it should', async () => {
    const { said } = await run([
      tool('vitest/vitest.mjs'),
      'run',
      '--reporter=json',
      '-t',
      [...BASES, 'the table of all rules', 'codes are unique'].join('|'),
      'test/rules.test.ts',
      'test/contract.test.ts',
      'test/docs.test.ts',
    ]);
    const { failed, passed } = resultsIn(said);
    expect(failed).toEqual(
      [
        ...BASES.map(
          (base) => `${base}: says one line that fits, names its engines and holds no control character`,
        ),
        ...BASES.map((base) => `fixtures of rules, with all rules running: ${base}/fail-first-case`),
        // Nobody has written their examples.
        ...others.map((base) => `the pages of the rules: ${base} shows what its first failing fixture gives`),
      ].toSorted(),
    );
    const text = passed.join('\n');
    for (const base of BASES) expect(text).toContain(`${base}/pass-first-case`);
    expect(text.match(/\/skip-/g)).toHaveLength(4);
    expect(text).toContain('the table of all rules is current');
  });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), text);
  }
}

function read(file: string): string {
  return readFileSync(path.join(copy, file), 'utf8');
}

interface Result {
  readonly status: string;
  readonly title: string;
  readonly ancestorTitles: readonly string[];
}

/** The names of the tests that failed and that passed in what the JSON reporter says. */
function resultsIn(said: string): { readonly failed: readonly string[]; readonly passed: readonly string[] } {
  const { testResults } = JSON.parse(said.slice(said.indexOf('{'))) as {
    testResults: readonly { readonly assertionResults: readonly Result[] }[];
  };
  const named = (status: string): readonly string[] =>
    testResults
      .flatMap(({ assertionResults }) => assertionResults.filter((each) => each.status === status))
      .map(({ title, ancestorTitles }) => `${ancestorTitles.at(-1)}: ${title}`)
      .toSorted();
  return { failed: named('failed'), passed: named('passed') };
}
