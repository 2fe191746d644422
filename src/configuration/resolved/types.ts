import type { ScalarNode, SourceDocument, SourceNode } from '../../load/types.js';

/**
 * Where the value of a placeholder came from. `container`: what a manifest or compose file gives; `withheld`: it gives one whose value is
 * not at hand.
 */
export type PlaceholderOrigin =
  'define' | 'environment' | 'variables-file' | 'container' | 'default' | 'withheld' | 'unresolved';

/** White space around a value: `line-break` at its end, `blank` otherwise. */
export type BlankEnd = 'line-break' | 'blank';

/** One placeholder of a text. */
export interface Placeholder {
  readonly name: string;
  readonly origin: PlaceholderOrigin;
  /** Its name says that it holds a secret. */
  readonly secret: boolean;
  /** White space around the value of its variable. */
  readonly blankEnd: BlankEnd | null;
  /** The first character in the value of its variable that nobody sees, where that is no blank around it. */
  readonly invisible: string | null;
  /** With its value the text would be longer than anything that is read here: it is not filled in. */
  readonly tooLong?: true;
}

/** A value as Optimize binds it. Objects have no prototype, so that no key of a file can mean more than a key. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** What became of a text with its placeholders. */
export interface Resolution {
  /** Null where a default means null, where a placeholder has no value, and where one is too long. */
  readonly replaced: string | null;
  readonly placeholders: readonly Placeholder[];
  /** Like `replaced`, with `<NAME>` for the value of a variable: safe to print unless the setting itself is a secret. */
  readonly shown: string | null;
  /** Values of variables that took part. */
  readonly used: readonly string[];
}

/** One scalar as Optimize reads it. May hold a secret: never for data or messages. */
export interface ResolvedScalar extends Resolution {
  readonly node: ScalarNode;
  readonly value: Value;
  /** What a text setting gets; null for null, where the result is a list, and where a placeholder is not filled in. */
  readonly text: string | null;
  /** Names of placeholders without a value, and of those that are too long. */
  readonly unresolved: readonly string[];
}

/** One configuration as Optimize reads it: the merged layers, each scalar resolved once. May hold secrets. */
export interface ResolvedTree {
  readonly root: SourceNode | null;
  /** The file, then the base below it. */
  readonly documents: readonly [SourceDocument, ...SourceDocument[]];
  /** The layer in which the value at a pointer really stands, or would have to be written. */
  holderOf(pointer: string): SourceDocument;
  scalar(node: ScalarNode): ResolvedScalar;
  /** A node of any kind as Optimize binds it. */
  value(node: SourceNode): Value;
  isSecret(node: SourceNode): boolean;
  /** Whether a value is or holds a secret by all that is known, for whoever shows it. */
  hides(node: SourceNode): boolean;
  /** Whether the value of a variable is a secret: its name says so, or a secret is made of it. */
  isSecretVariable(name: string): boolean;
  /** What a text may be shown as that is made of secret variables: with their names. Null where it is made of none. */
  named(node: ScalarNode): string | null;
}
