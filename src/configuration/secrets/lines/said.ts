import type { Span } from '../../../load/types.js';
import { isCode } from '../keys/codes.js';
import { isSecretKey } from '../keys/secret-keys.js';
import { exceptPlaceholder } from '../secret-texts.js';

const OPTION =
  /(?:^|[\s"'])--?([A-Za-z\u0080-\uffff][^\s="',]{1,60})(?:\s+|["']\s*,\s*)(?:"([^"]{1,500})"|'([^']{1,500})'|([^\s"'-]\S*))/gu;

/** `--password hunter2`, `-storepass "hunter2"`. */
export function* optionsIn(line: string, offset: number): Iterable<Span> {
  for (const { 0: whole, 1: name = '', 2: double, 3: single, 4: bare, index } of line.matchAll(OPTION)) {
    if (!isSecretKey(name)) continue;
    const value = double ?? single ?? bare?.replace(/["',)\]]+$/u, '') ?? '';
    const start = index + whole.lastIndexOf(value);
    for (const span of exceptPlaceholder(line, start, start + value.length))
      yield { start: span.start + offset, end: span.end + offset };
  }
}

/** `--password`, and the value on the next line. */
export function isSecretOption(text: string): boolean {
  const name = /^["']?--?([A-Za-z][\w.-]{1,60})["']?,?\s*$/.exec(text)?.[1];
  return name !== undefined && isSecretKey(name);
}

/** `the password is hunter2`, `login u password hunter2`: only what is no word, and behind `is` or a word that means nothing but a password. */
export function* saidIn(line: string, offset: number): Iterable<Span> {
  if (!/\d|[a-z][A-Z]/.test(line)) return;
  let [before, last] = ['', ''];
  for (const { 0: word, index } of line.matchAll(/\S+/gu)) {
    if (isCode(word) && isTold(before, last))
      yield { start: offset + index, end: offset + index + word.replace(/[:,.;"')\]}]+$/u, '').length };
    [before, last] = [last, word];
  }
}

function isTold(before: string, last: string): boolean {
  const isLinked = LINKS.test(last);
  const key = isLinked ? before : last;
  if (!isLinked && /secret|token|credential/i.test(key)) return false;
  return /^[^:=]{1,40}$/.test(key) && isSecretKey(key);
}

const LINKS = /^(?:is|was|are|ist|war|lautet|es|est|[-=]?>|==?|:=)$/;
