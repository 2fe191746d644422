import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { FAMILIES, familyOf } from '../../src/cli/output/families.js';
import { pageForTerminal } from '../../src/cli/output/markdown-page.js';
import { CATALOGUE } from '../../src/rules/catalogue.js';
import { runProgram } from '../helpers/program.js';
import { runOnTerminal } from '../helpers/terminal.js';

describe('rules', () => {
  it('have a family each', () => {
    expect(CATALOGUE.filter(({ code }) => familyOf(code) === undefined)).toEqual([]);
    expect(FAMILIES.filter((family) => !CATALOGUE.some(({ code }) => familyOf(code) === family))).toEqual([]);
  });

  it('are listed by family, each once, with its severity', async () => {
    const { code, stdout } = await runProgram(['rules']);
    const blocks = stdout.split('\n\n').slice(0, -1);
    expect(code).toBe(0);
    expect(blocks.map((block) => block.split('\n')[0]?.replace(/ \(\d+\)$/, ''))).toEqual(
      FAMILIES.map(({ title }) => title),
    );
    for (const block of blocks) {
      const [head = '', ...rows] = block.split('\n');
      expect(head).toMatch(new RegExp(` \\(${rows.length}\\)$`));
      for (const row of rows) expect(row).toMatch(/^ {2}[A-Z]\d{3} {2}[a-z0-9-]+ +(?:error|warning|info)$/);
    }
    const codes = Array.from(stdout.matchAll(/^ {2}([A-Z]\d{3}) /gm), ([, each = '']) => each);
    expect(codes).toHaveLength(CATALOGUE.length);
    expect(new Set(codes)).toEqual(new Set(CATALOGUE.map((rule) => rule.code)));
  });

  it('go into a page or a program, too', async () => {
    const { stdout } = await runProgram(['rules', '--format', 'markdown']);
    expect(stdout.match(/^\| [A-Z]\d{3} \|/gm)).toHaveLength(CATALOGUE.length);
    const json: unknown = JSON.parse((await runProgram(['rules', '--format', 'json'])).stdout);
    expect(json).toMatchObject({
      rules: expect.arrayContaining([
        expect.objectContaining({ code: 'T401', family: familyOf('T401')?.title }),
      ]) as unknown,
    });
    const { code, stderr } = await runProgram(['rules', '--format', 'xml']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('markdown')]);
  });
});

describe('explain', () => {
  it('takes several rules, by code or by name, each once and in their order', async () => {
    const { code, stdout } = await runProgram(['explain', 'T403', 'duplicate-definition,T401', 'T403']);
    expect(code).toBe(0);
    expect(stdout.match(/^[A-Z]\d{3} [a-z-]+$/gm)).toEqual([
      'T403 duplicate-tenant',
      'T401 duplicate-definition',
    ]);
  });

  it.each([60, 100])(
    'breaks at %i columns what is text, and nothing in the middle of a word',
    async (columns) => {
      const cwd = mkdtempSync(`${tmpdir()}/multi-engine-test-`);
      const { shown } = await runOnTerminal(['explain', 'T401', '--color', 'never'], { columns, cwd });
      const [text = ''] = shown.split('Example');
      const lines = text.split('\n').map((line) => line.trimEnd());
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(columns - 15);
      const whole = (await runProgram(['explain', 'T401'])).stdout.split('Example')[0] ?? '';
      expect(text.split(/\s+/)).toEqual(whole.split(/\s+/));
    },
  );
});

describe('a page on a terminal', () => {
  const page = [
    '# A **title**',
    '<!-- example -->',
    'A paragraph that its author',
    'broke, with a [link](docs/x.md), _stress_ and snake_case_name.',
    '',
    '- an item that is long enough to be',
    '  broken somewhere',
    '- another',
    '',
    '```yaml',
    'a:   1',
    '',
    '  # not a heading',
    '```',
    '| a | b |',
    '| - | - |',
  ].join('\n');

  it('keeps examples and tables, and breaks the rest anew', () => {
    expect(pageForTerminal(page, { color: false, width: 40 })).toBe(
      [
        'A title',
        '',
        'A paragraph that its author broke, with',
        'a link, stress and snake_case_name.',
        '',
        '- an item that is long enough to be',
        '  broken somewhere',
        '- another',
        '',
        'a:   1',
        '',
        '  # not a heading',
        '',
        '| a | b |',
        '| - | - |',
        '',
      ].join('\n'),
    );
    const code = 'Set both:\n\n    a:\n      b: _c_\n\nOr none.\n';
    expect(pageForTerminal(code, { color: false, width: 40 })).toBe(code);
    expect(pageForTerminal('## x', { color: true, width: 40 })).toBe('\u001b[1mx\u001b[0m\n');
  });
});
