import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown/index.js';
import { htmlInMarkdown, markdownText } from '../../src/report/markdown/text.js';
import * as cases from './cases.js';
import { golden } from './golden.js';
import { hostile } from './hostile.js';
import { finding, report } from './reports.js';

describe('renderMarkdown', () => {
  it.each(Object.entries({ ...cases, hostile }))('writes %s as it is stored', (name, of) => {
    const text = renderMarkdown(of);
    expect(text).toBe(golden(`${name}.markdown.txt`, text));
  });

  it('begins with what the next run finds it by, and folds the details', () => {
    const text = renderMarkdown(cases.live);
    expect(text.startsWith('<!-- multi-engine doctor -->\n')).toBe(true);
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
    expect(text.match(/<details>/g)?.length).toBeGreaterThan(3);
  });

  it('says that a run was cut short or left something open', () => {
    expect(renderMarkdown(cases.interrupted)).toContain('## multi-engine doctor: interrupted, ');
    expect(renderMarkdown(cases.failed)).toContain('## multi-engine doctor: inconclusive, ');
  });

  it('fits into a comment, whatever was found, and counts what is left out', () => {
    const findings = Array.from({ length: 5_000 }, (_, index) =>
      finding({
        rule: 'C101',
        name: 'yaml-syntax',
        message: 'm'.repeat(2_000),
        remedy: 'r\n'.repeat(500),
        key: String(index),
      }),
    );
    const text = renderMarkdown(report({ findings }));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('and 4900 findings more.');
    expect(text).toMatch(/Details of \d+ more are left out\./);
  });

  it.each([
    [
      '$a$ of ${HOST}${PORT}',
      '\\$a\\$ of \\$\\{HOST\\}\\$\\{PORT\\}',
      '&#36;a&#36; of &#36;{HOST}&#36;{PORT}',
    ],
    [
      'order:100:4a of http://a:80/b',
      'order:<!-- -->100:4a of http://a:80/b',
      'order:<!-- -->100:4a of http://a:80/b',
    ],
    ['x#1 or # 1 & a', 'x\\#<!-- -->1 or \\# 1 \\& a', 'x#<!-- -->1 or # 1 &amp; a'],
    ['me@example.com', 'me@<!-- -->example.com', 'me@<!-- -->example.com'],
  ])('has neither formulas nor pictures nor issues in %s', (outside, text, html) => {
    expect([markdownText(outside), htmlInMarkdown(outside)]).toEqual([text, html]);
  });

  it('is no markup of whoever chose a name, and calls nobody', () => {
    const attack = '</details><script>x</script> **b** [l](http://x) | @team `c` <!-- x --> ![i](http://y)';
    const named = finding({
      rule: 'C101',
      name: 'yaml-syntax',
      message: attack,
      engines: [attack],
      remedy: '```\n</details>\n````',
    });
    const lines = renderMarkdown(report({ findings: [named], notes: [attack] })).split('\n');
    const fence = lines.find((line) => line.startsWith('`````'));
    expect(fence).toBe('`````text');
    const outside = lines.filter(
      (_, index) => index < lines.indexOf('`````text') || index > lines.indexOf('`````'),
    );
    for (const line of outside) {
      expect(line).not.toMatch(/(?<!\\)<script|(?<!\\)<!-- x|@team/);
      // Markdown is not read between these tags.
      if (!line.startsWith('<summary>')) expect(line).not.toMatch(/(?<!\\)`c|(?<!\\)\[l\]/);
      if (line.includes('script')) expect(line).not.toMatch(/(?<!\\)<\/details>/);
    }
  });
});
