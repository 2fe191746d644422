import { InputError } from '../../core/errors.js';
import { endOf } from '../../core/text/end-of.js';
import { readText, type ReadLimits } from './read-file.js';

/**
 * The value in a JSON file.
 *
 * @throws InputError where it cannot be read, or with the place where it stops being JSON
 */
export function readJson(path: string, limits: ReadLimits): unknown {
  return parseJson(path, readText(path, limits));
}

/** @throws InputError with the place where the text stops being JSON */
export function parseJson(name: string, text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch (cause) {
    throw new InputError(`${name}:${placeOf(text, endOfJson(text))}: is not JSON`, { cause });
  }
}

/** Line and column, counted without a list of all lines: there may be millions. */
function placeOf(text: string, offset: number): string {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return `${line}:${offset - start + 1}`;
}

const SPACES = ' \t\r\n';
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end';

/** Where a text that is not JSON stops being it. `JSON.parse` tells that only sometimes, and differently in each Node. */
function endOfJson(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let at = 0; ;) {
    while (at < text.length && SPACES.includes(text.charAt(at))) at += 1;
    const next = tokenAfter(text, at, expected, open);
    if (next === null) return at;
    ({ at, expected } = next);
  }
}

type Step = { readonly at: number; readonly expected: Expected } | null;

function tokenAfter(text: string, at: number, expected: Expected, open: string[]): Step {
  const character = text[at] ?? '';
  if (expected === 'colon') return character === ':' ? { at: at + 1, expected: 'value' } : null;
  if (expected === 'comma or end') return separator(character, at + 1, open);
  if (character === '}' && expected === 'key or }') return closed(at + 1, open);
  if (character === ']' && expected === 'value or ]') return closed(at + 1, open);
  const wantsKey = expected.startsWith('key');
  if (character === '"') {
    const end = endOfString(text, at);
    return end === null ? null : { at: end, expected: wantsKey ? 'colon' : 'comma or end' };
  }
  if (wantsKey) return null;
  if (character === '[' || character === '{') {
    open.push(character);
    return { at: at + 1, expected: character === '[' ? 'value or ]' : 'key or }' };
  }
  const end = endOf(SCALAR, text, at);
  return end === null ? null : { at: end, expected: 'comma or end' };
}

function separator(character: string, at: number, open: string[]): Step {
  const holder = open.at(-1);
  if (holder === undefined) return null;
  if (character === ',') return { at, expected: holder === '[' ? 'value' : 'key' };
  return character === (holder === '[' ? ']' : '}') ? closed(at, open) : null;
}

function closed(at: number, open: string[]): Step {
  open.pop();
  return { at, expected: 'comma or end' };
}

function endOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length;) {
    const character = text[at] ?? '';
    if (character === '"') return at + 1;
    if (character < ' ') return null;
    const next = character === '\\' ? endOf(ESCAPE, text, at) : at + 1;
    if (next === null) return null;
    at = next;
  }
  return null;
}
