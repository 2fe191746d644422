import type { ScalarNode } from '../../types.js';
import { MappedText } from './places.js';

/** A line of a block scalar as it is written: the indentation of the block left out, its line break not part of it. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text of a `|` or `>` block, put together as YAML does. Null for a block without lines. */
export function blockText(source: string, node: ScalarNode): MappedText | null {
  const text = node.text ?? '';
  const lines = blockLines(source, node);
  if (lines === null) return null;
  const last = lines.findLastIndex((line) => line.text !== '');
  const mapped = new MappedText();
  if (source.charAt(node.span.start) === '|') addLiteral(mapped, lines.slice(0, last + 1));
  else addFolded(mapped, lines.slice(0, last + 1));
  const end = lines[last]?.end ?? node.span.end;
  for (let index = mapped.text.length; index < text.length; index += 1) {
    const next = lines[last + 1 + index - mapped.text.length];
    mapped.add(text.charAt(index), end, next?.start ?? breakEnd(source, end));
  }
  return mapped;
}

function addLiteral(mapped: MappedText, lines: readonly Line[]): void {
  for (const [index, { start, end, text }] of lines.entries()) {
    const before = lines[index - 1];
    if (before !== undefined) mapped.add('\n', before.end, start);
    mapped.add(text, start, end);
  }
}

/** A line break between two lines that are not indented further becomes a blank; of several, the first is left out. */
function addFolded(mapped: MappedText, lines: readonly Line[]): void {
  let before: Line | null = null;
  let empty = 0;
  let indented = false;
  for (const line of lines) {
    if (line.text === '') {
      empty += 1;
      continue;
    }
    const further = /^[ \t]/u.test(line.text);
    const breaks = before === null || (!further && !indented) ? empty : empty + 1;
    const joint = before !== null && !further && !indented && empty === 0 ? ' ' : '\n'.repeat(breaks);
    mapped.add(joint, before?.end ?? lines[0]?.start ?? line.start, line.start);
    mapped.add(line.text, line.start, line.end);
    [before, empty, indented] = [line, 0, further];
  }
}

/** The lines below the header, those at the end that are blank included. Null where there is none. */
export function blockLines(source: string, node: ScalarNode): readonly Line[] | null {
  const indent = indentOf(source, node);
  if (indent === null) return null;
  const lines: Line[] = [];
  for (let at = bodyStart(source, node); at < source.length;) {
    const stop = lineStop(source, at);
    const written = source.slice(at, stop);
    if (written.trim() !== '' && written.length - written.trimStart().length < indent) break;
    lines.push({ start: Math.min(at + indent, stop), end: stop, text: written.slice(indent) });
    at = breakEnd(source, stop);
    if (at === stop) break;
  }
  return lines;
}

/** How far the block is indented: what is written more than what is read. Null for a block without text. */
export function indentOf(source: string, node: ScalarNode): number | null {
  const read = /^[ \t]*(?=\S)/mu.exec(node.text ?? '')?.[0].length;
  if (read === undefined) return null;
  const body = source.slice(bodyStart(source, node), node.span.end);
  const written = /^[ \t]*(?=\S)/mu.exec(body)?.[0].length ?? 0;
  return written - read;
}

function bodyStart(source: string, { span }: ScalarNode): number {
  return breakEnd(source, lineStop(source, span.start));
}

function lineStop(source: string, from: number): number {
  let at = from;
  while (at < source.length && source.charAt(at) !== '\n' && source.charAt(at) !== '\r') at += 1;
  return at;
}

function breakEnd(source: string, at: number): number {
  if (source.startsWith('\r\n', at)) return at + 2;
  return at < source.length ? at + 1 : at;
}
