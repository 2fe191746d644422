import { fstatSync, statSync, writeSync } from 'node:fs';
import { OutputError } from '../../core/errors.js';
import { systemCode, writeProblem } from '../../core/system-errors.js';
import { escapeLines, withoutCommands } from '../../core/text/text.js';
import { shownText } from './shown-text.js';

const STANDARD_OUTPUT = 1;

/**
 * Standard output where a terminal reads it, else null. Where a file or a pipe stands there, Node's stream is not made:
 * that would cost a short run as much as reading the configuration does.
 */
export function terminal(): NodeJS.WriteStream | null {
  return mayBeTerminal() && process.stdout.isTTY ? process.stdout : null;
}

/** Standard output for the messages of a protocol: a program reads them, in which every character counts. */
export function protocolOutput(): NodeJS.WritableStream {
  return process.stdout;
}

/**
 * Columns of a terminal; null where there is none, or where it does not know them: a terminal without a window (`script`,
 * a serial line, some CI) reports 0. Nothing else may ask a stream for its columns.
 */
export function columnsOf(stream: { readonly columns?: number } | null): number | null {
  const { columns = 0 } = stream ?? {};
  return columns > 0 ? columns : null;
}

function mayBeTerminal(): boolean {
  try {
    const output = fstatSync(STANDARD_OUTPUT);
    // Reports are thrown away often enough for their exit code alone.
    return output.isCharacterDevice() && output.rdev !== statSync('/dev/null').rdev;
  } catch {
    // Not every system can say what its console is.
    return true;
  }
}

/** How a text goes out. */
interface Manner {
  /** Its colours are ours. */
  readonly painted?: boolean;
  /** Not meant to be looked at: it goes into a file or another program as it is. */
  readonly exact?: boolean;
}

function printable(text: string, { painted = false, exact = false }: Manner): string {
  return exact && terminal() === null ? text : withoutCommands(escapeLines(shownText(text), painted));
}

/**
 * Hands a text over as a whole, so that a long report is never cut at the end of the process. Whoever stops reading,
 * as `head` does, is no fault of ours. No text can steer a terminal. Throws OutputError where it cannot be written, e.g. on a
 * full disk.
 */
export async function toStandardOutput(text: string | Uint8Array, manner: Manner = {}): Promise<void> {
  let rest = typeof text === 'string' ? Buffer.from(printable(text, manner)) : text;
  try {
    if (terminal() === null) while (rest.length > 0) rest = rest.subarray(writeSync(STANDARD_OUTPUT, rest));
  } catch (error) {
    if (systemCode(error) !== 'EAGAIN') return failed(error);
  }
  // A terminal, or a full pipe that does not wait: the stream knows how.
  if (rest.length > 0) await throughStream(rest);
}

async function throughStream(bytes: Uint8Array): Promise<void> {
  const { stdout } = process;
  // The callback tells the same.
  if (!stdout.listeners('error').includes(ignore)) stdout.on('error', ignore);
  await new Promise<void>((resolve, reject) => {
    stdout.write(bytes, (error) => (error == null ? resolve() : reject(error)));
  }).catch(failed);
}

function ignore(): void {
  // See above.
}

function failed(error: unknown): void {
  const code = systemCode(error);
  // Nobody reads any more: the other end of the pipe is closed, or the terminal is gone.
  if (code === 'EPIPE' || (code === 'EIO' && terminal() !== null)) return;
  throw new OutputError(`standard output: ${writeProblem(error)}`, { cause: error });
}
