import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../src/load/text/lines.js';
import { locate, nodeAt } from '../../src/load/locate.js';
import { childPointer, keysOf, pointerOf } from '../../src/core/text/pointer.js';
import type { SourceDocument, SourceNode } from '../../src/load/types.js';
import { placesSeen } from '../helpers/second-parser.js';
import { parse, place } from './helpers.js';

/** Random values, written in random styles. */
type Tree =
  { readonly map: readonly (readonly [string, Tree])[] } | { readonly list: readonly Tree[] } | string;

const scalars = fc.oneof(
  fc.constantFrom(
    'x',
    'a b',
    'yes',
    '0123',
    '1.10',
    'http://h:80/p',
    'a#b',
    '${X:y}',
    'ä€😀',
    "it's",
    '~',
    '-1',
    'a: b',
  ),
  fc.stringMatching(/^[a-z0-9 #:'"{}[\],&*!|>%@é😀]{0,12}$/u),
);
const names = fc.oneof(
  fc.constantFrom('name', 'rest', 'a b', 'ключ', 'a/b~c', '<', '1', '😀'),
  fc.stringMatching(/^[a-z]{1,6}$/u),
);
const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    scalars,
    fc
      .uniqueArray(fc.tuple(names, tie('tree')), { maxLength: 4, selector: ([key]) => key })
      .map((map) => ({ map })),
    fc.array(tie('tree'), { maxLength: 3 }).map((list) => ({ list })),
  ),
})).tree;

/** A small source of choices for the writer, so that a document is a function of its seed. */
class Choices {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }
}

const PLAIN = /^[a-z0-9$][^\n]*$/u;

function writeScalar(text: string, choices: Choices, flow: boolean): string {
  const isPlain = PLAIN.test(text) && !/[:#,[\]{}]|\s$/u.test(text);
  if (isPlain && choices.below(2) === 0) return text;
  if (!flow && choices.below(6) === 0 && /^[a-z]/u.test(text)) return `|-\n${' '.repeat(40)}${text}`;
  return choices.below(2) === 0 ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

function writeKey(key: string, choices: Choices): string {
  return /^[\p{L}][\p{L} ]*$/u.test(key) && choices.below(2) === 0 ? key : JSON.stringify(key);
}

function write(tree: Tree, indent: number, choices: Choices, end: string): string {
  if (typeof tree === 'string') {
    const written = writeScalar(tree, choices, false);
    return ` ${written}${written.startsWith('|') ? '' : comment(choices)}${end}`;
  }
  const items = 'map' in tree ? tree.map : tree.list;
  if (items.length === 0 || choices.below(5) === 0)
    return ` ${writeFlow(tree, choices)}${comment(choices)}${end}`;
  const pad = ' '.repeat(indent);
  const lines =
    'map' in tree
      ? tree.map.map(
          ([key, value]) => `${pad}${writeKey(key, choices)}:${write(value, indent + 2, choices, end)}`,
        )
      : tree.list.map((value) => `${pad}-${write(value, indent + 2, choices, end)}`);
  return `${comment(choices)}${end}${choices.below(8) === 0 ? end : ''}${lines.join('')}`;
}

function comment(choices: Choices): string {
  return choices.below(6) === 0 ? " # it's [a: comment" : '';
}

function writeFlow(tree: Tree, choices: Choices): string {
  if (typeof tree === 'string') return writeScalar(tree, choices, true);
  const space = choices.below(2) === 0 ? '' : ' ';
  const inner =
    'map' in tree
      ? tree.map.map(([key, value]) => `${JSON.stringify(key)}: ${writeFlow(value, choices)}`)
      : tree.list.map((value) => writeFlow(value, choices));
  const [open, close] = 'map' in tree ? ['{', '}'] : ['[', ']'];
  return `${open}${space}${inner.join(`,${space}`)}${space}${close}`;
}

function documentOf(tree: Tree, seed: number, end: string): string {
  return write(tree, 0, new Choices(seed), end).replace(/^ +/u, '');
}

/** `pointer → [start, end]` of every value and key, by the other parser. Ends of block collections are its own affair. */
function oracle(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [pointer, places] of placesSeen(text)) {
    for (const { key, valueStart, valueEnd } of places) {
      found.set(pointer, valueEnd === null ? `${valueStart}` : `${valueStart}-${valueEnd}`);
      if (key !== null) found.set(`key ${pointer}`, `${key[0]}-${key[1]}`);
    }
  }
  return found;
}

function ours(document: SourceDocument): Map<string, string> {
  const found = new Map<string, string>();
  const { text } = document.file;
  const visit = (node: SourceNode, pointer: string): void => {
    const { start, end } = node.span;
    const flow = node.kind !== 'scalar' && '[{'.includes(text.charAt(start));
    const exact = node.kind === 'scalar' ? node.style !== 'block' : flow;
    found.set(pointer, exact ? `${start}-${end}` : `${start}`);
    if (node.kind === 'mapping') {
      for (const { key, keySpan, value } of node.entries) {
        const inner = childPointer(pointer, key);
        found.set(`key ${inner}`, `${keySpan.start}-${keySpan.end}`);
        visit(value, inner);
      }
    }
    if (node.kind === 'sequence')
      node.items.forEach((item, index) => visit(item, childPointer(pointer, index)));
  };
  if (document.root !== null) visit(document.root, '');
  return found;
}

describe('every key and value stands where another YAML parser sees it', () => {
  it('in random documents', { timeout: 120_000 }, () => {
    const checked = fc.check(
      fc.property(trees, fc.nat(), fc.constantFrom('\n', '\r\n'), (tree, seed, end) => {
        const text = documentOf(tree, seed, end);
        const document = parse(text);
        expect({ text, faults: document.faults }).toEqual({ text, faults: [] });
        expect({ text, found: ours(document) }).toEqual({ text, found: oracle(text) });
      }),
      { numRuns: 3000, seed: Number(process.env['SEED'] ?? Date.now() % 2 ** 31) },
    );
    if (checked.failed) throw new Error(`seed ${checked.seed}: ${fc.defaultReportMessage(checked) ?? ''}`);
  });
});

const LINES = 'ab\ncd\r\nef\rgh\n\n😀x';

describe('lines and columns', () => {
  it('are counted from LF, CR and CRLF, columns in UTF-16 units', () => {
    const places = [0, 2, 3, 7, 10, 13, 14, 16, 17].map((start) => place(LINES, { start, end: start }));
    expect(places).toEqual(['1:1', '1:3', '2:1', '3:1', '4:1', '5:1', '6:1', '6:3', '6:4']);
  });

  it('an offset beyond the end is the end', () => {
    expect(new LineIndex('ab').position(99)).toEqual({ line: 1, column: 3 });
  });
});

describe('pointers', () => {
  it('escape tilde and slash and come back', () => {
    const keys = ['engines', 'a/b', '~', '~1', ''];
    expect(pointerOf(keys)).toBe('/engines/a~1b/~0/~01/');
    expect(keysOf(pointerOf(keys))).toEqual(keys);
    expect(keysOf('')).toEqual([]);
  });

  const document = parse('engines:\n  "a/b":\n    name: x\n    list: [p, q]\n  c:\n');
  const shown = (pointer: string, part: 'key' | 'value' | 'entry'): string | null => {
    const span = locate(document, pointer, part);
    return span === null ? null : document.file.text.slice(span.start, span.end);
  };

  it('lead to a key, a value, or both', () => {
    expect(shown('/engines/a~1b', 'key')).toBe('"a/b"');
    expect(shown('/engines/a~1b/name', 'value')).toBe('x');
    expect(shown('/engines/a~1b/name', 'entry')).toBe('name: x');
    expect(shown('/engines/a~1b/list/1', 'value')).toBe('q');
  });

  it('lead to the nearest key above where there is nothing', () => {
    expect(shown('/engines/a~1b/rest', 'value')).toBe('"a/b"');
    expect(shown('/engines/a~1b/name/x/y', 'value')).toBe('name');
    expect(shown('/other', 'key')).toBe('');
    expect(nodeAt(document, '/engines/a~1b/rest')).toBeNull();
  });

  it('an empty value stands behind its colon', () => {
    expect(locate(document, '/engines/c', 'value')).toEqual({
      start: document.file.text.length - 1,
      end: document.file.text.length - 1,
    });
  });

  it('lead nowhere in an empty file', () => {
    expect(locate(parse(''), '/engines', 'key')).toBeNull();
  });
});
