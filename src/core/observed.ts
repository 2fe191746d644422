import type { Evidence } from './finding.js';

/** Why a fact is not known. `refused`, `failed` and `changing` make a run inconclusive; `absent` and `not-asked` do not. */
export type UnknownReason =
  /** The engine answered that the caller may not read it (401, 403, or an empty list that only rights explain). */
  | 'refused'
  /** This engine or this version does not have the resource. */
  | 'absent'
  /** The request failed: connection, timeout, deadline, unreadable answer. */
  | 'failed'
  /** The list kept changing while it was read. */
  | 'changing'
  /** Nobody asked, because an earlier step of the chain broke or no rule wanted it. */
  | 'not-asked';

/** A fact that was read. `gaps` says, in words, what of it may be missing; without gaps the value is complete. */
export interface Known<T> {
  readonly known: true;
  readonly value: T;
  readonly gaps: readonly string[];
  readonly evidence: readonly Evidence[];
  /** The rights that would close gaps, by the words of the gap. */
  readonly closedBy?: ReadonlyMap<string, MissingRight>;
}

/** A right whose lack hides something: on all resources of a type, by the engine's own number. */
export interface MissingRight {
  readonly permission: 'READ';
  /** E.g. `Process Definition`, as Admin names it. */
  readonly resource: string;
  readonly type: number;
}

export interface Unknown {
  readonly known: false;
  readonly reason: UnknownReason;
  /** One line for people: what was asked and what came back. */
  readonly detail: string;
  /** The right that would tell it, where one is known to. */
  readonly missing?: MissingRight;
}

/** Known or unknown: "could not be read" never looks like "is not there". */
export type Observed<T> = Known<T> | Unknown;

export function known<T>(
  value: T,
  evidence: readonly Evidence[] = [],
  gaps: readonly string[] = [],
  closedBy?: Known<T>['closedBy'],
): Known<T> {
  return { known: true, value, gaps, evidence, ...(closedBy !== undefined && { closedBy }) };
}

export function unknown(reason: UnknownReason, detail: string, missing?: MissingRight): Unknown {
  return { known: false, reason, detail, ...(missing !== undefined && { missing }) };
}

/** Applies `change` to a known value and leaves an unknown one as it is. */
export function mapObserved<T, U>(observed: Observed<T>, change: (value: T) => U): Observed<U> {
  return observed.known ? { ...observed, value: change(observed.value) } : observed;
}

/** What shows a value: nothing where it is not known. */
export function evidenceOf(observed: Observed<unknown>): readonly Evidence[] {
  return observed.known ? observed.evidence : [];
}

/** The value where it is known, else null: for reports, where null means "not read". */
export function valueOrNull<T>(observed: Observed<T>): T | null {
  return observed.known ? observed.value : null;
}
