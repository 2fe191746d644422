import { spawnSync } from 'node:child_process';
import { LineIndex } from '../../src/load/text/lines.js';
import { decodeText } from '../../src/load/text/encoding.js';
import type { SourceNode } from '../../src/load/types.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { builtReader } from './build.js';

/** What Jackson makes of a document: a value with every scalar as [type, text], or the lines that its refusal names. */
export type Theirs =
  { readonly value: Shown } | { readonly refused: string; readonly lines: readonly number[] };
export type Shown = null | readonly unknown[] | { readonly [key: string]: Shown };

/** Reads every document with Jackson and SnakeYAML, in one process. */
export function readByJackson(documents: readonly Uint8Array[]): readonly Theirs[] {
  const pieces = documents.flatMap((document) => [lengthOf(document.length), document]);
  const input = Buffer.concat([...pieces, lengthOf(-1)]);
  const { stdout, stderr, status } = spawnSync('java', ['-Xss16m', '-jar', builtReader()], {
    input,
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the reader ended with ${status}: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Theirs);
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(length);
  return bytes;
}

/** What this project makes of a document. A refusal names every fault that it found, in file order. */
export type Ours =
  { readonly value: Shown } | { readonly faults: readonly Fault[]; readonly damaged: readonly Lines[] };

export interface Fault {
  readonly problem: string;
  readonly offset: number;
  readonly line: number;
}

interface Lines {
  readonly first: number;
  readonly last: number;
}

export function readByUs(bytes: Uint8Array): Ours {
  const file = { name: 'test.yaml', ...decodeText(bytes) };
  const { root, faults, damaged } = parseYaml(file);
  const refusals = faults.filter((fault) => fault.kind === 'syntax' || fault.kind === 'encoding');
  if (refusals.length === 0) return { value: shown(root) };
  const index = new LineIndex(file.text);
  const lineOf = (offset: number): number => index.position(offset).line;
  return {
    faults: refusals
      .map((fault) => ({
        problem: fault.kind === 'syntax' ? fault.problem : 'not UTF-8',
        offset: fault.span.start,
        line: lineOf(fault.span.start),
      }))
      .toSorted((a, b) => a.offset - b.offset),
    damaged: damaged.map(({ start, end }) => ({ first: lineOf(start), last: lineOf(end) })),
  };
}

function shown(node: SourceNode | null): Shown {
  if (node === null) return null;
  if (node.kind === 'sequence') return ['list', ...node.items.map(shown)];
  if (node.kind === 'mapping')
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, shown(value)]));
  return node.value === null ? null : [typeOf(node.value, node.text ?? ''), node.text];
}

function typeOf(value: string | number | bigint | boolean, text: string): string {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  return /^-?\d+$/u.test(text) ? 'integer' : 'float';
}
