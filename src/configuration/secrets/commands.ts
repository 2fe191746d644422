import type { Span } from '../../load/types.js';
import { argumentLists } from './argument-lists.js';
import { Command, endOfValue } from './commands/command.js';
import { handedOver } from './commands/handed-over.js';
import { secretsByLooks } from './commands/looks.js';
import { writtenIn } from './commands/written.js';
import { NAMED } from './commands/programs.js';
import type { Taken } from './commands/taken.js';
import { endOfQuotes, isVariable, LONGEST, valueAt } from './commands/words.js';
import { isSecretKey } from './keys/secret-keys.js';

/** Passwords that a command takes by an option whose letter means something else to another program. */
export function* secretsOfCommands(text: string): Iterable<Span> {
  yield* belowOptions(text);
  yield* handedOver(text);
  yield* writtenIn(text);
  yield* secretsByLooks(text);
  if (!NAMED.test(text)) return;
  yield* inLines(text);
  for (const words of argumentLists(text)) yield* inArguments(text, words);
}

const OPTION_ABOVE =
  /(?:^|[\s"'])--?([A-Za-z][\w.-]{1,60})[ \t]*(?:\r\n|\n|\r|(\\+)[ \t]*(?:\r\n|\n|\r))[ \t#]*([^\s:"'#-][^\s:]{0,500})(?=[ \t]*(\\?)[ \t]*([\r\n]|$)?)/gu;

/** `--password` at the end of a line that goes on: behind a backslash, or with a word that is alone on the next one. */
function* belowOptions(text: string): Iterable<Span> {
  for (const { 0: whole, 1: name = '', 2: joint, 3: word = '', 5: end, index } of text.matchAll(
    OPTION_ABOVE,
  )) {
    if ((joint === undefined && end === undefined) || !isSecretKey(name)) continue;
    yield { start: index + whole.length - word.length, end: index + whole.length };
  }
}

/** What joins two lines: a backslash, an option at the beginning of the second. Then what ends a command, then a word. */
const PARTS =
  /(?<joint>\\+[ \t]*(?:\r\n|\n|\r)|(?<![\r\n])[\r\n]+(?=[ \t#]*-(?:[^\s-]|-[A-Za-z])))|[|;&\r\n]|(?:[^\s"'`,[\](){}|;&\\]|\\(?!["'\r\n]))+/gu;

/** One line after the other, or as many as a shell or a folded text makes one of. */
function* inLines(text: string): Iterable<Span> {
  let command = new Command(text);
  let [stop, limit] = [0, Number.POSITIVE_INFINITY];
  let opening: number | null = null;
  // Where an argument in quotes ends, in which nothing ends the command.
  let quoted = 0;
  let [isFirst, isList] = [true, false];
  for (const { 0: word, index, groups } of text.matchAll(PARTS)) {
    // In a value that was taken, or between lines that belong together.
    if (index < stop || groups?.['joint'] !== undefined) {
      isFirst = index >= stop;
      continue;
    }
    if (index < quoted && /^[|;&]$/u.test(word)) continue;
    if (/^[|;&\r\n]$/u.test(word)) {
      isFirst = true;
      if (command.awaits && VALUE_BELOW.test(text.slice(index, index + LONGEST))) continue;
      yield* command.placed;
      [command, opening, limit] = [new Command(text), null, Number.POSITIVE_INFINITY];
      continue;
    }
    // A comment behind a command, unless it is one that goes on on the next line.
    if (word === '#' && !isFirst) command.seal();
    if (word === '#') continue;
    isFirst = false;
    if (index >= limit) command.seal();
    const { taken } = command;
    const behind = index + word.length;
    if (index > quoted + 1 && /["']/.test(text.charAt(index - 1))) {
      if (taken === null) opening = index;
      else quoted = endOfQuotes(text, index) ?? quoted;
    }
    const start = command.take(word, index, () => valueAt(text, index, index));
    if (taken === null && command.taken !== null) {
      limit = (opening === null ? null : endOfQuotes(text, opening)) ?? Number.POSITIVE_INFINITY;
      isList = /^\\?["']?,/.test(text.slice(behind, behind + 3));
      if (isList || limit <= behind) limit = Number.POSITIVE_INFINITY;
    } else if (!isList && /[,}\]]/.test(text.charAt(behind))) command.seal();
    if (start === null || taken === null || endsInQuotes(text, index, word, start)) continue;
    const value = upTo(valueAt(text, index, index + start), text, taken);
    if (value === null) continue;
    if (!isExpanded(text, value)) yield value;
    stop = value.end;
  }
  yield* command.placed;
}

/** Whether a shell or a chart has another value for it. In single quotes a shell takes it as it is. */
function isExpanded(text: string, { start, end }: Span): boolean {
  return text.charAt(start - 1) !== "'" && isVariable(text.slice(start, end));
}

/** `"-p"`, of which nothing is attached: the quote behind it begins no value. */
function endsInQuotes(text: string, index: number, word: string, start: number): boolean {
  const behind = text.charAt(index + word.length);
  return start === word.length && /["']/.test(behind) && text.charAt(index - 1) === behind;
}

/** Behind an option that ends its line, one word on a line that is neither a setting nor an item. */
const VALUE_BELOW = /^[\r\n]+[ \t#]*(?!-)[^\s:]+[ \t]*(?:[\r\n]|$)/u;

/** Each word is a whole one, whatever is in it. */
function* inArguments(text: string, words: readonly Span[]): Iterable<Span> {
  const command = new Command(text);
  for (const span of words) {
    const word = text.slice(span.start, span.end);
    const { taken } = command;
    const start = command.take(word, span.start, () => span);
    if (start === null || taken === null) continue;
    const end = endOfValue(word, taken);
    if (start < end) yield { start: span.start + start, end: span.start + end };
  }
  yield* command.placed;
}

function upTo(value: Span | null, text: string, taken: Taken): Span | null {
  if (value === null || taken.slashed !== true) return value;
  const end = value.start + endOfValue(text.slice(value.start, value.end), taken);
  return end > value.start ? { ...value, end } : null;
}
