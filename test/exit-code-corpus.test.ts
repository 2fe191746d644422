import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { targetOf } from '../src/optimize/target.js';
import { runProgram } from '../src/cli/program.js';
import type { rulePages as rulePagesType } from '../src/cli/output/rule-pages.js';
import type { Report } from '../src/core/report/report.js';
import { ACCESS_FORMAT_NAMES } from '../src/report/access/index.js';
import { FORMAT_NAMES } from '../src/report/index.js';
import type { access as accessType } from '../src/run/access/access.js';
import type { check as checkType } from '../src/run/check.js';
import type { diff as diffType } from '../src/run/diff/diff.js';
import { ask } from './access/run.js';
import { allFixtures, LANDSCAPES, replayRequest, requestFor, ROOT, runFixture } from './helpers/fixtures.js';
import { READERS } from './report/readers.js';

/** What the commands find, and what they print of it. */
const run = vi.hoisted(() => ({ report: null as unknown, printed: '' }));

vi.mock('../src/cli/output/standard-output.js', async (original) => ({
  ...(await original<object>()),
  toStandardOutput: (text: string) => {
    run.printed += text;
    return Promise.resolve();
  },
}));

/** The commands are the real ones from the words typed to the exit code; what they find was found before, once for all formats. */
vi.mock('../src/run/check.js', async (original) => {
  const { check } = await original<{ check: typeof checkType }>();
  return { check: (...args: Parameters<typeof check>) => run.report ?? check(...args) };
});
vi.mock('../src/run/access/access.js', async (original) => {
  const { access } = await original<{ access: typeof accessType }>();
  return { access: (...args: Parameters<typeof access>) => run.report ?? access(...args) };
});
vi.mock('../src/run/diff/diff.js', async (original) => {
  const { diff } = await original<{ diff: typeof diffType }>();
  return { diff: (...args: Parameters<typeof diff>) => run.report ?? diff(...args) };
});

/** Where the pages are, and read once. */
vi.mock('../src/cli/output/rule-pages.js', async (original) => {
  const { rulePages } = await original<{ rulePages: typeof rulePagesType }>();
  const pages = rulePages(path.resolve('docs/rules'));
  return { rulePages: () => pages };
});

const CONTEXT = { version: 'test', interruptedBy: () => null };

type Found = () => Promise<Report>;

async function found(file: string, target: string | null, recording: string | null): Promise<Report> {
  const { check } = await import('../src/run/check.js');
  const request = {
    ...requestFor([path.relative(process.cwd(), file)]),
    target: targetOf(target ?? undefined),
  };
  const live = recording === null ? null : replayRequest(recording);
  return check({ ...request, command: live === null ? 'validate' : 'doctor', live }, CONTEXT);
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(path.join(ROOT, 'fixtures', folder))
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .map((name) => path.join(ROOT, 'fixtures', folder, name));

/** One of three for each file: that it is the same for all formats does not depend on it. */
function targets(file: string): readonly (string | null)[] {
  return [[null, '3.15', 'none'][path.basename(file).length % 3] ?? null];
}

/** Whatever lies in `fixtures` and can be checked, and how. */
const CORPUS: readonly (readonly [string, Found])[] = [
  ...allFixtures().map(({ name, folder }): readonly [string, Found] => [name, () => runFixture(folder)]),
  ...['config/ok', 'config/err', 'config/shipped', 'carriers'].flatMap((folder) =>
    filesIn(folder).flatMap((file) =>
      targets(file).map((target): readonly [string, Found] => [
        `${path.relative(ROOT, file)} for ${target ?? 'any release'}`,
        () => found(file, target, null),
      ]),
    ),
  ),
  ...readdirSync(LANDSCAPES).map((name): readonly [string, Found] => {
    const recording = path.join(LANDSCAPES, name);
    return [
      `landscapes/${name}`,
      () => found(path.join(recording, 'environment-config.yaml'), null, recording),
    ];
  }),
  ...readdirSync(path.join(ROOT, 'fixtures/balancer')).map((name): readonly [string, Found] => [
    `balancer/${name}`,
    () => found(path.join(ROOT, 'fixtures/balancer', name, 'before.yaml'), null, null),
  ]),
  ['access', () => ask('fixtures/access/worked-example.yaml', { all: true })],
];

/** The formats of the command that made a report, and how it is typed. */
function typed({ command }: Report): readonly (readonly string[])[] {
  const formats: readonly string[] = command === 'access' ? ACCESS_FORMAT_NAMES : FORMAT_NAMES;
  const words =
    command === 'access' ? ['access', '--all'] : command === 'diff' ? ['diff', 'a', 'b'] : [command];
  return formats
    .filter((format) => ['doctor', 'access'].includes(command) || format !== 'csv')
    .map((format) => [...words, '--settings=none', '--format', format]);
}

async function codeOf(argv: readonly string[], report: Report): Promise<number> {
  run.report = report;
  run.printed = '';
  try {
    return await runProgram(argv, '0.0.0');
  } finally {
    run.report = null;
  }
}

describe('the exit code is the same in every format', () => {
  const codes = new Set<number>();

  it.each(CORPUS)('%s', async (_, find) => {
    const report = await find();
    codes.add(report.exitCode);
    for (const argv of typed(report)) {
      const format = argv.at(-1) ?? '';
      expect([format, await codeOf(argv, report)]).toEqual([format, report.exitCode]);
      expect(run.printed).toMatch(/\S\r?\n$/);
      if (report.command !== 'access') READERS[format as keyof typeof READERS]?.(run.printed);
    }
  });

  it('and the corpus has every one that a check can end with', () => {
    expect([...codes].toSorted((a, b) => a - b)).toEqual([0, 1, 3]);
  });
});
