import { LineIndex } from '../../src/load/text/lines.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import type { SourceDocument, SourceNode, Span, TextFault } from '../../src/load/types.js';

export function parse(text: string): SourceDocument {
  return parseYaml({ name: 'test.yaml', text });
}

/** A tree as plain values, every scalar as [kind, text]. */
export function plain(node: SourceNode | null): unknown {
  if (node === null) return null;
  if (node.kind === 'mapping')
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  if (node.kind === 'sequence') return node.items.map(plain);
  return node.text;
}

export type Syntax = Extract<TextFault, { kind: 'syntax' }>;

export function syntaxFaults(document: SourceDocument): readonly Syntax[] {
  return document.faults.filter((fault): fault is Syntax => fault.kind === 'syntax');
}

/** `line:column` of the start of a span. */
export function place(text: string, span: Span): string {
  const { line, column } = new LineIndex(text).position(span.start);
  return `${line}:${column}`;
}
