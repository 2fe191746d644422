import { greatest } from '../../core/many.js';
import { escapeText, shortened } from '../../core/text/text.js';

/** A name may have a megabyte, a comment may not. */
const LONGEST = 1_000;

/**
 * A text from outside: no control characters, nothing that Markdown or HTML would take for its own, formulas and pictures by name
 * (`:100:`) neither, nobody is called by name, and no other issue is told of it.
 */
export function markdownText(outside: string, limit = LONGEST): string {
  return escapeText(shortened(outside, limit))
    .replace(/[\\`*_{}[\]<>#|~!&$]/g, '\\$&')
    .replace(LINKING, '$&<!-- -->');
}

/** The same where Markdown is not read: inside the tags of HTML. */
export function htmlInMarkdown(outside: string, limit = LONGEST): string {
  return escapeText(shortened(outside, limit))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('$', '&#36;')
    .replace(LINKING, '$&<!-- -->');
}

/** Looked for in the page that was made of Markdown: an escape does not help. */
const LINKING = /@(?=\w)|(?<!&)#(?=\d)|:(?=(?:100|1234|[+-]1|[a-z]\w*):)/g;

/** Lines that are to be copied as they are; no text in them ends the block. */
export function codeBlock(lines: readonly string[], language: string): readonly string[] {
  const longest = greatest(
    lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length),
    0,
  );
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}${language}`, ...lines, fence];
}

export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** A part that is unfolded by who wants to see it. The title is made safe. */
export function folded(title: string, lines: readonly string[]): readonly string[] {
  return ['<details>', `<summary>${htmlInMarkdown(title)}</summary>`, '', ...lines, '', '</details>', ''];
}
