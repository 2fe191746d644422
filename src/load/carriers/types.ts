import type { Embedded, SourceFile, Span, TextFault } from '../types.js';

/** A configuration inside a file of another kind. */
export interface CarriedConfiguration {
  /** E.g. `configmap/optimize:environment-config.yaml`. */
  readonly name: string;
  readonly embedded: Embedded;
  /** What holds it is made for secrets: a Secret, or `secrets` of a compose file. */
  readonly inSecret: boolean;
  /** What is put into the text before Optimize reads it, by the names of its placeholders; missing where nothing is. */
  readonly interpolated?: Interpolations;
}

/** `refused`: compose does not start. */
export type Interpolation = ValueOfInterpolation | 'refused';

/** What compose puts in itself, or `oc process` into what a Template of OpenShift holds. */
export interface ValueOfInterpolation {
  /** Null where it comes from the shell that starts compose, or from whoever processes the template. */
  readonly value: string | null;
  readonly by: 'compose' | 'template';
  /** Whenever the template is processed, by chance. */
  readonly isMadeUp?: true;
}

export type Interpolations = ReadonlyMap<string, Interpolation>;

/** A variable that a container gets. */
export interface GivenVariable {
  /** Null where the value is not in the file: a Secret elsewhere, the shell that starts compose. */
  readonly value: string | null;
  /** Where the value stands, in the file; null where it comes from another one. */
  readonly span: Span | null;
}

export type GivenVariables = ReadonlyMap<string, GivenVariable>;

/** A node of Optimize as the file describes it: what it reads and how often it runs. */
export interface CarriedNode {
  /** Null where Optimize gets nothing but variables, or reads a file beside this one. */
  readonly configuration: CarriedConfiguration | null;
  /** A file that the container is given from beside, as it is written. */
  readonly besideFile: string | null;
  /** Optimize's own defaults, where they are replaced, too. */
  readonly base: CarriedConfiguration | null;
  /** What runs it, e.g. `deployment/optimize`; null where the file does not say. */
  readonly workload: string | null;
  /** Where the container begins that reads it. */
  readonly containerAt: Span | null;
  readonly namespace: string | null;
  /** As it is written; empty where none is named. */
  readonly image: string;
  readonly variables: GivenVariables;
  /** Whether these are all variables of the container. */
  readonly complete: boolean;
  /** How many nodes run like this, and where that is said. */
  readonly copies: number;
  readonly copiesAt: Span | null;
  /** The hosts that the file itself brings along, where no other can be reached by a bare name; else null. */
  readonly hosts: readonly string[] | null;
}

/** What a file says of Optimize. */
export interface Carried {
  readonly nodes: readonly CarriedNode[];
  /** Where a configuration is that is not in the file, or cannot be read there, in words: what to add, or what to name. */
  readonly elsewhere: readonly string[];
  /** Which configuration is where Optimize does not look for it, in words: it is judged all the same. */
  readonly unread: readonly string[];
}

export const NOTHING_CARRIED: Carried = { nodes: [], elsewhere: [], unread: [] };

/** A file that is no configuration itself but may hold some. */
export interface Carrier extends Carried {
  readonly file: SourceFile;
  /** What is wrong with the text of the file itself. */
  readonly faults: readonly TextFault[];
  readonly damaged: readonly Span[];
}
