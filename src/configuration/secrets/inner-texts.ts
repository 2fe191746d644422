import { soundDocuments, type CarrierDocument } from '../../load/carriers/carrier-tree.js';
import { scalarText } from '../../load/carriers/text/scalar-text.js';
import type { Places, ScalarNode } from '../../load/types.js';

/** A value that is a text of JSON or YAML by itself, such as what `kubectl apply` keeps in an annotation. */
export interface InnerText {
  readonly documents: readonly CarrierDocument[];
  /** In the text that holds the value. */
  readonly places: Places;
}

/** Null for any other value, and where the text no longer has the value that the tree has: what it held was taken out. */
export function innerTextOf(text: string, node: ScalarNode): InnerText | null {
  const documents = documentsIn(node.text ?? '');
  if (documents.length === 0 || !isWritten(text, node)) return null;
  return { documents, places: scalarText(text, node).places };
}

/** What a text has to say as JSON or YAML: nothing where it is one value, or neither. */
export function documentsIn(text: string): readonly CarrierDocument[] {
  if (!/^\s*[[{]/.test(text) && !(text.includes('\n') && text.includes(':'))) return [];
  return soundDocuments(text).filter(({ root }) => root !== null && root.kind !== 'scalar');
}

/** Whether a text has the value that the tree has: not where what it held was taken out. */
export function isWritten(text: string, { span, style, raw }: ScalarNode): boolean {
  const written = text.slice(span.start, span.end);
  return style === 'block'
    ? written.includes(raw.trimEnd())
    : written.startsWith(raw, style === 'quoted' ? 1 : 0);
}
