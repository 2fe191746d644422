import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/report.js';
import { renderAccess } from '../../src/report/access/index.js';
import { renderHtml } from '../../src/report/html/index.js';
import { ask } from '../access/run.js';
import { isInstalled } from '../helpers/shell.js';
import { PAGES } from './ci/pages.js';
import { parsedXml, type Element } from './ci/xml.js';
import * as cases from './cases.js';
import { golden } from './golden.js';
import { hostile } from './hostile.js';
import { engine, finding, options, report } from './reports.js';

const ALL: readonly (readonly [string, Report])[] = Object.entries({ ...cases, hostile });

function parsed(html: string): Element {
  return parsedXml(html.replace('<!DOCTYPE html>', ''));
}

function all(element: Element, name: string): readonly Element[] {
  return [
    ...(element.name === name ? [element] : []),
    ...element.children.flatMap((child) => all(child, name)),
  ];
}

/** Without style and script, which are the same in every report. */
function body(html: string): string {
  return html.replaceAll(/<(style|script)>[\s\S]*?<\/\1>/g, '');
}

function title(of: Report): string {
  return all(parsed(renderHtml(of, options())), 'h1')[0]?.text ?? '';
}

function many(count: number): Report {
  const engines = Array.from({ length: count }, (_, index) => engine(`engine-${index}`));
  const pair = ['engine-70', 'engine-3'];
  const found = finding({ rule: 'T401', name: 'duplicate-definition', message: 'm', engines: pair });
  return report({ engines, findings: count > 50 ? [found] : [] });
}

/** What is written in the picture. */
function names(of: Report): readonly string[] {
  const pictures = all(parsed(renderHtml(of, options())), 'svg');
  return pictures.flatMap((svg) => all(svg, 'text').map(({ text }) => text)).filter((text) => text !== '');
}

describe('renderHtml', () => {
  it.each(ALL)('writes %s as it is stored', (name, of) => {
    const text = body(renderHtml(of, options()));
    expect(text).toBe(golden(`${name}.html.txt`, text));
  });

  it.each(ALL)('loads nothing from anywhere: %s', (_, of) => {
    const html = renderHtml(of, options({ rules: PAGES }));
    for (const element of ['link', 'img', 'iframe', 'object', 'embed', 'base', 'video', 'source'])
      expect(all(parsed(html), element), element).toEqual([]);
    for (const { attributes } of all(parsed(html), 'a')) expect(attributes['href']).toMatch(/^#rule-/);
    expect(html).not.toMatch(/@import|url\(/);
    expect(all(parsed(html), 'script').map(({ attributes }) => attributes)).toEqual([{}]);
  });

  it('has headings in order, a name for every table and every picture, and one place for each', () => {
    const page = parsed(renderHtml(cases.live, options({ rules: PAGES })));
    expect(all(page, 'h1')).toHaveLength(1);
    expect(all(page, 'h2').map(({ text }) => text)).toEqual([
      'Topology',
      'Engines',
      'Findings',
      'Not checked',
      'The rules',
      'What was run',
    ]);
    expect(all(page, 'caption').every(({ text }) => text !== '')).toBe(true);
    expect(
      all(page, 'svg').every(
        ({ attributes }) => attributes['role'] === 'img' && attributes['aria-label'] !== '',
      ),
    ).toBe(true);
    const ids = [...all(page, 'section'), ...all(page, 'h2'), ...all(page, 'details')].flatMap(
      ({ attributes }) => attributes['id'] ?? [],
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of all(page, 'a')) expect(ids).toContain(attributes['href']?.slice(1));
  });

  it('explains the rules that found something', () => {
    const page = parsed(renderHtml(cases.live, options({ rules: PAGES })));
    const rules = all(page, 'details');
    expect(rules.map(({ attributes }) => attributes['id'])).toEqual(['rule-P323', 'rule-T401', 'rule-T411']);
    for (const each of rules) expect(all(each, 'pre')[0]?.text.length).toBeGreaterThan(100);
  });

  it('never looks sound where the run was cut short, left something open or failed', () => {
    expect(title(cases.interrupted)).toContain('interrupted');
    expect(title(cases.failed)).toContain('inconclusive');
    expect(title(cases.live)).toContain('something is wrong');
    expect(title(cases.sound)).toContain('everything asked for was checked');
  });

  it('draws fifty engines one by one, and of more those that something is the matter with', () => {
    expect(names(many(50))).toHaveLength(50);
    expect(names(many(80))).toEqual(['engine-3', 'engine-70', '78 more engines']);
  });

  it('shows users against engines first, where users were asked about', async () => {
    const of = await ask('fixtures/access/worked-example.yaml', { users: ['Piggy', 'Gonzo'] });
    const page = parsed(await renderAccess('html', of, options({ rules: PAGES })));
    expect(all(page, 'h2')[0]?.text).toBe('Who may log in');
    const rows = all(page, 'tr').map((row) => row.children.map(({ text }) => text));
    expect(rows.find(([user]) => user === 'Piggy')?.length).toBe(rows[0]?.length);
  });
});

describe.runIf(isInstalled('chromium'))('in a browser', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-html-'));

  it.each(ALL)('the script runs, no other does, and nothing is complained about: %s', (name, of) => {
    const file = path.join(folder, `${name}.html`);
    writeFileSync(file, renderHtml(of, options({ rules: PAGES })));
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--enable-logging=stderr',
      '--virtual-time-budget=2000',
      `--user-data-dir=${folder}/profile`,
    ];
    const { stdout, stderr } = spawnSync('chromium', [...flags, '--dump-dom', pathToFileURL(file).href], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stdout).toContain('<h1>multi-engine ');
    if (of.findings.length > 0)
      expect(stdout).toContain(`${of.findings.length} of ${of.findings.length} findings shown`);
    expect(stderr).not.toContain('CONSOLE');
  });
});
