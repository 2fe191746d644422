import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Location } from '../../../../src/core/finding.js';
import { frame } from '../../../../src/report/pretty/findings/frame.js';
import { unpainted, type Page } from '../../../../src/report/pretty/layout/page.js';
import type * as width from '../../../../src/report/pretty/layout/width.js';
import { widthOf } from '../../../../src/report/pretty/layout/width.js';
import { Source } from '../../reports.js';

/** The longest text whose characters were looked at one by one. */
const looked = vi.hoisted(() => ({
  longest: 0,
  at(text: string): string {
    this.longest = Math.max(this.longest, text.length);
    return text;
  },
}));
vi.mock('../../../../src/report/pretty/layout/width.js', async (original) => {
  const real = await original<typeof width>();
  return {
    ...real,
    cellsOf: (text: string) => real.cellsOf(looked.at(text)),
    widthOf: (text: string) => real.widthOf(looked.at(text)),
  };
});

function page(changes: Partial<Page> = {}): Page {
  return { paint: unpainted, width: 80, verbose: false, ...changes };
}

function framed(
  locations: readonly Location[],
  sources: readonly Source[],
  changes: Partial<Page> = {},
): string {
  const lines = new Map(sources.map((source) => [source.file, source.lines]));
  return `\n${frame(page(changes), 'error', locations, lines).join('\n')}\n`;
}

const SOURCE = new Source(
  'a.yaml',
  Array.from({ length: 12 }, (_, index) => `line${index + 1}: x`).join('\n'),
);

describe('frame', () => {
  it('underlines the primary place and notes the others in the order of the lines', () => {
    const places = [
      SOURCE.primary(9, 'line9'),
      SOURCE.related(1, 'x', 'first'),
      SOURCE.related(3, 'x', 'third'),
    ];
    expect(framed(places, [SOURCE])).toBe(`
      ╭─ a.yaml:9:1
    1 │ line1: x
      │        - first
    2 │ line2: x
    3 │ line3: x
      │        - third
  ... │
    9 │ line9: x
      ╰ ^^^^^
`);
  });

  it('shows places in several files one below the other', () => {
    const other = new Source('b.yaml', 'other: y');
    expect(framed([SOURCE.primary(2, 'x'), other.related(1, 'y', 'differs')], [SOURCE, other])).toBe(`
      ╭─ a.yaml:2:8
    2 │ line2: x
      │        ^
      ├─ b.yaml:1:8
    1 │ other: y
      ╰        - differs
`);
  });

  it('names places whose text is not at hand', () => {
    expect(framed([SOURCE.primary(2, 'x'), SOURCE.related(11, 'x', 'again')], [])).toBe(`
      ╭─ a.yaml:2:8
   11 ╰ again
`);
    expect(framed([SOURCE.primary(2, 'x')], [])).toBe('\n      ╭─ a.yaml:2:8\n');
  });

  it('marks the first line of a longer range and says where it ends', () => {
    const range = { ...SOURCE.primary(2, 'line2'), endLine: 7, endColumn: 3 };
    const blank = new Source('c.yaml', 'list:   \n  - a');
    const related = { ...SOURCE.related(4, 'x', 'more'), endLine: 6 };
    expect(framed([range, related], [SOURCE])).toBe(`
      ╭─ a.yaml:2:1
    2 │ line2: x
      │ ^^^^^^^^ to line 7
    3 │ line3: x
    4 │ line4: x
      ╰        - more (to line 6)
`);
    expect(framed([{ ...blank.primary(1, 'list'), endLine: 2 }], [blank])).toContain('╰ ^^^^^ to line 2\n');
  });

  it('marks one column where a range is empty or stands behind the end of its line', () => {
    const end = { ...SOURCE.primary(2, 'x'), column: 9, endColumn: 9 };
    const gap = { ...SOURCE.related(2, 'x', 'here'), column: 6, endColumn: 6 };
    expect(framed([end, gap], [SOURCE])).toBe(`
      ╭─ a.yaml:2:9
    2 │ line2: x
      │      - here
      ╰         ^
`);
  });

  it('puts a note that does not fit beside its underline below it', () => {
    const note = 'this is a rather long explanation of the other half of the conflict';
    expect(framed([SOURCE.primary(1, 'x'), SOURCE.related(2, 'x', note)], [SOURCE], { width: 50 })).toBe(`
      ╭─ a.yaml:1:8
    1 │ line1: x
      │        ^
    2 │ line2: x
      │        -
      │        this is a rather long explanation
      ╰        of the other half of the conflict
`);
  });

  it('moves such a note to the left where its underline is far to the right', () => {
    const wide = new Source('w.yaml', `${'a'.repeat(30)} place`);
    expect(framed([wide.related(1, 'place', 'some words that explain it')], [wide], { width: 46 })).toBe(`
      ╭─ w.yaml:1:32
    1 │ ${'a'.repeat(30)} place
      │                                -----
      │                    some words that
      ╰                    explain it
`);
  });

  it('adds no empty row below an underline that fills the page', () => {
    const wide = new Source('w.yaml', 'a'.repeat(300));
    expect(
      framed([wide.primary(1, wide.lines[0] ?? '')], [wide])
        .trim()
        .split('\n'),
    ).toHaveLength(3);
    const exact = new Source('e.yaml', 'a'.repeat(72));
    expect(
      framed([exact.primary(1, exact.lines[0] ?? '')], [exact])
        .trim()
        .split('\n'),
    ).toHaveLength(3);
  });

  it('shows six places, and all when asked for', () => {
    const places = Array.from({ length: 8 }, (_, index) => SOURCE.related(index + 1, 'x', 'here'));
    expect(framed(places, [SOURCE])).toMatch(
      /\n {4}6 │ line6: x\n.*here\n {2}\.\.\. ╰ and 2 more with --verbose\n$/,
    );
    expect(framed(places, [SOURCE], { verbose: true })).toMatch(/8 │ line8: x\n/);
  });

  it('shows a line once more for a place that the cut would hide', () => {
    const long = new Source('l.yaml', `near: ${'x'.repeat(200)} far`);
    const text = framed([long.primary(1, 'far'), long.related(1, 'near', 'here')], [long], { width: 40 });
    expect(text).toBe(`
      ╭─ l.yaml:1:208
    1 │ near: xxxxxxxxxxxxxxxxxxxxxxxx…
      │ ---- here
    1 │ …xxxxxxxxxxxxxxxxxxxxxxxxxx far
      ╰                             ^^^
`);
  });
});

describe('an underline', () => {
  const character = fc.oneof(
    fc.constantFrom('\t', '漢', '🎉', '👨‍👩‍👧', 'e\u0301', '\u001b', '\u202e', '\u200d', '\ufeff', ' ', 'ﾊ'),
    fc.string({ minLength: 1, maxLength: 1 }),
  );
  const part = fc.array(character, { maxLength: 80 }).map((all) => all.join(''));

  it('stands below its text, whatever stands before and behind it', () => {
    fc.assert(
      fc.property(part, part, fc.integer({ min: 40, max: 120 }), (before, after, width) => {
        const source = new Source('p.yaml', `${before}<MARK>${after}`.replaceAll('\n', ' '));
        const [, line = '', under = ''] = framed([source.primary(1, '<MARK>')], [source], { width })
          .trim()
          .split('\n');
        const text = line.slice(line.indexOf('│ ') + 2);
        const left = under.indexOf('^') - under.indexOf('╰ ') - 2;
        expect(widthOf(text.slice(0, text.indexOf('<MARK>')))).toBe(left);
        expect(under.trimEnd()).toMatch(/[^^]\^{6}$/);
        expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('takes a look at its neighbourhood only, where a line has millions of characters', () => {
    const source = new Source('h.yaml', `${'x'.repeat(3_000_000)} here ${'y'.repeat(3_000_000)}`);
    looked.longest = 0;
    expect(framed([source.primary(1, 'here')], [source], { width: 80 })).toContain(' here ');
    expect(looked.longest).toBeGreaterThan('here'.length);
    expect(looked.longest).toBeLessThanOrEqual(4 * 80);
  });
});
