/** A range of UTF-16 offsets in a file's text; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A configuration file as text. */
export interface SourceFile {
  /** How the user named it; `<stdin>` for standard input. */
  readonly name: string;
  readonly text: string;
  /** Set where the bytes are not UTF-8; `text` is then the best guess at what was meant. */
  readonly encoding?: EncodingFault;
  /** Set where the text is a part of a file: `name` then names that part. */
  readonly carried?: CarriedText;
  /** Set where the file holds configurations and is none itself. */
  readonly holder?: Holder;
}

/** What has to be known of a file that holds configurations to show a part of it. */
export interface Holder {
  /** Every document of the file, in its offsets. */
  readonly tree: () => SourceNode;
  /** Where its configurations are. */
  readonly parts: () => readonly Span[];
  /** Values of which nothing may be shown, whatever their keys: those of a Secret. */
  readonly secret: () => readonly Span[];
}

/** Where the characters of a text stand in the text that holds it. */
export interface Places {
  /** Where the character at an offset begins. */
  at(offset: number): number;
  /** Where the character before an offset ends. */
  endAt(offset: number): number;
}

/** One step on the way from a file to a text inside it, the outermost first. */
export type Level =
  /** A document of the text before, or of the file, in which it begins at `offset`. */
  | { readonly kind: 'document'; readonly offset: number; readonly holder: string | null }
  /** A scalar of the text before. */
  | { readonly kind: 'scalar'; readonly source: string; readonly node: ScalarNode }
  /** The text before as compose reads it: `$$` is a dollar sign. */
  | { readonly kind: 'dollars'; readonly source: string }
  /** The text before without the byte order mark at its beginning. */
  | { readonly kind: 'mark' }
  /** What the Base64 before stands for. */
  | { readonly kind: 'base64'; readonly source: string };

/** A text inside a file. */
export interface Embedded {
  readonly text: string;
  readonly places: Places;
  readonly levels: readonly Level[];
  /** `lines`: each line of the text is a line of the file. `base64`: nothing of it can be read there. */
  readonly form: 'lines' | 'text' | 'base64';
  /** As in a file. */
  readonly encoding?: EncodingFault;
}

/** The file that holds a text, and where in it. */
export interface CarriedText extends Embedded {
  readonly file: SourceFile;
  /** E.g. `configmap/optimize:environment-config.yaml`. */
  readonly part: string;
  /** What holds it is made for secrets. */
  readonly inSecret: boolean;
}

/** Bytes that Optimize's reader refuses. */
export interface EncodingFault {
  /** Offset of the first wrong byte in the file. */
  readonly byteOffset: number;
  /** Offset in `text` of what that byte became. */
  readonly offset: number;
  /** What the file seems to be, e.g. `UTF-16 (little endian)`. */
  readonly seems: string;
}

/** A scalar as Optimize reads it. Quoted and block scalars are always strings. */
export interface ScalarNode {
  readonly kind: 'scalar';
  /** Includes the quotes of a quoted scalar. For an empty value: an empty span where the value would stand. */
  readonly span: Span;
  readonly value: string | number | bigint | boolean | null;
  /** What the value becomes where text is wanted, e.g. `"83"` for `0123`; null for null. */
  readonly text: string | null;
  /** The characters of the scalar as written, without quotes. */
  readonly raw: string;
  /** `alias` is `*name`, which Optimize reads as the text `name`; `empty` is a value that is not there. */
  readonly style: 'plain' | 'quoted' | 'block' | 'alias' | 'empty';
}

export interface MappingEntry {
  readonly key: string;
  /** Includes the quotes of a quoted key. */
  readonly keySpan: Span;
  readonly value: SourceNode;
}

export interface MappingNode {
  readonly kind: 'mapping';
  readonly span: Span;
  /** The effective entries in file order: of a duplicate key only the last. */
  readonly entries: readonly MappingEntry[];
  /** The same by key. */
  readonly byKey: ReadonlyMap<string, MappingEntry>;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly span: Span;
  readonly items: readonly SourceNode[];
}

export type SourceNode = ScalarNode | MappingNode | SequenceNode;

/** A fault of the text itself, found while reading it. `pointer` is the nearest value that the text has. */
export type TextFault =
  | {
      readonly kind: 'syntax';
      readonly span: Span;
      readonly problem: string;
      readonly hint: string | null;
      /** It may be YAML, but what it is a template of shall be read. */
      readonly template?: true;
    }
  | {
      readonly kind: 'duplicate-key';
      readonly span: Span;
      readonly pointer: string;
      readonly key: string;
      /** The value that is dropped; `span` is its key. */
      readonly value: Span;
      /** The key of the entry that wins. */
      readonly winner: Span;
      readonly alias: boolean;
    }
  | { readonly kind: 'anchor'; readonly span: Span; readonly name: string }
  | { readonly kind: 'alias'; readonly span: Span; readonly name: string; readonly pointer: string }
  | { readonly kind: 'merge'; readonly span: Span; readonly pointer: string }
  | { readonly kind: 'second-document'; readonly span: Span }
  | ({ readonly kind: 'encoding'; readonly span: Span } & EncodingFault);

/** A file read as Optimize reads it: the first document, with the position of every key and value. */
export interface SourceDocument {
  readonly file: SourceFile;
  /** Null where the document is empty or could not be read at all. */
  readonly root: SourceNode | null;
  readonly faults: readonly TextFault[];
  /** Ranges that a syntax error made unreadable: nothing in them is in `root`, so nothing may be called missing there. */
  readonly damaged: readonly Span[];
}
