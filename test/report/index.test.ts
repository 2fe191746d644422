import { describe, expect, it, vi } from 'vitest';
import { FORMAT_NAMES, isFormatName, render } from '../../src/report/index.js';
import { renderJson } from '../../src/report/json.js';
import { renderPretty } from '../../src/report/pretty/index.js';
import { CATALOGUE } from '../../src/rules/catalogue.js';
import * as cases from './cases.js';
import { hostile } from './hostile.js';
import { options } from './reports.js';

const { sound } = cases;

const chalk = vi.hoisted(() => ({ loaded: 0 }));
vi.mock('chalk', async (original) => {
  chalk.loaded += 1;
  return original();
});

it('the reports of these tests speak of rules that there are', () => {
  const known = new Set(CATALOGUE.map(({ code, name }) => `${code} ${name}`));
  const named = Object.values({ ...cases, hostile }).flatMap(({ findings, coverage }) =>
    [...findings, ...coverage].map(({ rule, name }) => `${rule} ${name}`),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((each) => !known.has(each))).toEqual([]);
});

describe('the table of formats', () => {
  it('names its formats', () => {
    expect(FORMAT_NAMES).toEqual([
      'pretty',
      'json',
      'sarif',
      'junit',
      'github',
      'gitlab',
      'markdown',
      'html',
      'mermaid',
      'dot',
      'prometheus',
      'csv',
    ]);
    expect(['json', 'toString', 'xml'].map(isFormatName)).toEqual([true, false, false]);
  });

  it('writes what the reporters write', async () => {
    expect(await render('json', sound, options())).toBe(renderJson(sound));
    expect(await render('pretty', sound, options())).toBe(renderPretty(sound, options()));
  });

  it('loads the colours only for a report that shows them', async () => {
    await render('pretty', sound, options());
    expect(chalk.loaded).toBe(0);
    const text = await render('pretty', sound, options({ color: true }));
    expect(text.startsWith('\u001b[32m✓\u001b[39m no findings')).toBe(true);
    expect(chalk.loaded).toBe(1);
  });
});
