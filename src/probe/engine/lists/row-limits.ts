import type { Evidence } from '../../../core/finding.js';
import { textOf } from '../../http/answer/kept-fields.js';
import type { Answer, Call } from '../../http/transport.js';

/** An engine that hands out more than it was asked for is not listened to. */
export function maxRowsOf({
  path,
  maxRows,
}: {
  readonly path: string;
  readonly maxRows?: number;
}): Pick<Call, 'maxRows'> {
  if (maxRows !== undefined) return { maxRows };
  const asked = ASKED.exec(path)?.[1];
  return asked === undefined ? {} : { maxRows: Number(asked) };
}

/** Whether it is said how many rows are wanted. */
export function asksForRows(path: string): boolean {
  return ASKED.test(path);
}

const ASKED = /[?&]maxResults=(\d+)/;

/** The limit that an engine names when more than it allows was asked for. */
export function limitIn(answer: Answer): number | null {
  if (!answer.ok || answer.status !== 400) return null;
  const limit = /^Max results limit of (\d+) exceeded!$/.exec(textOf(answer.json, 'message') ?? '');
  return limit === null ? null : Number(limit[1]);
}

/** Nobody lets fewer rows through at once; lists that were cut to fewer would all the same end at one number. */
const FEWEST = 10;

/**
 * How many rows an engine hands out at once. It tells its own limit; what is in front of it may cut lists without a word.
 * Whoever cuts one list cuts all of them: a list that is shorter than another one is whole.
 */
export class RowLimits {
  /** As the engine told it; null before. */
  told: number | null = null;
  /** A list that was cut without a word, the shortest; null where none was seen to be. */
  cut: { readonly rows: number; readonly evidence: Evidence } | null = null;
  #longest = 0;
  /** How many lists were that long. */
  #times = 0;

  get least(): number | null {
    const least = Math.min(this.told ?? Infinity, this.cut?.rows ?? Infinity);
    return Number.isFinite(least) ? least : null;
  }

  note(rows: number): void {
    if (rows > this.#longest) [this.#longest, this.#times] = [rows, 0];
    if (rows === this.#longest) this.#times += 1;
  }

  noteCut(rows: number, evidence: Evidence): void {
    if (rows < (this.cut?.rows ?? Infinity)) this.cut = { rows, evidence };
  }

  /** Whether a list may have been cut to so many rows. */
  mayEndAt(rows: number): boolean {
    if (this.cut !== null) return rows >= this.cut.rows;
    return rows >= this.#longest && (rows >= FEWEST || (rows > 1 && this.#times > 1));
  }
}
