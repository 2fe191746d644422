import { isNothing } from '../../load/nothing.js';
import type { MappingEntry, MappingNode, ScalarNode, SourceNode } from '../../load/types.js';
import { quoted, unknownName, type Problems } from './problems.js';
import type { Given } from './types.js';

/** Reads the parts of a settings file; what is not as it should be becomes a problem, and nothing. */
export class NodeReader {
  readonly problems: Problems;

  constructor(problems: Problems) {
    this.problems = problems;
  }

  /** The entries of a mapping by their names, all of them known. What has no value is not there. */
  fields(node: SourceNode, what: string, known: readonly string[]): ReadonlyMap<string, MappingEntry> {
    const mapping = this.mapping(node, what);
    const entries = mapping?.entries ?? [];
    for (const { key, keySpan } of entries)
      if (!known.includes(key)) this.problems.add(keySpan, unknownName('setting', key, known));
    return new Map(
      entries.filter(({ value }) => !isNothing(value)).map((entry) => [entry.key, entry] as const),
    );
  }

  mapping(node: SourceNode, what: string): MappingNode | null {
    if (node.kind === 'mapping') return node;
    if (!isNothing(node)) this.problems.add(node.span, `${what} must be a mapping (name: value)`);
    return null;
  }

  /** One text, as it is written. */
  text(node: SourceNode, what: string): Given | null {
    if (node.kind === 'scalar' && !isNothing(node)) {
      const text = textOf(node);
      if (text.trim() !== '') return { text, span: node.span };
    }
    this.problems.add(node.span, `${what} must be a text`);
    return null;
  }

  /** A list of texts; one alone needs no list. */
  texts(node: SourceNode, what: string): readonly Given[] {
    if (node.kind === 'scalar') return [this.text(node, what)].filter((each) => each !== null);
    if (node.kind === 'sequence' && node.items.length > 0)
      return node.items.flatMap((item) => this.text(item, `each of ${what}`) ?? []);
    this.problems.add(node.span, `${what} must be a text or a list of texts`);
    return [];
  }

  items(node: SourceNode, what: string): readonly SourceNode[] {
    if (node.kind === 'sequence') return node.items;
    this.problems.add(node.span, `${what} must be a list`);
    return [];
  }

  /** `true` or `false`, nothing that only resembles them. */
  flag(node: SourceNode, what: string): boolean | null {
    if (node.kind === 'scalar' && (node.raw === 'true' || node.raw === 'false') && node.style === 'plain')
      return node.raw === 'true';
    const found = node.kind === 'scalar' && !isNothing(node) ? `, not ${quoted(textOf(node))}` : '';
    this.problems.add(node.span, `${what} must be true or false${found}`);
    return null;
  }
}

/** `3.10` is no number here, and `off` is no boolean. */
function textOf({ style, raw, value }: ScalarNode): string {
  return style === 'plain' || style === 'alias' ? raw : String(value);
}
