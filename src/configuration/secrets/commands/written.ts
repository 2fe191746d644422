import type { Span } from '../../../load/types.js';
import { isSecretKey } from '../keys/secret-keys.js';
import { firstOf } from '../spans.js';
import { firstLine, isRead, reads, SAID } from './handed-over.js';
import { isVariable, LONGEST } from './words.js';

/**
 * What a shell writes into the file of a secret, or has a program read from the lines below: `echo hunter2 > password.txt`,
 * `passwd --stdin root <<EOF`, `--from-file=eu=<(echo hunter2)`.
 */
export function* writtenIn(text: string): Iterable<Span> {
  if (text.includes('<<')) yield* documentsBelow(text);
  if (!/>|\btee\b|<\(/u.test(text)) return;
  for (const { 0: command, index } of text.matchAll(SAID)) {
    const start = index + command.length;
    const line = firstLine(text.slice(start, start + LONGEST));
    const isFile = text.slice(Math.max(0, index - 2), index) === '<(';
    const end = isFile ? endOfFile(line) : (endOfWritten(line) ?? 0);
    const value = line.slice(0, end).trimEnd();
    if (value !== '' && !isVariable(value)) yield { start, end: start + value.length };
  }
}

/** Of what a shell hands over as a file. */
function endOfFile(line: string): number {
  const end = line.search(/["'`]?\)/u);
  return end < 0 ? line.length : end;
}

const TARGET =
  /(?:>{1,2}|\|[ \t]*(?:sudo[ \t]+)?tee(?:[ \t]+-\S{1,20}){0,3})[ \t]*\\?["']?([^\s"'|;&)<>\\]{1,300})/gu;

/** Where the last sign is behind which the file of a secret stands; null where none does. */
function endOfWritten(text: string): number | null {
  const line = firstLine(text).replaceAll(/[\\\r\n]/gu, ' ');
  const target = [...line.matchAll(TARGET)].findLast(({ 1: path = '' }) => isSecretFile(path));
  return target?.index ?? null;
}

/** By its name, or by the folder that it is in. */
function isSecretFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /(?:^|\/)secrets?\//u.test(path) || FILES.test(name) || isSecretKey(name.replace(SUFFIX, ''));
}

const FILES = /^\.(?:pgpass|netrc|vault_pass)$/u;
const SUFFIX = /[-_.]?(?:file|txt)$/iu;

const BELOW = /(?<!<)<<-?[ \t]{0,3}\\?["']?([A-Za-z_]\w{0,40})["']?([^\r\n]{0,500})(?:\r\n|\n|\r)/gu;

function* documentsBelow(text: string): Iterable<Span> {
  let marks: Marks | null = null;
  for (const { 0: whole, 1: name = '', 2: behind = '', index } of text.matchAll(BELOW)) {
    const before = /[^\r\n]*$/u.exec(text.slice(Math.max(0, index - LONGEST), index))?.[0] ?? '';
    if (!isReadBelow(before, behind)) continue;
    const start = index + whole.length;
    marks ??= new Marks(text);
    yield { start, end: marks.after(name, start) ?? firstOf(text, /[\r\n]/u, start) };
  }
}

/** The lines of a text that are one word, and may end a document. */
class Marks {
  readonly #places = new Map<string, number[]>();

  constructor(text: string) {
    for (const { 1: name = '', index } of text.matchAll(/^[ \t#]*([A-Za-z_]\w{0,40})[ \t"']*$/gmu)) {
      const places = this.#places.get(name);
      if (places === undefined) this.#places.set(name, [index]);
      else places.push(index);
    }
    for (const places of this.#places.values()) places.reverse();
  }

  /** Asked for from the front to the back: what lies before is not looked at again. */
  after(name: string, start: number): number | undefined {
    const places = this.#places.get(name) ?? [];
    while ((places.at(-1) ?? start) < start) places.pop();
    return places.at(-1);
  }
}

/** Whether the command around `<<EOF`, or one that it is piped to, reads a secret or writes the file of one. */
function isReadBelow(before: string, behind: string): boolean {
  if (reads(before.split(/[|;&]/u).at(-1) ?? '') || isRead(behind.split('|').slice(1))) return true;
  return endOfWritten(`| ${before.replace(/^[\s#*$>-]+/u, '')}${behind}`) !== null;
}
