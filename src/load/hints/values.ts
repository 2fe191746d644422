/** Hints about values: quotes, brackets, characters with a meaning of their own. */
import { lineEnd } from '../yaml/scan.js';
import { one, type Diagnosis, type Scene } from './diagnosis.js';

export function badEscape({ text, position, reason }: Scene): Diagnosis | null {
  if (reason !== 'unknown escape sequence' && reason !== 'expected hexadecimal character') return null;
  const at = text.lastIndexOf('\\', position);
  return at < 0 ? null : escapeAt(text, at);
}

export function escapeAt(text: string, at: number): Diagnosis {
  const problem = `"\\${text.charAt(at + 1)}" is not an escape sequence inside double quotes`;
  const hint = "Use single quotes, where a backslash is a plain character, or write '\\\\' for a backslash.";
  return { span: { start: at, end: at + 2 }, problem, hint, affects: 'item' };
}

export function unclosedQuote({ outline, index, text }: Scene): Diagnosis | null {
  for (let at = index; at >= 0 && at > index - 200; at -= 1) {
    const item = outline[at];
    if (item === undefined || item.kind !== 'quoted' || item.closed) continue;
    const quote = text.charAt(item.value);
    const hint = `Close the text with ${quote} at its end.`;
    return { span: one(item.value), problem: `the quote ${quote} is never closed`, hint, affects: 'item' };
  }
  return null;
}

export function placeholderInFlow({ text, item }: Scene): Diagnosis | null {
  if (item?.kind !== 'flow') return null;
  const found = placeholderOutsideQuotes(text.slice(item.value, item.end));
  if (found === null) return null;
  const start = item.value + found.index;
  return {
    span: { start, end: start + found[0].length },
    problem: 'a placeholder without quotes inside { } or [ ]: its braces end the value',
    // A default may be a secret.
    hint: `Write "${found[0].replace(/:[^}]+/u, ':…')}".`,
    affects: 'item',
  };
}

const QUOTED = { '"': /"(?:\\.|[^"\\])*"/suy, "'": /'[^']*'/uy };

/** A quote that is never closed makes none behind it a beginning, so that it is not looked for again from each of them. */
function placeholderOutsideQuotes(flow: string): RegExpExecArray | null {
  const next = /["']|\$\{[^}\s]*\}?/gu;
  const unclosed = new Set<string>();
  for (let found = next.exec(flow); found !== null; found = next.exec(flow)) {
    const [opening] = found;
    if (opening !== '"' && opening !== "'") return found;
    if (unclosed.has(opening)) continue;
    const quoted = QUOTED[opening];
    quoted.lastIndex = found.index;
    if (quoted.test(flow)) next.lastIndex = quoted.lastIndex;
    else unclosed.add(opening);
  }
  return null;
}

export function unclosedBracket({ text, outline, index }: Scene): Diagnosis | null {
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

export function afterQuote({ text, item, position }: Scene): Diagnosis | null {
  if (item === null || position < item.valueEnd - 1) return null;
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
export function reservedCharacter({ text, item, position }: Scene): Diagnosis | null {
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

/** `*`, `&` and `!` without a proper name, as in `*.example.com`. */
export function lonelyIndicator({ text, item, reason, position }: Scene): Diagnosis | null {
  if (!/anchor|alias|tag/u.test(reason) || item === null) return null;
  let at = position;
  while (at > item.content && !'*&!'.includes(text.charAt(at))) at -= 1;
  const problem = `${text.charAt(at)} has a meaning of its own at the start of a value`;
  return { span: one(at), problem, hint: 'Put the value in quotes.', affects: 'item' };
}

/** `a: b: c`. */
export function secondColon({ text, item, position }: Scene): Diagnosis | null {
  if (item?.kind !== 'plain' || item.key === null || position < item.value) return null;
  const value = text.slice(item.value, item.end).replace(/\s#.*$/su, '');
  const colon = /:(?=\s|$)/u.exec(value);
  if (colon === null) return null;
  const start = item.value + colon.index;
  const before = value.slice(0, colon.index);
  const inPlaceholder = before.includes('${', before.lastIndexOf('}') + 1);
  const problem = inPlaceholder
    ? 'a colon followed by a space inside a placeholder without quotes'
    : 'a second ": " in one line: a value without quotes may not contain a colon followed by a space';
  return { span: one(start), problem, hint: 'Put the whole value in quotes.', affects: 'item' };
}

/** `|` and `>` start a block of lines; text behind them on the same line is refused. */
export function blockHeader({ text, item }: Scene): Diagnosis | null {
  if (
    item?.kind !== 'block' ||
    /^[|>][-+0-9]*\s*(?:#.*)?$/u.test(text.slice(item.value, lineEnd(text, item.value)))
  )
    return null;
  const character = text.charAt(item.value);
  const problem = `${character} starts a block of lines; nothing else may follow on its line`;
  return { span: one(item.value), problem, hint: 'Put the value in quotes.', affects: 'item' };
}

export function missingComma({ item, reason, position }: Scene): Diagnosis | null {
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
