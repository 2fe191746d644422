import type { Affected } from './report/damage.js';
import type { Edit } from './edit.js';
import type { Certainty, Evidence, Severity, Together } from './finding.js';

/** What a rule looks at: the configuration alone, one live engine, all live engines together, single users of them, two points in time, or a running Optimize. */
export type Scope = 'configuration' | 'engine' | 'landscape' | 'user' | 'change' | 'optimize';

/**
 * Where a hit points. Rules name places, they do not compute positions:
 * - `pointer`: a JSON Pointer into a configuration file; `part` says whether its key, its value or both are meant
 * - `span`: UTF-16 offsets into a file, for text that has no pointer of its own (syntax errors, overwritten duplicates)
 * - `engine`: the entry of that alias, or one of its settings where the entry has it, e.g. `authentication/user`
 */
export type Place = (
  | { readonly file: string; readonly pointer: string; readonly part: 'key' | 'value' | 'entry' }
  | {
      readonly file: string;
      readonly span: { readonly start: number; readonly end: number };
      readonly pointer?: string;
    }
  | { readonly engine: string; readonly setting?: string }
) & { readonly note?: string };

/** What a rule yields: typed data, the engines it speaks of, places, evidence. No text and no colour. */
export interface Hit<D> {
  readonly data: D;
  /** Aliases of the engines concerned, in the order in which the message names them. */
  readonly engines: readonly string[];
  /** The first place is the primary one. */
  readonly at: readonly Place[];
  readonly evidence?: readonly Evidence[];
  /** The changes to the files that cure it, made in this order; nothing where they are for people to decide. */
  readonly edits?: readonly Edit[];
  /** How sure the evidence makes it; `proven` where a rule says nothing. */
  readonly certainty?: Certainty;
  /**
   * What only a look at these engines settles. `address`: an engine that answers there refutes the doubt. `definitions`: where all of them
   * listed theirs, other rules say what is the case.
   */
  readonly doubts?: 'address' | 'definitions';
  /** What tells this hit from others of the same rule on the same engines; goes into the stable key. */
  readonly subject: string;
}

/** A rule is an object: metadata, what it needs, the judge, the words. `View` is what its scope may look at. */
export interface Rule<View, D> {
  /** E.g. `T401`. Never changes its meaning once released, never used again. */
  readonly code: string;
  /** E.g. `duplicate-definition`. */
  readonly name: string;
  readonly severity: Severity;
  readonly scope: Scope;
  /** Names of the facts that `check` reads. What is missing becomes coverage, not silence. */
  readonly needs: readonly string[];
  /** A hit means that a file cannot be read to its end, or its engines cannot be found: what is in it and was not read was not judged, whatever was asked. */
  readonly unreadable?: boolean;
  /** The same of one hit where it depends on the data; `unreadable` otherwise. */
  unreadableOf?(data: D): boolean;
  /** Only some of what it finds is looked for: it is no coverage, because what was not found may be there. */
  readonly inPart?: boolean;
  /** A hit means that something could not be decided, not that something is wrong. */
  readonly inconclusive?: boolean;
  /** The same of one hit where it depends on the data; `inconclusive` otherwise. */
  inconclusiveOf?(data: D): boolean;
  /** Judges what Optimize would do: silent for people who run the engines without it (`--optimize none`). */
  readonly needsOptimize?: boolean;
  /** The rule looks at what became of comments and baselines, and so runs after all others. */
  readonly runs?: 'last';
  /** It compares what runs with what the files say: where none of these finds anything, both agree. */
  readonly compares?: boolean;
  /** What a hit is about in the data of Optimize, for rules whose fault damages it. */
  affects?(data: D): Affected;
  /** What it judges can be brought about by a deployment: `preview` runs it on the engines as they would be. */
  readonly foreseeable?: boolean;
  /** Names of rules whose finding at the same place explains this one, which is then left out. */
  readonly consequenceOf?: readonly string[];
  /** Between entries of one database such a hit follows from their being listed one by one: it goes when they become one entry. */
  goesWithOneEntry?(data: D): boolean;
  /** The question about pairs of engines that this rule reports the answer to; open pairs become its coverage. */
  readonly decides?: 'shared-databases' | 'copied-databases';
  /** What it finds explains what other rules find: people are told it first. */
  readonly leads?: boolean;
  /** Severity of one hit where it depends on the data; `severity` otherwise. */
  severityOf?(data: D): Severity;
  check(view: View): Iterable<Hit<D>>;
  /** One sentence: names, values, consequence. One line under 200 characters. */
  message(data: D): string;
  /** What to do: a sentence, a command. May have several lines; the edits of the hit are shown below it. */
  remedy(data: D): string;
  /** The words for many hits at once, where there are many: their keys then stand in a table. */
  together?(data: D): Together;
  /** What to write, for hits without edits, and where an edit cannot be made in the file as it is. */
  sample?(data: D): string | null;
}
