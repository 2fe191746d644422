import type { EditValue } from '../core/edit.js';
import { oncePer } from '../core/memoize.js';
import { parseYaml } from '../load/yaml/yaml.js';
import type { SourceDocument, SourceNode } from '../load/types.js';
import { WrittenBlock } from './block.js';

type Quote = '"' | "'";

/** How a value is to be written. */
export interface Style {
  /** Quotes that are wanted in any case; null writes without where that reads the same. */
  readonly quotes: Quote | null;
  /** Quotes for what needs some. */
  readonly usual: Quote;
  /** Inside braces or brackets. */
  readonly flow: boolean;
}

/** Text that stands in the file already and is taken as it is. */
export class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value to write, of which a part may stand in the file already. */
export type Value = EditValue | Written | WrittenBlock | { readonly [key: string]: Value };

/** A value on one line, or null where it cannot be written so. */
export function inlineText(value: Value, style: Style): string | null {
  if (value instanceof Written) return value.text;
  if (value instanceof WrittenBlock) return null;
  if (typeof value !== 'object') return scalarText(value, style);
  const inside = { ...style, flow: true };
  if (isList(value)) {
    const items = value.map((item) => inlineText(item, inside));
    return items.includes(null) ? null : `[${items.join(', ')}]`;
  }
  const entries = Object.entries(value).map(([key, each]) => entryText(key, each, inside));
  return entries.includes(null) ? null : `{${entries.join(', ')}}`;
}

/** `key: value` on one line. */
export function entryText(key: string, value: Value, style: Style): string | null {
  const [name, text] = [keyText(key, style), inlineText(value, style)];
  return name === null || text === null ? null : `${name}: ${text}`;
}

export function keyText(key: string, { quotes, usual, flow }: Style): string | null {
  const reads = (written: string): boolean => {
    const root = sound(flow ? `{${written}: 0}` : `${written}: 0`);
    return root?.kind === 'mapping' && root.entries.length === 1 && root.entries[0]?.key === key;
  };
  return spellings(key, quotes, usual).find(reads) ?? null;
}

/** The scalar in the first spelling that reads as what is meant. */
export function scalarText(value: string | number | boolean, { quotes, usual, flow }: Style): string | null {
  const candidates = typeof value === 'string' ? spellings(value, quotes, usual) : [String(value)];
  const reads = (written: string): boolean => {
    const root = sound(flow ? `{k: ${written}}` : `k: ${written}`);
    const node = root?.kind === 'mapping' ? root.entries[0]?.value : undefined;
    return (
      root?.kind === 'mapping' && root.entries.length === 1 && node?.kind === 'scalar' && node.value === value
    );
  };
  return candidates.find(reads) ?? null;
}

/** Braces of a placeholder look like a mapping to people, so that it gets quotes where it could do without. */
function spellings(text: string, quotes: Quote | null, usual: Quote): readonly string[] {
  const plain = quotes === null && text !== '' && !text.includes('${') ? [text] : [];
  const first = quotes ?? usual;
  return [...plain, quoted(text, first), quoted(text, first === '"' ? "'" : '"')];
}

function quoted(text: string, quote: Quote): string {
  return quote === "'" ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

function sound(text: string): SourceNode | null {
  if (/[\r\n]/u.test(text)) return null;
  const { root, faults } = parseYaml({ name: '', text });
  return faults.length === 0 ? root : null;
}

/** The quotes that a file uses first. */
export const usualQuotes = oncePer(({ root, file }: SourceDocument): Quote => {
  const find = (node: SourceNode): Quote | null => {
    if (node.kind === 'scalar') {
      if (node.style !== 'quoted') return null;
      return file.text.charAt(node.span.start) === "'" ? "'" : '"';
    }
    const children = node.kind === 'mapping' ? node.entries.map(({ value }) => value) : node.items;
    for (const child of children) {
      const found = find(child);
      if (found !== null) return found;
    }
    return null;
  };
  return (root === null ? null : find(root)) ?? '"';
});

/** The quotes around a key or value that is there. */
export function quotesAt(text: string, start: number): Quote | null {
  const first = text.charAt(start);
  return first === '"' || first === "'" ? first : null;
}

export function isList(value: object): value is readonly EditValue[] {
  return Array.isArray(value);
}
