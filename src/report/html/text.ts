import { escapeText, shortened } from '../../core/text/text.js';

const LONGEST = 2_000;

/** A text from outside: no control characters and no markup. */
export function text(outside: string | number, limit = LONGEST): string {
  return markup(escapeText(shortened(String(outside), limit)));
}

/** Several lines of it. */
export function textLines(outside: string): readonly string[] {
  return shortened(outside.trimEnd(), 10 * LONGEST)
    .split(/\r?\n/)
    .map((line) => text(line));
}

const MARKUP = /[&<>"'\ufffe\uffff]/;

function markup(safe: string): string {
  if (!MARKUP.test(safe)) return safe;
  return safe
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(/[\ufffe\uffff]/gu, '\ufffd');
}

function cells(name: 'td' | 'th', list: readonly string[]): string {
  if (name === 'th') return list.map((cell) => `<th scope="col">${cell}</th>`).join('');
  const [first = '', ...others] = list;
  return [`<th scope="row">${first}</th>`, ...others.map((cell) => `<td>${cell}</td>`)].join('');
}

/** Rows below headings, all of them safe; wide tables are scrolled by themselves, also with the keyboard. */
export function table(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [
    `<div class="wide" tabindex="0" role="region" aria-label="${caption}">`,
    `<table><caption>${caption}</caption><thead><tr>${cells('th', headings)}</tr></thead><tbody>`,
    ...rows.map((row) => `<tr>${cells('td', row)}</tr>`),
    '</tbody></table></div>',
  ].join('\n');
}

/** A part of the page with its heading; nothing where there is nothing to say. */
export function section(id: string, heading: string, parts: readonly string[]): string {
  const shown = parts.filter((part) => part !== '');
  if (shown.length === 0) return '';
  return [`<section aria-labelledby="${id}">`, `<h2 id="${id}">${heading}</h2>`, ...shown, '</section>'].join(
    '\n',
  );
}
