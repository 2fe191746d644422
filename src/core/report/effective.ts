/** A place in a file, by its line. */
export interface Line {
  readonly file: string;
  readonly line: number;
}

/** Where a value that Optimize reads comes from. Nothing in it is secret. */
export interface Origin {
  /** Null for what Optimize brings along itself. */
  readonly place: Line | null;
  /** The placeholders in it, and whence each got its value: in words, e.g. `the environment`; null where it has none. */
  readonly variables: readonly { readonly name: string; readonly from: string | null }[];
  /** As the file has it, where Optimize makes something else of it. */
  readonly written: string | null;
  /** What it takes the place of in the base. */
  readonly instead: Line | null;
  /** What stands over it and is ignored, because only a mapping can change a mapping. */
  readonly ignored: Line | null;
}

/** A value as Optimize reads it. Secrets are masked. Lists that come from one text have no origins below. */
export type EffectiveValue =
  | {
      readonly kind: 'scalar';
      readonly value: string | number | bigint | boolean | null;
      readonly origin: Origin | null;
    }
  | { readonly kind: 'list'; readonly items: readonly EffectiveValue[]; readonly origin: Origin | null }
  | {
      readonly kind: 'mapping';
      readonly entries: readonly { readonly key: string; readonly value: EffectiveValue }[];
      readonly origin: Origin | null;
    };

/** One configuration as Optimize reads it. */
export interface Effective {
  readonly file: string;
  readonly base: string | null;
  /** Null where nothing can be read. */
  readonly root: EffectiveValue | null;
  /** A syntax error hides a part. */
  readonly partial: boolean;
}
