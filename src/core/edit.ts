/** What a setting may be set to. */
export type EditValue =
  string | number | boolean | readonly EditValue[] | { readonly [key: string]: EditValue };

/** A range of UTF-16 offsets in the text of a file; the end is exclusive. */
interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * One change to a configuration file, as a rule wants it. Rules say what shall be read afterwards; how it is written follows the file.
 * - `set`: a setting gets a value; it is added where the file does not have it, with the sections that lead to it
 * - `rename`: the key changes, the value stays
 * - `move`: the value stands somewhere else afterwards
 * - `wrap`: the mapping becomes the value of a new key in its place
 * - `remove`: the setting goes, or with `item` the items of a list that are written so
 * - `split`: the items of a list that are written so become several, the others stay as they are; a single text becomes a list
 * - `quote`: an unquoted scalar becomes the text that is written there
 * - `copy`: a value becomes what stands behind an anchor
 * - `drop`: one of two equal keys goes, the one that does not count
 * - `text`: something outside all values: a comment, an anchor
 */
export type Change =
  | { readonly kind: 'set'; readonly pointer: string; readonly value: EditValue }
  | { readonly kind: 'rename'; readonly pointer: string; readonly key: string }
  | { readonly kind: 'move'; readonly pointer: string; readonly to: string }
  | { readonly kind: 'wrap'; readonly pointer: string; readonly key: string }
  | { readonly kind: 'remove'; readonly pointer: string; readonly item?: string }
  | {
      readonly kind: 'split';
      readonly pointer: string;
      readonly item: string;
      readonly into: readonly string[];
    }
  | { readonly kind: 'quote'; readonly pointer: string }
  | { readonly kind: 'copy'; readonly pointer: string; readonly anchor: TextRange }
  | { readonly kind: 'drop'; readonly pointer: string; readonly key: TextRange; readonly value: TextRange }
  | { readonly kind: 'text'; readonly span: TextRange; readonly text: string };

/** A change, and the file in which it has to be made. */
export type Edit = Change & { readonly file: string };
