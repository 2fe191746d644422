/** Hints about lines: indentation, tabs, lists, missing colons. */
import type { OutlineItem } from '../yaml/recovery/outline.js';
import { characterName } from '../../core/text/text.js';
import { oddIndentationIn, scriptCommentIn, templatesIn } from '../yaml/recovery/everywhere.js';
import { lineEnd, lineStart } from '../yaml/scan.js';
import type { Span } from '../types.js';
import { one, type Diagnosis, type Scene } from './diagnosis.js';

export function tooDeep({ reason, position }: Scene): Diagnosis | null {
  if (!reason.startsWith('nesting exceeded')) return null;
  const problem = "more than 1000 levels of nesting; Optimize's reader stops there";
  return { span: one(position), problem, hint: 'Flatten the structure.', affects: 'item' };
}

export function conflictMarker({ text, position }: Scene): Diagnosis | null {
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

/** `%YAML` and `%TAG` lines at the top of a file. */
export function directive({ text, position, reason }: Scene): Diagnosis | null {
  if (!/directive|YAML version/u.test(reason)) return null;
  const at = text.lastIndexOf('%', position);
  if (at < 0 || at !== lineStart(text, at)) return null;
  const problem = 'a line that starts with % is a directive to YAML, and this one is none';
  const span = { start: at, end: lineEnd(text, at) };
  return { span, problem, hint: 'Remove the line: nobody needs it here.', affects: 'item' };
}

/** `|2` promises lines that are indented by two spaces more. */
export function shallowBlock({ text, item }: Scene): Diagnosis | null {
  if (item?.kind !== 'block' || !/^[|>][-+]?\d/u.test(text.slice(item.value, item.value + 3))) return null;
  const below = lineEnd(text, item.value);
  const at = item.end - text.slice(below, item.end).trimStart().length;
  const problem = `less indented than "${text.slice(item.value, below).trim()}" above it says`;
  return { span: one(at), problem, hint: 'Indent the lines, or remove the digit.', affects: 'item' };
}

/** A tab in front of the first character of a line, or right behind a colon or dash. */
export function tab({ text, position, reason, item }: Scene): Diagnosis | null {
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

/** A blank of another kind in the indentation, which usually comes from a web page or a word processor. */
export function oddBlank({ text, position, item }: Scene): Diagnosis | null {
  const start = lineStart(text, Math.min(position, item?.start ?? position));
  const end = lineEnd(text, position);
  const at = oddIndentationIn(text, start) ?? oddIndentationIn(text);
  return at === null || at >= end ? null : oddBlankAt(text, at);
}

export function oddBlankAt(text: string, at: number): Diagnosis & { readonly affects: 'blanks' } {
  const problem = `${characterName(text.charAt(at))} in the indentation; YAML allows only spaces there`;
  return { span: one(at), problem, hint: 'Replace it by a space.', affects: 'blanks' };
}

export function scriptComment({ text }: Scene): Diagnosis | null {
  const span = scriptCommentIn(text);
  return span === null ? null : scriptCommentAt(span);
}

export function scriptCommentAt(span: Span): Diagnosis & { readonly affects: 'comments' } {
  const problem = 'JSON with comments: Optimize reads neither // nor /* */';
  const hint = 'Remove them, or write YAML, where a comment begins with #.';
  return { span, problem, hint, affects: 'comments' };
}

/** All templates of a file have one cause: it was not rendered. */
export function template({ text, item }: Scene): Diagnosis | null {
  if (item === null || item.kind === 'quoted') return null;
  const [own] = templatesIn(text.slice(item.content, item.end));
  const [span] = own === undefined ? [] : templatesIn(text);
  if (span === undefined) return null;
  return templateAt(text, span);
}

export function templateAt(text: string, span: Span): Diagnosis & { readonly affects: 'templates' } {
  const problem = `"${text.slice(span.start, span.start + 2)}" begins a template placeholder`;
  const hint = 'Check the file that the template produces, such as the output of helm template.';
  return { span, problem, hint, affects: 'templates' };
}

/** `key: - item`. */
export function listOnKeyLine({ text, item }: Scene): Diagnosis | null {
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

/** A line without `key:` among settings: a word that was to be a key, or `key:value` without the space. */
export function missingColon({ text, item, before }: Scene): Diagnosis | null {
  const culprit = [item, before].find((candidate) => candidate?.key === null && !candidate.dash);
  if (culprit === undefined || culprit === null || culprit.kind !== 'plain') return null;
  const whole = text.slice(culprit.content, lineEnd(text, culprit.content));
  const comment = whole.search(/\s#/u);
  const line = whole.slice(0, comment < 0 ? undefined : comment).trimEnd();
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
  return { span, problem: 'a colon is missing: this line is not "setting: value"', hint, affects: 'item' };
}

export function listBesideSettings({ item, outline, index }: Scene): Diagnosis | null {
  if (item === null) return null;
  const sibling = siblingBefore(outline, index, item.indent);
  if (sibling === null || sibling.dash === item.dash) return null;
  const problem = item.dash
    ? 'a list item ("- ") is mixed with settings'
    : 'a setting is mixed with the items of a list ("- ")';
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
export function wrongIndentation({ item, before, outline, index, text }: Scene): Diagnosis | null {
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
    if (indent < (levels.at(-1) ?? Number.POSITIVE_INFINITY)) levels.push(indent);
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
