/** A quote; in a text in single quotes it is doubled, inside of other quotes it is escaped. */
export const OPENED = /^(?:''(?=[^\s'])|\\?["'])/u;

/** What a shell or a chart puts something in the place of: `$(echo hunter2)`, `${A:+"hunter2"}`, `{{ .Values.password }}`. */
const SUBSTITUTED =
  /\$?\{\{[^{}]*\}\}|\$\{(?:[^{}]|\{[^{}]*\})*\}|\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|`[^`]*`/uy;

const QUOTED = /''(?=[^\s'])[^']*''|\\?"[^"\\]*(?:\\[^"][^"\\]*)*\\?"|\\?'[^']*'/uy;

/** Behind a text in quotes, these end the word; so they do behind a quote that none of its own begins. */
const ENDS = /[\s,;:|&)\]}>]/u;
const ENDS_QUOTED = /^(?:\\?["']){1,2}(?:[\s,;:|&)\]}>]|$)/u;

const PLAIN = /\\+[ \t](?=\S)|[^\s"'`]/uy;

/** A quote that nothing closes: typed without a thought of the shell, and a part of the word. */
const UNCLOSED = /["'`](?=\S)/uy;

/** Of these, none begins anything. */
const PLAIN_RUN = /[^\s"'`\\${]+/uy;

/** Where a word of a shell ends that begins, or goes on, at an offset of a line. */
export function endOfWord(line: string, from: number): number {
  let [at, whole] = [from, from];
  if (from > 0 && ENDS.test(line.charAt(from))) return from;
  for (;;) {
    at = matchedEnd(PLAIN_RUN, line, at) ?? at;
    const isInner = at > 0 && ENDS_QUOTED.test(line.slice(at, at + 5));
    const quoted = isInner ? null : matchedEnd(QUOTED, line, at);
    const part = quoted ?? matchedEnd(SUBSTITUTED, line, at);
    const plain = isInner ? null : matchedEnd(PLAIN, line, at);
    const next = part ?? plain ?? (isInner || at === from ? null : matchedEnd(UNCLOSED, line, at));
    if (next === null) break;
    at = next;
    if (part !== null) whole = part;
    if (quoted !== null && ENDS.test(line.charAt(at))) break;
  }
  // Brackets behind it are of the list that it is in.
  return at - (/[,}\]]*$/u.exec(line.slice(whole, at))?.[0].length ?? 0);
}

function matchedEnd(pattern: RegExp, line: string, from: number): number | null {
  pattern.lastIndex = from;
  return pattern.test(line) ? pattern.lastIndex : null;
}
