import { YAMLException, parseEvents, type Event } from 'js-yaml';
import type { Diagnosis } from '../hints/diagnosis.js';
import type { Span } from '../types.js';
import { MAX_LEVELS } from './problems.js';

/** What could be read of a text, and what could not. All offsets are those of the original text. */
export interface Reading {
  /** What the parser saw: of the same length. */
  readonly text: string;
  readonly events: readonly Event[];
  readonly diagnoses: readonly Diagnosis[];
  readonly damaged: readonly Span[];
  /** True where that is another text than the original. */
  readonly repaired: boolean;
}

/** Where the parser stopped, and why. */
export interface Failure {
  readonly position: number;
  readonly reason: string;
}

export type Attempt = { readonly events: readonly Event[] } | Failure;

export function attempt(text: string): Attempt {
  try {
    return { events: parseEvents(text, { maxDepth: MAX_LEVELS + 2 }) };
  } catch (error) {
    if (error instanceof YAMLException) return { position: error.mark?.position ?? 0, reason: error.reason };
    throw error;
  }
}

/** Values are decoded from the original text, where a scalar may have line breaks that the parser did not see. */
export function decodeAgain(event: Event): Event {
  return 'fast' in event && event.fast ? { ...event, fast: false } : event;
}
