import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/core/report/report.js';
import { render } from '../src/report/index.js';
import { CATALOGUE } from '../src/rules/catalogue.js';
import { ALL_RULES } from '../src/rules/all.js';
import { reportPicture, terminalPicture } from '../scripts/pictures.mjs';
import { fixturesOf, ROOT, runFixture } from './helpers/fixtures.js';
import { runProgram } from './helpers/program.js';

const FIXTURE_FOLDERS = /fixtures\/(rules|landscapes)\/[\w/-]+\//g;
const UPDATE = process.env['UPDATE'] === '1';

/** The examples of the pages are what the tool really prints. `UPDATE=1` writes them again. */
describe('the pages of the rules', () => {
  for (const { code, name } of CATALOGUE) {
    const base = `${code}-${name}`;
    it(`${base} shows what its first failing fixture gives`, async () => {
      const file = path.join(ROOT, 'docs/rules', `${base}.md`);
      const page = readFileSync(file, 'utf8');
      expect(page).toMatch(/<!-- example -->[\s\S]*<!-- \/example -->/);
      const example = `<!-- example -->\n\n${await exampleOf(base, code)}\n\n<!-- /example -->`;
      const expected = page.replace(/<!-- example -->[\s\S]*<!-- \/example -->/, () => example);
      if (UPDATE) writeFileSync(file, expected);
      expect(UPDATE ? expected : page).toBe(expected);
    });
  }
});

/** The picture as it is kept, written anew where that was asked for. */
function kept(name: string, picture: string): string {
  const file = path.join(ROOT, 'docs/pictures', name);
  if (UPDATE) writeFileSync(file, picture);
  return readFileSync(file, 'utf8');
}

/** What the README shows is what the tool prints, as `UPDATE=1` draws it. */
describe('the pictures of the README', () => {
  it('terminal.svg is a finding of doctor', async () => {
    const fixture = fixturesOf('T411-shared-database').find(({ kind }) => kind === 'fail');
    const report = onlyRule(await runFixture(fixture?.folder ?? ''), 'T411');
    const how = { color: true, quiet: false, verbose: false, timings: false, width: 100 };
    const text = (await render('pretty', report, how)).replaceAll(FIXTURE_FOLDERS, '');
    const picture = terminalPicture(`$ multi-engine doctor\n\n${text}`, 'multi-engine doctor');
    expect(kept('terminal.svg', picture)).toBe(picture);
  });

  it('topology.svg is that of the HTML report about the demo', async () => {
    const demo = path.join(ROOT, 'fixtures/landscapes/demo');
    const args = ['doctor', path.join(demo, 'environment-config.yaml'), '--replay', demo, '--format', 'html'];
    const { stdout } = await runProgram(args);
    const picture = reportPicture(stdout);
    expect(kept('topology.svg', picture)).toBe(picture);
  });
});

it('the table of all rules is current', () => {
  const rows = ALL_RULES.map(
    ({ code, name, severity, scope }) =>
      `| [${code}](${code}-${name}.md) | ${name} | ${severity} | ${scope} |`,
  );
  const head = [
    '# Rules',
    '',
    'Severity is the default; some rules raise it once `--optimize` names a version that the fault applies to. Rules about the',
    '`configuration` need no network; those about a `user` are rules of `access`.',
    '',
    '| code | name | severity | judges |',
    '| ---- | ---- | -------- | ------ |',
  ];
  const expected = `${[...head, ...rows].join('\n')}\n`;
  const file = path.join(ROOT, 'docs/rules/README.md');
  if (UPDATE) writeFileSync(file, expected);
  expect(readFileSync(file, 'utf8')).toBe(expected);
});

async function exampleOf(base: string, code: string): Promise<string> {
  const fixture = fixturesOf(base).find(({ kind }) => kind === 'fail');
  if (fixture === undefined) throw new Error(`${base} has no fixture that fails`);
  const report = await runFixture(fixture.folder);
  const text = await render('pretty', onlyRule(report, code), {
    color: false,
    quiet: false,
    verbose: false,
    timings: false,
    width: 100,
  });
  return `\`\`\`text\n${text.replaceAll(FIXTURE_FOLDERS, '').trim()}\n\`\`\``;
}

/** The example speaks of one rule; the landscape around it would drown it. */
function onlyRule(report: Report, code: string): Report {
  const { running: _running, damage: _damage, ...rest } = report;
  const findings = report.findings.filter(({ rule }) => rule === code);
  const count = (severity: string): number => findings.filter((each) => each.severity === severity).length;
  return {
    ...rest,
    result: rest.result === 'findings' && count('error') === 0 ? 'ok' : rest.result,
    command: 'validate',
    findings,
    coverage: [],
    engines: [],
    databases: [],
    summary: {
      error: count('error'),
      warning: count('warning'),
      info: count('info'),
      suppressed: 0,
      skipped: 0,
    },
  };
}
