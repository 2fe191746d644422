import { fstatSync, writeSync } from 'node:fs';
import { escapeLines, escapeText, withoutCommands } from '../../core/text/text.js';
import { wrap } from '../../core/text/wrap.js';
import { shownText } from './shown-text.js';
import { columnsOf } from './standard-output.js';

const STANDARD_ERROR = 2;

/** Standard error as a stream. What cannot be written there, because it is closed or full, changes nothing of a run. */
export function standardError(): NodeJS.WriteStream {
  const { stderr } = process;
  if (!stderr.listeners('error').includes(ignore)) stderr.on('error', ignore);
  return stderr;
}

/**
 * Says something on standard error, the only way to do so. Each argument is a line that cannot steer a terminal, whatever a name
 * in it is made of; a terminal has it broken at blanks.
 */
export function say(...lines: readonly string[]): void {
  sayAll(lines);
}

/** The same for lines of any number. */
export function sayAll(lines: readonly string[]): void {
  write(lines.map((line) => escapeText(shownText(line))));
}

/** A difference, for a program that applies it: its tabs and line ends stay, and the byte order mark of the first line. */
export function sayDifference(text: string): void {
  const marked = text.split('\n').map((line) => MARKED.test(line));
  const lines = escapeLines(shownText(text.replaceAll(new RegExp(MARKED, 'gmu'), ''))).split('\n');
  write(
    lines
      .slice(0, -1)
      .map((line, index) => (marked[index] === true ? `${line.slice(0, 1)}\ufeff${line.slice(1)}` : line)),
  );
}

const MARKED = /(?<=^[ +-])\ufeff/mu;

function write(escaped: readonly string[]): void {
  const safe = escaped.map(withoutCommands);
  // The spinner makes room for what goes through the stream.
  if (isTerminal()) standardError().write(`${safe.flatMap(inColumns).join('\n')}\n`);
  else writeAll(Buffer.from(safe.map((line) => `${line}\n`).join('')));
}

/** What is copied stays in one piece: lines of a difference, and commands, which begin with a blank or the program. */
const COPIED = /^(?:[ +@-]|multi-engine |node )/;

function inColumns(line: string): readonly string[] {
  const columns = columnsOf(process.stderr);
  // By characters: what columns each takes is a large table, and every run would load it.
  return columns === null || COPIED.test(line) ? [line] : wrap(line, columns, ({ length }) => length);
}

/** At once, so that it is said before the process ends. */
function writeAll(bytes: Uint8Array): void {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(STANDARD_ERROR, rest));
  } catch (error) {
    // A pipe that is full and does not wait: the stream knows how. All else is as good as said.
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') writeLater(rest);
  }
}

function writeLater(bytes: Uint8Array): void {
  waiting += 1;
  standardError().write(bytes, () => (waiting -= 1));
}

let waiting = 0;

/** Whether all that was said has been handed to the system: nothing is lost where the process ends now. */
export function isAllSaid(): boolean {
  return waiting === 0 && process.platform !== 'win32';
}

function isTerminal(): boolean {
  try {
    return fstatSync(STANDARD_ERROR).isCharacterDevice() && process.stderr.isTTY;
  } catch {
    return false;
  }
}

function ignore(): void {
  // Nobody is left whom it could be told.
}
