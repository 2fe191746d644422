import { itemBefore, type OutlineItem } from './outline.js';
import { lineEnd, lineStart } from './scan.js';
import type { Span } from './types.js';

/** What a syntax error is really about: the character that causes it, in plain words, and what to do. */
export interface Diagnosis {
  readonly span: Span;
  readonly problem: string;
  readonly hint: string | null;
  /**
   * What a repair may leave out: the line with all below it; also its neighbours of the same wrong indentation; or every tab or
   * conflict marker of the file, which have one cause.
   */
  readonly affects: 'item' | 'siblings' | 'tabs' | 'markers';
}

interface Scene {
  readonly text: string;
  readonly position: number;
  /** The parser's own words. */
  readonly reason: string;
  /** The line that the error stands in, and the one before it. */
  readonly item: OutlineItem | null;
  readonly before: OutlineItem | null;
  readonly outline: readonly OutlineItem[];
  readonly index: number;
}

type Hint = (scene: Scene) => Diagnosis | null;

/** In the order of how sure each is of its cause. */
const HINTS: readonly Hint[] = [
  tooDeep,
  conflictMarker,
  tab,
  badEscape,
  unclosedQuote,
  template,
  placeholderInFlow,
  unclosedBracket,
  afterQuote,
  reservedCharacter,
  listOnKeyLine,
  lonelyIndicator,
  secondColon,
  blockHeader,
  missingColon,
  listBesideSettings,
  wrongIndentation,
  missingComma,
];

export function diagnose(
  text: string,
  outline: readonly OutlineItem[],
  position: number,
  reason: string,
): Diagnosis {
  const at = Math.min(position, text.length);
  const index = itemBefore(outline, at);
  const item = outline[index] ?? null;
  const scene = { text, position: at, reason, item, before: outline[index - 1] ?? null, outline, index };
  for (const hint of HINTS) {
    const diagnosis = hint(scene);
    if (diagnosis !== null) return diagnosis;
  }
  const span = { start: at, end: Math.min(at + 1, text.length) };
  return { span, problem: `this is no YAML (${reason})`, hint: null, affects: 'item' };
}

function one(at: number): Span {
  return { start: at, end: at + 1 };
}

function tooDeep({ reason, position }: Scene): Diagnosis | null {
  if (!reason.startsWith('nesting exceeded')) return null;
  const problem = "more than 1000 levels of nesting; Optimize's reader stops there";
  return { span: one(position), problem, hint: 'Flatten the structure.', affects: 'item' };
}

function conflictMarker({ text, position }: Scene): Diagnosis | null {
  for (const start of [lineStart(text, position), lineStart(text, lineStart(text, position) - 1)]) {
    const marker = /^(?:<{7}|={7}|>{7})/u.exec(text.slice(start, start + 7));
    if (marker === null) continue;
    const hint = 'Choose one side and remove the lines <<<<<<<, ======= and >>>>>>>.';
    return {
      span: { start, end: start + 7 },
      problem: 'a merge conflict was left in the file',
      hint,
      affects: 'markers',
    };
  }
  return null;
}

/** A tab in front of the first character of a line, or right behind a colon or dash. */
function tab({ text, position, reason, item }: Scene): Diagnosis | null {
  const starts = [lineStart(text, position), item?.start ?? position];
  for (const start of starts) {
    const at = start + (/^ *(?=\t)/u.exec(text.slice(start, lineEnd(text, start)))?.[0].length ?? -1);
    if (at >= start) return tabAt(at, 'a tab in the indentation; YAML allows only spaces there');
  }
  if (reason.includes('tab ') && text.charAt(position) === '\t')
    return tabAt(position, 'a tab where YAML allows only spaces');
  return null;
}

export function tabAt(at: number, problem: string): Diagnosis {
  return { span: one(at), problem, hint: 'Replace the tab by spaces.', affects: 'tabs' };
}

function badEscape({ text, position, reason }: Scene): Diagnosis | null {
  if (reason !== 'unknown escape sequence' && reason !== 'expected hexadecimal character') return null;
  const at = text.lastIndexOf('\\', position);
  return at < 0 ? null : escapeAt(text, at);
}

export function escapeAt(text: string, at: number): Diagnosis {
  const problem = `"\\${text.charAt(at + 1)}" is no escape sequence inside double quotes`;
  const hint = "Use single quotes, where a backslash is a plain character, or write '\\\\' for a backslash.";
  return { span: { start: at, end: at + 2 }, problem, hint, affects: 'item' };
}

function unclosedQuote({ outline, index, text }: Scene): Diagnosis | null {
  for (let at = index; at >= 0 && at > index - 200; at -= 1) {
    const item = outline[at];
    if (item === undefined || item.kind !== 'quoted' || item.closed) continue;
    const quote = text.charAt(item.value);
    const hint = `Close the text with ${quote} at its end.`;
    return { span: one(item.value), problem: `the quote ${quote} is never closed`, hint, affects: 'item' };
  }
  return null;
}

function template({ text, item }: Scene): Diagnosis | null {
  if (item === null) return null;
  const match = /\{\{.*?\}\}|\{%.*?%\}/u.exec(text.slice(item.content, item.end));
  if (match === null || item.kind === 'quoted') return null;
  const start = item.content + match.index;
  const problem = `"${match[0].slice(0, 2)}" looks like a template placeholder, which is no YAML`;
  const hint = 'Check the file that the template produces, or quote the value.';
  return { span: { start, end: start + match[0].length }, problem, hint, affects: 'item' };
}

function placeholderInFlow({ text, item }: Scene): Diagnosis | null {
  if (item?.kind !== 'flow') return null;
  const flow = text.slice(item.value, item.end);
  for (const match of flow.matchAll(/"(?:\\.|[^"\\])*"|'[^']*'|\$\{[^}\s]*\}?/gu)) {
    if (!match[0].startsWith('$')) continue;
    const start = item.value + match.index;
    const problem = 'a placeholder without quotes inside { } or [ ]: its braces end the value';
    return {
      span: { start, end: start + match[0].length },
      problem,
      hint: `Write "${match[0]}".`,
      affects: 'item',
    };
  }
  return null;
}

function unclosedBracket({ text, outline, index }: Scene): Diagnosis | null {
  for (let at = index; at >= 0 && at > index - 200; at -= 1) {
    const item = outline[at];
    if (item === undefined || item.kind !== 'flow' || item.closed) continue;
    const bracket = text.charAt(item.value);
    const hint = `Add ${bracket === '{' ? '}' : ']'} at the end, or quote the value if ${bracket} is meant as text.`;
    return {
      span: one(item.value),
      problem: `the bracket ${bracket} is never closed`,
      hint,
      affects: 'item',
    };
  }
  return null;
}

function afterQuote({ text, item, position }: Scene): Diagnosis | null {
  if (item === null || !item.closed || position < item.valueEnd - 1) return null;
  if (item.kind !== 'quoted' && item.kind !== 'flow') return null;
  const rest = text.slice(item.valueEnd, lineEnd(text, item.valueEnd));
  const start = item.valueEnd + (rest.length - rest.trimStart().length);
  if (/^\s*(?:#.*)?$/u.test(rest)) return null;
  const closing = text.charAt(item.valueEnd - 1);
  const hint =
    item.kind === 'flow'
      ? 'Remove it, or quote the whole value.'
      : `Put the closing quote at the end; a ${closing} inside the text is written ${closing === "'" ? "''" : '\\"'}.`;
  return { span: one(start), problem: `text after the closing ${closing}`, hint, affects: 'item' };
}

/** Characters that no plain text may start with. */
function reservedCharacter({ text, item, position }: Scene): Diagnosis | null {
  const places = [
    { at: item?.value ?? position, reserved: '@`%]},' },
    { at: position, reserved: '@`%' },
  ];
  for (const { at, reserved } of places) {
    const character = text.charAt(at);
    if (character === '' || !reserved.includes(character)) continue;
    const problem = `a plain text may not start with ${character}`;
    return { span: one(at), problem, hint: 'Put the value in quotes.', affects: 'item' };
  }
  return null;
}

/** `key: - item`. */
function listOnKeyLine({ text, item }: Scene): Diagnosis | null {
  if (item === null || item.key === null || !/^-\s/u.test(text.slice(item.value, item.value + 2)))
    return null;
  const hint = 'Put each "- " on a line of its own, or write the list as [a, b].';
  return {
    span: one(item.value),
    problem: 'a list may not start on the line of its setting',
    hint,
    affects: 'item',
  };
}

/** `*`, `&` and `!` without a proper name, as in `*.example.com`. */
function lonelyIndicator({ text, item, reason, position }: Scene): Diagnosis | null {
  if (!/anchor|alias|tag/u.test(reason) || item === null) return null;
  let at = position;
  while (at > item.content && !'*&!'.includes(text.charAt(at))) at -= 1;
  const problem = `${text.charAt(at)} has a meaning of its own at the start of a value`;
  return { span: one(at), problem, hint: 'Put the value in quotes.', affects: 'item' };
}

/** `a: b: c`. */
function secondColon({ text, item, position }: Scene): Diagnosis | null {
  if (item?.kind !== 'plain' || item.key === null || position < item.value) return null;
  const value = text.slice(item.value, item.end).replace(/\s#.*$/su, '');
  const colon = /:(?=\s|$)/u.exec(value);
  if (colon === null) return null;
  const start = item.value + colon.index;
  const inPlaceholder = /\$\{[^}]*$/u.test(value.slice(0, colon.index));
  const problem = inPlaceholder
    ? 'a colon followed by a space inside a placeholder without quotes'
    : 'a second ": " in one line: a value without quotes may not contain a colon followed by a space';
  return { span: one(start), problem, hint: 'Put the whole value in quotes.', affects: 'item' };
}

/** `|` and `>` start a block of lines; text behind them on the same line is refused. */
function blockHeader({ text, item }: Scene): Diagnosis | null {
  if (
    item?.kind !== 'block' ||
    /^[|>][-+0-9]*\s*(?:#.*)?$/u.test(text.slice(item.value, lineEnd(text, item.value)))
  )
    return null;
  const character = text.charAt(item.value);
  const problem = `${character} starts a block of lines; nothing else may follow on its line`;
  return { span: one(item.value), problem, hint: 'Put the value in quotes.', affects: 'item' };
}

/** A line without `key:` among settings: a word that was to be a key, or `key:value` without the space. */
function missingColon({ text, item, before }: Scene): Diagnosis | null {
  const culprit = [item, before].find((candidate) => candidate?.key === null && !candidate.dash);
  if (culprit === undefined || culprit === null || culprit.kind !== 'plain') return null;
  const line = text
    .slice(culprit.content, lineEnd(text, culprit.content))
    .replace(/\s+#.*$/u, '')
    .trimEnd();
  const tight = /^[\w.-]+:(?=\S)/u.exec(line);
  if (tight !== null) {
    const at = culprit.content + tight[0].length - 1;
    return {
      span: one(at),
      problem: 'a space is missing after the colon',
      hint: 'Write ": ".',
      affects: 'item',
    };
  }
  const word = /^\S+/u.exec(line)?.[0] ?? line;
  const span = { start: culprit.content, end: culprit.content + word.length };
  const hint = 'Write the name of the setting, a colon and a space, then the value.';
  return { span, problem: 'a colon is missing: this line is no "setting: value"', hint, affects: 'item' };
}

function listBesideSettings({ item, outline, index }: Scene): Diagnosis | null {
  if (item === null) return null;
  const sibling = siblingBefore(outline, index, item.indent);
  if (sibling === null || sibling.dash === item.dash) return null;
  const problem = item.dash
    ? 'a list item ("- ") stands among settings'
    : 'a setting stands among the items of a list ("- ")';
  const hint = item.dash
    ? 'Remove the dash, or indent it below the setting it belongs to.'
    : 'Check the indentation.';
  return { span: one(item.content), problem, hint, affects: 'item' };
}

function siblingBefore(outline: readonly OutlineItem[], index: number, indent: number): OutlineItem | null {
  for (let at = index - 1; at >= 0 && at > index - 1000; at -= 1) {
    const candidate = outline[at];
    if (candidate === undefined || candidate.indent < indent) return null;
    if (candidate.indent === indent) return candidate;
  }
  return null;
}

/** Deeper than a line that already has its value, or between two levels. */
function wrongIndentation({ item, before, outline, index, text }: Scene): Diagnosis | null {
  if (item === null || before === null || item.indent === before.indent) return null;
  const span = { start: item.content, end: item.key?.end ?? Math.min(item.content + 1, text.length) };
  const deeper = item.indent > before.indent;
  const problem = deeper
    ? `wrong indentation: ${item.indent} spaces, but the line above has ${before.indent} and a value of its own`
    : `wrong indentation: ${item.indent} spaces fit none of the levels above (${levelsAbove(outline, index).join(', ')})`;
  const hint = `Indent it like its neighbours, e.g. with ${deeper ? before.indent : nearestLevel(outline, index, item)} spaces.`;
  return { span, problem, hint, affects: 'siblings' };
}

/** The indentations that are open above a line, deepest first. */
function levelsAbove(outline: readonly OutlineItem[], index: number): readonly number[] {
  const levels: number[] = [];
  for (let at = index - 1; at >= 0 && at > index - 1000; at -= 1) {
    const indent = outline[at]?.indent ?? 0;
    if (levels.length === 0 || indent < Math.min(...levels)) levels.push(indent);
    if (indent === 0) break;
  }
  return levels;
}

function nearestLevel(outline: readonly OutlineItem[], index: number, item: OutlineItem): number {
  const distance = (level: number): number => Math.abs(level - item.indent);
  return levelsAbove(outline, index).reduce((best, level) =>
    distance(level) < distance(best) ? level : best,
  );
}

function missingComma({ item, reason, position }: Scene): Diagnosis | null {
  if (item?.kind !== 'flow') return null;
  const problem = reason.includes('comma')
    ? 'a comma is missing here'
    : `not allowed inside { } or [ ] (${reason})`;
  return {
    span: one(position),
    problem,
    hint: 'Separate the entries by commas and quote texts.',
    affects: 'item',
  };
}
