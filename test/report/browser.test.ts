import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/report.js';
import { renderHtml } from '../../src/report/html/index.js';
import { Browser } from '../helpers/chromium.js';
import { LANDSCAPES, ROOT } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';
import { isInstalled } from '../helpers/shell.js';
import * as cases from './cases.js';
import { hostile } from './hostile.js';
import { PAGES } from './ci/pages.js';
import { engine, evidence, finding, options, report } from './reports.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-browser-'));
const recording = path.join(LANDSCAPES, 'duplicate');
const inRecording = path.join(recording, 'environment-config.yaml');
const before = path.join(LANDSCAPES, 'distinct');

/** Commands that write a report, each with something to tell. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  validate: ['validate', path.join(ROOT, 'fixtures/config/err/many-faults.yaml')],
  doctor: ['doctor', inRecording, '--replay', recording],
  access: ['access', '--all', '--config', path.join(ROOT, 'fixtures/access/worked-example.yaml')],
  preview: [
    'preview',
    path.join(ROOT, 'fixtures/models/order.bpmn'),
    '--all',
    '--config',
    inRecording,
    '--replay',
    recording,
  ],
  diff: ['diff', before, recording],
};

/** An engine of each kind that a picture and a table have to find room for. */
function landscape(count: number): Report {
  const names = Array.from({ length: count }, (_, index) => `billing-europe-central-${index}`);
  const engines = names.map((alias, index) =>
    index % 7 === 3
      ? engine(alias, {
          status: 'failed',
          failure: {
            step: 'connect',
            detail: `GET https://${alias}.example.com/engine-rest/engine: refused`,
          },
        })
      : engine(alias, {
          status: 'ok',
          product: 'Camunda Platform 7',
          version: '7.24.0',
          processDefinitions: 1200 + index,
          decisionDefinitions: 22,
          nodesSeen: 2,
          latencyMs: 12,
        }),
  );
  const findings = names.map((alias, index) =>
    finding({
      rule: 'T401',
      name: 'duplicate-definition',
      severity: index % 2 === 0 ? 'error' : 'warning',
      message: `"invoice" is on "${alias}" and another one.`,
      engines: [alias, names[(index + 2) % count] ?? ''],
      remedy: 'Undeploy it:\n  there',
      evidence: [evidence('x', [alias], 'version 3', 'GET /x')],
    }),
  );
  const databases = [
    { verdict: 'shared', certainty: 'strong', engines: names.slice(0, 2), rows: [], evidence: [] } as const,
  ];
  return report({ command: 'doctor', result: 'findings', exitCode: 1, engines, findings, databases });
}

const MADE: Readonly<Record<string, Report>> = {
  'three engines': landscape(3),
  'fifty engines': landscape(50),
  'eighty engines': landscape(80),
  interrupted: cases.interrupted,
  sound: cases.sound,
  hostile,
};

const NAMES = [...Object.keys(COMMANDS), ...Object.keys(MADE)];

const made = new Map<string, Promise<string>>();

/** The address of that page, which is written once. */
function pageOf(name: string): Promise<string> {
  const page = made.get(name) ?? written(name);
  made.set(name, page);
  return page;
}

async function written(name: string): Promise<string> {
  const file = path.join(folder, `${name}.html`);
  const command = COMMANDS[name];
  const of = MADE[name];
  if (of !== undefined) writeFileSync(file, renderHtml(of, options({ rules: PAGES })));
  if (command !== undefined) {
    const env = { PATH: process.env['PATH'], HOME: folder };
    const { code, stdout } = await runProgram([...command, '--format=html'], { cwd: folder, env });
    expect([0, 1, 3]).toContain(code);
    writeFileSync(file, stdout);
  }
  return pathToFileURL(file).href;
}

/** By how much the page, and what must not be scrolled by itself on paper, is too wide. */
const TOO_WIDE = `JSON.stringify([
  document.documentElement.scrollWidth - innerWidth,
  ...(matchMedia('print').matches ? Array.from(document.querySelectorAll('.wide'), (each) => each.scrollWidth - each.clientWidth) : []),
].filter((each) => each > 0))`;

/** Texts of the picture that end outside of the box that they are in. */
const OUTSIDE = `Array.from(document.querySelectorAll('svg text')).filter((text) => {
  let shape = text.previousElementSibling;
  while (shape && shape.tagName === 'text') shape = shape.previousElementSibling;
  return text.getBBox().x + text.getBBox().width > shape.getBBox().x + shape.getBBox().width;
}).map((text) => text.textContent)`;

const CHOOSE = `(() => {
  const told = [];
  for (const select of document.querySelectorAll('form select')) {
    for (const option of select.options) {
      select.value = option.value;
      select.dispatchEvent(new Event('input', { bubbles: true }));
      const seen = Array.from(document.querySelectorAll('.finding')).filter((each) => each.offsetParent !== null);
      const fit = seen.every((each) => option.value === '' || each.getAttribute('data-' + select.name).split(' ').includes(option.value));
      told.push([document.querySelector('#shown').textContent, seen.length + ' of ' + document.querySelectorAll('.finding').length + ' findings shown', fit]);
    }
    select.value = '';
    select.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return told;
})()`;

describe.runIf(isInstalled('chromium'))('the HTML report in a browser', () => {
  let browser: Browser;
  beforeAll(() => {
    browser = new Browser();
  });
  afterAll(() => browser.close());

  it.each(NAMES)(
    '%s: fits a phone, a screen and paper, asks for nothing and complains of nothing',
    async (name) => {
      const url = await pageOf(name);
      for (const [width, media] of [
        [360, ''],
        [1280, ''],
        [700, 'print'],
      ] as const) {
        const page = await browser.open(url, { width });
        await page.send('Emulation.setEmulatedMedia', { media });
        expect([width, await page.evaluate(TOO_WIDE)]).toEqual([width, '[]']);
        expect(page.complaints).toEqual([]);
        expect(page.requests).toHaveLength(1);
        if (width === 1280) expect(await page.evaluate(OUTSIDE)).toEqual([]);
        if (media === 'print') expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
        await page.close();
      }
    },
  );

  it.each(NAMES)('%s: axe finds nothing, light and dark', async (name) => {
    const page = await browser.open(await pageOf(name));
    await page.evaluate(AXE);
    for (const dark of [false, true]) {
      await page.paint(dark);
      const run = `axe.run(document, { resultTypes: ["violations"]${dark ? ', runOnly: ["color-contrast"]' : ''} })`;
      const violations = await page.evaluate(
        `${run}.then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]))`,
      );
      expect(violations).toEqual([]);
    }
    await page.close();
  });

  it.each(NAMES)('%s: the filters show what they say', async (name) => {
    const page = await browser.open(await pageOf(name));
    const told = await page.evaluate<readonly (readonly [string, string, boolean])[]>(CHOOSE);
    for (const [said, seen, fit] of told) expect([said, fit]).toEqual([seen, true]);
    const count = await page.evaluate<number>(`document.querySelectorAll('.finding').length`);
    expect(told.length > 0).toBe(count > 0);
    await page.close();
  });

  it.each(NAMES)('%s: without script everything is there, and nothing that needs it', async (name) => {
    const page = await browser.open(await pageOf(name), { script: false });
    await page.send('Emulation.setScriptExecutionDisabled', { value: false });
    const [findings, shown, forms] = await page.evaluate<readonly number[]>(
      `[Array.from(document.querySelectorAll('.finding')), Array.from(document.querySelectorAll('.finding')).filter((each) => each.offsetParent !== null), Array.from(document.querySelectorAll('form')).filter((each) => each.offsetParent !== null)].map((each) => each.length)`,
    );
    expect([shown, forms]).toEqual([findings, 0]);
    await page.close();
  });
});
