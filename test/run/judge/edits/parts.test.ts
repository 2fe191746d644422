import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src/core/edit.js';
import { childPointer } from '../../../../src/core/text/pointer.js';
import { edited, editedDocument } from '../../../../src/edit/edited.js';
import { splitLines } from '../../../../src/load/text/lines.js';
import type { SourceDocument, SourceNode } from '../../../../src/load/types.js';
import { parseYaml } from '../../../../src/load/yaml/yaml.js';
import { Parts, type Part } from '../../../../src/run/judge/edits/parts.js';
import { editor } from '../../../../src/run/judge/edits/show-edits.js';
import { interpreted } from '../../../configuration/helpers.js';

const FIXTURES = path.resolve(import.meta.dirname, '../../../../fixtures/rules');

/** What parts are made for: settings, anchors and comments that go, and a section that is not there yet. */
function changesIn(document: SourceDocument): readonly Change[] {
  const { text } = document.file;
  const anchors = document.faults.flatMap(({ kind, span }) => (kind === 'anchor' ? [span] : []));
  const comments = /[|>]/u.test(text)
    ? []
    : [...text.matchAll(/(?<=^[ \t]*|[ \t])#.*$/gmu)].map(({ 0: found, index }) => ({
        start: index,
        end: index + found.length,
      }));
  return [
    { kind: 'set', pointer: '/new/section', value: 'true' },
    { kind: 'set', pointer: '/new/section', value: 5000 },
    ...pointersBelow(document.root, '').map((pointer) => ({ kind: 'remove', pointer }) as const),
    ...[...anchors, ...comments].map((span) => ({ kind: 'text', span, text: '' }) as const),
    ...comments.map((span) => ({ kind: 'text', span, text: '# other' }) as const),
  ];
}

function pointersBelow(node: SourceNode | null, above: string): readonly string[] {
  if (node?.kind !== 'mapping') return [];
  return node.entries.flatMap(({ key, value }) => {
    const pointer = childPointer(above, key);
    return [pointer, ...pointersBelow(value, pointer)];
  });
}

/** The lines of the whole file after the change was made in the part; null where it could not be made. */
function linesAfter(whole: SourceDocument, part: Part): readonly string[] | null {
  const changed = editedDocument(part.document, part.changes);
  if (changed === null) return null;
  const own = ({ file: { text } }: SourceDocument): readonly string[] => {
    const lines = splitLines(text);
    const all = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
    return all.slice(part.above, all.length - part.below);
  };
  return splitLines(whole.file.text).toSpliced(part.linesBefore, own(part.document).length, ...own(changed));
}

function isBroken({ faults, damaged }: SourceDocument): boolean {
  return damaged.length > 0 || faults.some(({ kind }) => kind === 'syntax' || kind === 'encoding');
}

function partsOf(text: string, change: Change): readonly Part[] {
  const whole = parseYaml({ name: 'test.yaml', text });
  return [...new Parts(whole, () => true).of([change])].filter(({ document }) => document !== whole);
}

describe('a change that is made in a part of a file', () => {
  it('gives what it gives in the whole file, in all fixtures', () => {
    const counts = { tried: 0, made: 0 };
    for (const name of readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(?:ya?ml|json)$/u.test(name)) continue;
      const whole = parseYaml({ name, text: readFileSync(path.join(FIXTURES, name), 'utf8') });
      const parts = new Parts(whole, () => true);
      for (const change of changesIn(whole)) {
        const wanted = edited(whole, [change]);
        for (const part of parts.of([change])) {
          if (part.document === whole) continue;
          // Of a broken file an entry that is whole is still shown.
          if (isBroken(whole)) expect(part.decides).toBe(true);
          if (isBroken(whole)) continue;
          counts.tried += 1;
          const lines = linesAfter(whole, part);
          if (lines === null && !part.decides) continue;
          counts.made += 1;
          expect([name, change, lines]).toEqual([name, change, wanted === null ? null : splitLines(wanted)]);
        }
      }
    }
    expect(counts.tried).toBeGreaterThan(10_000);
    expect(counts.made).toBeGreaterThan(0.9 * counts.tried);
  });

  it.each<[string, string, Change]>([
    ['the only entry of a section', 'a:\n  b: 1\nc: 2\n', { kind: 'remove', pointer: '/a/b' }],
    ['one of two equal keys', 'a: 1\nb: 2\na: 3\nc: 4\n', { kind: 'remove', pointer: '/a' }],
    ['items of a list', 'a: [x, y]\nb: 1\nc: 2\n', { kind: 'remove', pointer: '/a', item: 'x' }],
    [
      'an entry in braces on a line of its own',
      'engines: {\n  eu: {name: a, rest: b}\n}\n',
      { kind: 'remove', pointer: '/engines/eu/rest' },
    ],
    [
      'an entry on the line of its section',
      'engines: {eu: {name: a, rest: b}}\nui: 1\n',
      { kind: 'remove', pointer: '/engines/eu/rest' },
    ],
    ['a setting in braces', '{"a": 1, "b": 2, "c": 3}', { kind: 'remove', pointer: '/a' }],
    [
      'a new section where indentation changes',
      'a:\n    b: 1\nc:\n  d: 1\n',
      { kind: 'set', pointer: '/new/section', value: 1 },
    ],
    [
      'a comment behind which blank lines may become text',
      'a: |+\n  x\n# c\n\nb: 1\n',
      { kind: 'text', span: { start: 10, end: 13 }, text: '' },
    ],
  ])('is not made in one where more than that counts: %s', (_, text, change) => {
    const small = partsOf(text, change).filter(({ document }) => document.file.text.length < text.length);
    expect(small).toEqual([]);
  });

  it('needs no more of a large file than its neighbours', () => {
    const text = `engines:\n${Array.from({ length: 500 }, (_, n) => `  e${n}:\n    name: &a${n} x\n    y: 1\n    z: 2\n`).join('')}`;
    const start = text.indexOf('&a250');
    const [anchor] = partsOf(text, { kind: 'text', span: { start, end: start + 5 }, text: '' });
    expect(anchor?.document.file.text).toBe('engines:\n  e250:\n    name: &a250 x\n    y: 1\n');
    expect(anchor?.linesBefore).toBe(250 * 4 + 2);
    const [setting] = partsOf(text, { kind: 'remove', pointer: '/engines/e250/y' });
    expect(setting?.document.file.text).toBe('engines:\n  e250:\n    name: &a250 x\n    y: 1\n    z: 2\n');
    const [section] = partsOf(text, { kind: 'set', pointer: '/engine-commons/read/timeout', value: 1 });
    expect(section?.document.file.text).toBe('engines:\n  e499:\n    y: 1\n    z: 2\n');
    const comment = `${'# c\n'.repeat(500)}a: 1\n`;
    const [line] = partsOf(comment, { kind: 'text', span: { start: 400, end: 403 }, text: '' });
    expect(line?.document.file.text).toBe('above:\n# c\n');
  });

  it('is shown in the whole file where a secret is told by another part', () => {
    const text = 'x: &login hunter2\ny: 1\nz: 2\nother:\n  password: *login\n';
    const { configuration } = interpreted(text);
    const span = { start: text.indexOf('&'), end: text.indexOf(' hunter2') };
    const show = editor(configuration, { hide: (line) => line });
    const lines = show([{ kind: 'text', file: 'test.yaml', span, text: '' }]);
    expect(partsOf(text, { kind: 'text', span, text: '' })).not.toEqual([]);
    expect(lines?.slice(0, 2)).toEqual(['@@ -1,2 +1,2 @@', '-x: *** ***']);
  });
});

describe('what differs in a secret only', () => {
  it('is no change that could be shown, nor is how other lines are masked then', () => {
    const text = 'x: &login hunter2\ny: 1\nother:\n  password: *login\n';
    const { configuration, vault } = interpreted(text);
    const anchor = { start: text.indexOf('&'), end: text.indexOf(' hunter2') };
    const copy = { kind: 'copy', file: 'test.yaml', pointer: '/other/password', anchor } as const;
    expect(edited(parseYaml({ name: 'test.yaml', text }), [copy])).toContain('password: hunter2');
    expect(editor(configuration, vault)([copy])).toBeNull();
  });

  it('is left out beside a change that can be seen', () => {
    const text = 'engines:\n  a:\n    authentication:\n      password: hunter2\n      usr: x\n';
    const { configuration, vault } = interpreted(text);
    const at = '/engines/a/authentication';
    const lines = editor(
      configuration,
      vault,
    )([
      { kind: 'set', file: 'test.yaml', pointer: `${at}/password`, value: 'hunter3' },
      { kind: 'rename', file: 'test.yaml', pointer: `${at}/usr`, key: 'user' },
    ]);
    expect(lines).toEqual(['@@ -4,2 +4,2 @@', '       password: ***', '-      usr: x', '+      user: x']);
  });
});
