import { greatest } from '../../../core/many.js';
import { grouped } from '../../../core/grouped.js';
import type { Location, Severity } from '../../../core/finding.js';
import type { Report, SourceLines } from '../../../core/report/report.js';
import { escapeText } from '../../../core/text/text.js';
import { excerptOf, excerptText, holds, underlineOf, type Excerpt } from './excerpt.js';
import type { Page, Tone } from '../layout/page.js';
import { widthOf, wrapped } from '../layout/width.js';

/** Masked source lines by file name. */
export type Sources = Report['sources'];

/** Places of one conflict that are shown unless everything is asked for. */
const PLACES_SHOWN = 6;

/** As wide as `...`, so that gaps and short line numbers stand in one column. */
const NARROWEST_GUTTER = 3;

/** Below this nothing can be read: a narrower terminal breaks the lines itself. */
const NARROWEST_TEXT = 20;

/** What stands left and right of the bar. */
interface Row {
  readonly gutter: string;
  readonly text: string;
}

/** A part of one source line that is to be underlined. */
interface Mark {
  readonly line: number;
  /** UTF-16 offsets into the line, the end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly sign: '^' | '-';
  readonly tone: Tone;
  readonly label: string;
}

/** The places of a finding in one block: the primary one underlined, the others of the conflict with their notes. */
export function frame(
  page: Page,
  severity: Severity,
  locations: readonly Location[],
  sources: Sources,
): readonly string[] {
  const listed = page.verbose ? locations : locations.slice(0, PLACES_SHOWN);
  const shown = listed.map(withSource);
  const gutter = greatest(
    shown.map(({ line }) => String(line).length),
    NARROWEST_GUTTER,
  );
  // Two blanks before the block; a blank, the bar and a blank between number and text.
  const room = Math.max(NARROWEST_TEXT, page.width - gutter - 5);
  const blocks = [...byFile(shown).values()].map((places) => {
    const source = sources.get(places[0].source) ?? [];
    const marks = places.map((place) => markOf(place, severity, source)).toSorted(byPosition);
    return { title: places[0].title, rows: sourceRows(page, source, marks, room) };
  });
  const hidden = locations.length - shown.length;
  if (hidden > 0) blocks.at(-1)?.rows.push({ gutter: '...', text: `and ${hidden} more with --verbose` });
  return drawn(page, gutter, blocks);
}

/** `file:line:column`, as editors and terminals understand it. */
export function placeText({ file, line, column }: Location): string {
  return `${escapeText(file)}:${line}:${column}`;
}

/** A place in the text that is shown, and the name of that text. */
interface Shown extends Location {
  readonly source: string;
  readonly title: string;
}

/** Where lines of the file would show nothing, as of Base64, the configuration is shown by itself. */
function withSource(location: Location): Shown {
  const { embedded } = location;
  const title = placeText(location);
  if (embedded === undefined || embedded.shownFrom === null)
    return { ...location, source: location.file, title };
  const { configuration, shownFrom, ...range } = embedded;
  const inside = `${escapeText(configuration)}, line ${embedded.line}`;
  return { ...location, ...range, source: shownFrom, title: `${title} (${inside})` };
}

type Places = readonly [Shown, ...Shown[]];

function byFile(locations: readonly Shown[]): ReadonlyMap<string, Places> {
  return grouped(locations, ({ source }) => source);
}

/** One bar along all files; its foot stands beside the last row. */
function drawn(
  { paint }: Page,
  gutter: number,
  blocks: readonly { readonly title: string; readonly rows: readonly Row[] }[],
): readonly string[] {
  const lines = blocks.flatMap(({ title, rows }, index) => [
    { gutter: '', bar: index === 0 ? '╭─' : '├─', text: title },
    ...rows.map((row) => ({ ...row, bar: '│' })),
  ]);
  return lines.map((line, index) => {
    const bar = index > 0 && index === lines.length - 1 ? line.bar.replace(/^./, '╰') : line.bar;
    return `  ${paint('frame', `${line.gutter.padStart(gutter)} ${bar}`)} ${line.text}`.trimEnd();
  });
}

function markOf(location: Location, severity: Severity, source: SourceLines): Mark {
  const several = location.endLine > location.line;
  const text = source.at(location.line - 1) ?? '';
  const note = escapeText(location.note ?? '');
  const extent = several ? `to line ${location.endLine}` : '';
  return {
    line: location.line,
    from: location.column - 1,
    to: several ? text.trimEnd().length : location.endColumn - 1,
    sign: location.role === 'primary' ? '^' : '-',
    tone: location.role === 'primary' ? severity : 'related',
    label: note !== '' && several ? `${note} (${extent})` : note + extent,
  };
}

/** By line and column; what is the matter stands above what it collides with. */
function byPosition(a: Mark, b: Mark): number {
  return a.line - b.line || a.from - b.from || Number(a.sign === '-') - Number(b.sign === '-');
}

function sourceRows(page: Page, source: SourceLines, marks: readonly Mark[], room: number): Row[] {
  const lines = [...new Set(marks.map((mark) => mark.line))];
  return lines.flatMap((line, index) => {
    const here = marks.filter((mark) => mark.line === line);
    const text = source.at(line - 1);
    if (text === undefined) return here.flatMap(unseenRow);
    return [...gapRow(source, lines[index - 1], line, room), ...markedRows(page, text, here, room)];
  });
}

/** A place whose line is not at hand: worth a row where it has a note, else the title says it all. */
function unseenRow({ line, label }: Mark): readonly Row[] {
  return label === '' ? [] : [{ gutter: String(line), text: label }];
}

/** A single line between two places is shown rather than replaced by a sign of the same height. */
function gapRow(source: SourceLines, above: number | undefined, line: number, room: number): Row[] {
  if (above === undefined || line - above < 2) return [];
  if (line - above > 2) return [{ gutter: '...', text: '' }];
  return [{ gutter: String(line - 1), text: excerptText(excerptOf(source.at(above) ?? '', 0, room)) }];
}

/** A source line and its underlines. Places that a cut keeps out of sight get the line once more. */
function markedRows(page: Page, text: string, marks: readonly Mark[], room: number): readonly Row[] {
  const [first] = marks;
  if (first === undefined) return [];
  const excerpt = excerptOf(text, Math.min(first.from, text.length), room);
  const seen = (mark: Mark): boolean => mark === first || holds(excerpt, mark.from);
  return [
    { gutter: String(first.line), text: excerptText(excerpt) },
    ...marks.filter(seen).flatMap((mark) => underlineRows(page, excerpt, mark, room)),
    ...markedRows(
      page,
      text,
      marks.filter((mark) => !seen(mark)),
      room,
    ),
  ];
}

/** The underline with its note beside it or, where that is too narrow, below it. */
function underlineRows(page: Page, excerpt: Excerpt, mark: Mark, room: number): readonly Row[] {
  const { left, length } = underlineOf(excerpt, mark.from, mark.to);
  const line = mark.sign.repeat(length);
  const beside = mark.label === '' || left + length + 1 + widthOf(mark.label) <= room;
  const indent = beside ? left : Math.min(left, Math.floor(room / 2));
  const notes = wrapped(mark.label, room - indent).map((note) => ({ indent, note }));
  const texts = beside
    ? [{ indent, note: `${line} ${mark.label}`.trimEnd() }]
    : [{ indent: left, note: line }, ...notes];
  return texts.map(({ indent: blanks, note }) => ({
    gutter: '',
    text: ' '.repeat(blanks) + page.paint(mark.tone, note),
  }));
}
