import { append } from '../../../core/many.js';
import { diagnose } from '../../hints/diagnose.js';
import type { Diagnosis } from '../../hints/diagnosis.js';
import type { Span } from '../../types.js';
import { attempt, decodeAgain, type Attempt, type Failure, type Reading } from '../attempt.js';
import { lineEnd, lineStart } from '../scan.js';
import { blanked, blanks, repairedEverywhere } from './everywhere.js';
import { itemBefore, outlineOf, type OutlineItem } from './outline.js';

/** Each attempt parses the whole text: many for a file of usual size, few for a huge one. */
const PARSED_CHARACTERS = 6_000_000;

/** What can be read of a text that the parser stopped in: as little as possible is left out. */
export function recovered(text: string, failure: Failure): Reading {
  return new Recovery(text).run(failure);
}

class Recovery {
  #text: string;
  #outline: readonly OutlineItem[];
  #attempts: number;
  readonly #diagnoses: Diagnosis[] = [];
  readonly #damaged: Span[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#outline = outlineOf(text);
    this.#attempts = Math.min(60, Math.max(4, Math.floor(PARSED_CHARACTERS / (text.length + 1))));
  }

  run(first: Failure): Reading {
    let state = this.#adapt(first);
    while (!('events' in state)) {
      const diagnosis = diagnose(this.#text, this.#outline, state.position, state.reason);
      this.#diagnoses.push(diagnosis);
      state = this.#repair(state, diagnosis);
    }
    const { events } = state;
    return {
      text: this.#text,
      events: events.map(decodeAgain),
      diagnoses: this.#diagnoses,
      damaged: this.#damaged,
      repaired: true,
    };
  }

  /**
   * Optimize's reader accepts what this parser does not: further lines of a quoted text, { } or [ ] at any indentation, and a comment
   * right behind them. To the parser they are shown as one line, without the comment.
   */
  #adapt(failure: Failure): Attempt {
    const candidate = this.#adapted();
    if (candidate === this.#text) return failure;
    const result = this.#try(candidate);
    if (result === null || (!('events' in result) && result.position <= failure.position)) return failure;
    this.#text = candidate;
    return result;
  }

  #adapted(): string {
    const pieces: string[] = [];
    let from = 0;
    for (const { kind, value, valueEnd, odd } of this.#outline) {
      if (!odd) continue;
      pieces.push(this.#text.slice(from, value), joined(this.#text.slice(value, valueEnd), kind === 'flow'));
      from = this.#text.charAt(valueEnd) === '#' ? lineEnd(this.#text, valueEnd) : valueEnd;
      pieces.push(' '.repeat(from - valueEnd));
    }
    return pieces.join('') + this.#text.slice(from);
  }

  #repair(failure: Failure, diagnosis: Diagnosis): Attempt {
    const everywhere = this.#repairEverywhere(failure, diagnosis);
    if (everywhere !== null) return everywhere;
    for (const region of this.#regions(failure, diagnosis)) {
      const candidate = blanked(this.#text, [region]);
      const result = this.#try(candidate);
      if (result === null) break;
      if ('events' in result || result.position >= region.end) return this.#accept(candidate, region, result);
    }
    return this.#giveUp(Math.min(failure.position, diagnosis.span.start));
  }

  /** One cause in many lines. */
  #repairEverywhere(failure: Failure, { affects }: Diagnosis): Attempt | null {
    if (affects === 'item' || affects === 'siblings') return null;
    const candidate = repairedEverywhere(this.#text, affects);
    if (candidate.text === this.#text) return null;
    const result = this.#try(candidate.text);
    if (result === null || (!('events' in result) && !this.#isElsewhere(failure, result))) return null;
    this.#text = candidate.text;
    append(this.#damaged, candidate.damaged);
    return result;
  }

  /** A later error that has nothing to do with the tabs that were replaced. */
  #isElsewhere(failure: Failure, next: Failure): boolean {
    const start = lineStart(this.#text, next.position);
    return next.position > failure.position && !/^ *\t/u.test(this.#text.slice(start, next.position + 1));
  }

  #accept(candidate: string, region: Span, result: Attempt): Attempt {
    this.#text = candidate;
    this.#outline = this.#outline.filter((item) => item.start < region.start || item.start >= region.end);
    this.#damaged.push(region);
    return result;
  }

  /** What stands before the error; if even that does not parse, nothing. */
  #giveUp(position: number): Attempt {
    const start = this.#outline[itemBefore(this.#outline, position)]?.start ?? 0;
    for (const from of [start, 0]) {
      const region = { start: from, end: this.#text.length };
      const result = attempt(blanked(this.#text, [region]));
      if ('events' in result) return this.#accept(blanked(this.#text, [region]), region, result);
    }
    return { events: [] };
  }

  #try(candidate: string): Attempt | null {
    this.#attempts -= 1;
    return this.#attempts < 0 ? null : attempt(candidate);
  }

  /** From the faulty line outwards: the line, with what is below it, then each entry around it. */
  *#regions(failure: Failure, diagnosis: Diagnosis): Iterable<Span> {
    let index = itemBefore(this.#outline, diagnosis.span.start);
    yield this.#own(index, diagnosis.affects);
    yield this.#region(index, diagnosis.affects === 'siblings');
    const reported = itemBefore(this.#outline, failure.position);
    if (reported !== index) yield this.#region(reported, false);
    while (index > 0) {
      index = this.#parentOf(index);
      yield this.#region(index, false);
      if ((this.#outline[index]?.indent ?? 0) === 0) return;
    }
  }

  /** A line that has its value on it owns nothing below; one indented by tabs owns its neighbours with tabs. */
  #own(index: number, affects: Diagnosis['affects']): Span {
    const item = this.#outline[index];
    if (item === undefined || (affects !== 'tabs' && (item.key === null || item.kind === 'empty')))
      return this.#region(index, affects === 'siblings');
    let last = item;
    for (let at = index + 1; at < this.#outline.length; at += 1) {
      const next = this.#outline[at];
      if (next === undefined || !this.#isAlike(item, next, affects)) break;
      last = next;
    }
    return { start: item.start, end: lineEnd(this.#text, last.end) };
  }

  #isAlike(item: OutlineItem, next: OutlineItem, affects: Diagnosis['affects']): boolean {
    // The further lines of a text that is left out must not become further lines of the value before it.
    if (next.key === null && !next.dash && next.indent > item.indent) return true;
    if (affects === 'siblings') return next.indent === item.indent;
    return affects === 'tabs' && this.#text.slice(next.start, next.content).includes('\t');
  }

  #region(index: number, siblings: boolean): Span {
    const item = this.#outline[index];
    if (item === undefined) return { start: 0, end: this.#text.length };
    let last = item;
    for (let at = index + 1; at < this.#outline.length; at += 1) {
      const next = this.#outline[at];
      if (next === undefined || next.indent < item.indent || (next.indent === item.indent && !siblings))
        break;
      last = next;
    }
    return { start: item.start, end: lineEnd(this.#text, last.end) };
  }

  #parentOf(index: number): number {
    const indent = this.#outline[index]?.indent ?? 0;
    for (let at = index - 1; at >= 0; at -= 1) if ((this.#outline[at]?.indent ?? 0) < indent) return at;
    return 0;
  }
}

/** A flow collection or quoted text as one line of the same length. */
function joined(value: string, flow: boolean): string {
  return (flow ? withoutComments(value) : value).replaceAll(/[\r\n]/gu, ' ');
}

/** A comment ends the text before it. Where text goes on behind it without a comma, brackets in its place make the parser say so. */
function withoutComments(value: string): string {
  const bare: string[] = [];
  let last = '';
  let end = 0;
  for (const piece of value.split(/(?<=[\s,[{])(#[^\r\n]*)/u)) {
    end += piece.length;
    const goesOn = /^\s*[^\s,\]}#:]/u.test(value.slice(end));
    const separates = !goesOn || /[,[{:]/u.test(last);
    const shown = piece.startsWith('#') ? (separates ? blanks(piece) : bracketsFor(piece)) : piece;
    bare.push(shown);
    last = shown.trimEnd().at(-1) ?? last;
  }
  return bare.join('');
}

function bracketsFor({ length }: string): string {
  return '[]'.padEnd(length).slice(0, length);
}
