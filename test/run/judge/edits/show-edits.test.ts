import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/core/finding.js';
import { edited } from '../../../../src/edit/edited.js';
import { parseYaml } from '../../../../src/load/yaml/yaml.js';
import { interpret } from '../../../../src/configuration/interpret.js';
import { editor } from '../../../../src/run/judge/edits/show-edits.js';
import { interpreted, NO_VALUES } from '../../../configuration/helpers.js';
import { applied } from '../../../helpers/apply-diff.js';
import { checkTexts } from '../../../helpers/check-texts.js';

const FILE = 'environment-config.json';

function entry(n: number): object {
  return {
    name: 'default',
    rest: `http://h${n}.example.com/engine-rest`,
    enabled: true,
    importEnabeld: true,
    defaultTenant: { id: `t${n}` },
  };
}

function json(count: number, indent = 2): string {
  const engines = Object.fromEntries(Array.from({ length: count }, (_, n) => [`engine${n}`, entry(n)]));
  return `${JSON.stringify({ engines }, null, indent)}\n`;
}

async function findingsIn(text: string): Promise<readonly Finding[]> {
  return (await checkTexts({ [FILE]: text })).findings;
}

/** The file after the hunks of a finding were applied as they are printed. */
function afterHunks(text: string, { advice: { lines } = { words: '', lines: [] } }: Finding): string {
  const hunks = lines.join('\n');
  return applied(text.match(/[^\n]*\n/gu) ?? [], `--- a\n+++ b\n${hunks}\n`).join('');
}

describe('the edit of an entry in JSON', () => {
  it.each([
    ['one blank', json(3, 1)],
    ['four blanks', json(3, 4)],
    ['one engine', json(1)],
    [
      'an entry in one line',
      json(3).replace(/"engine1": \{[^}]*\}[^}]*\}/u, (all) => all.replaceAll(/\s+/gu, ' ')),
    ],
    ['an entry behind a brace', json(2).replace('{\n    "engine0"', '{"engine0"')],
    ['two entries in one line', json(2).replace('},\n    "engine1"', '}, "engine1"')],
  ])('is shown as the lines of the file: %s', async (_, text) => {
    const document = parseYaml({ name: FILE, text });
    const shown = (await findingsIn(text)).filter(({ edits = [] }) => edits.length > 0);
    expect(new Set(shown.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(3);
    for (const finding of shown)
      expect(afterHunks(text, finding)).toBe(edited(document, finding.edits ?? []));
  });

  it('is shown however many entries there are', { timeout: 60_000 }, async () => {
    const findings = await findingsIn(json(400));
    const unknown = findings.filter(({ rule }) => rule === 'C124');
    expect(unknown).toHaveLength(400);
    expect(unknown.filter(({ edits = [] }) => edits.length === 0)).toHaveLength(0);
  });
});

function setTo2(pointer: string) {
  return { kind: 'set', file: 'test.yaml', pointer, value: 2 } as const;
}

describe('the edit of a value', () => {
  it('is not shown where a variable gives the value, which would be lost', () => {
    const { configuration, vault } = interpreted('ui: 1\nes: ${SIZE:1}\nimport: "$1 {2}"\n');
    const show = editor(configuration, vault);
    expect(show([setTo2('/ui')])).toEqual(['@@ -1,2 +1,2 @@', '-ui: 1', '+ui: 2', ' es: ${SIZE:1}']);
    expect(show([setTo2('/es')])).toBeNull();
    expect(show([setTo2('/ui'), setTo2('/es')])).toBeNull();
    expect(show([setTo2('/import')])).toContain('+import: 2');
  });

  it('is not shown in a file with a syntax error, unless it stays in an entry that has none', () => {
    const { configuration, vault } = interpreted('engines:\n  eu:\n    name: 1\nes: 1\nui:\t1\n');
    const show = editor(configuration, vault);
    expect(show([setTo2('/es')])).toBeNull();
    expect(show([setTo2('/engines/eu/name')])).toContain('+    name: 2');
  });

  it('is shown beside the other edits of its finding', () => {
    const { configuration, vault } = interpreted('es: 1\nui: 1\nimport: 1\nlocale: 1\n');
    const gone = ['/ui', '/locale'].map(
      (pointer) => ({ kind: 'remove', file: 'test.yaml', pointer }) as const,
    );
    const lines = editor(configuration, vault)(gone);
    expect(lines?.filter((line) => line.startsWith('-'))).toEqual(['-ui: 1', '-locale: 1']);
  });

  it('is shown with its file where the value that it replaces stands in a base', () => {
    const upper = parseYaml({ name: 'test.yaml', text: 'es: 1\n' });
    const base = parseYaml({ name: 'base.yaml', text: 'ui: 1\nes: 1\n' });
    const { configuration, vault } = interpret([upper], NO_VALUES, base);
    const show = editor(configuration, vault);
    expect(show([setTo2('/ui')])?.[0]).toBe('--- test.yaml');
    expect(show([setTo2('/ui'), setTo2('/unknown')])?.[0]).toBe('--- test.yaml');
    expect(show([setTo2('/unknown')])?.[0]).toMatch(/^@@/u);
  });

  it('is shown with its file where another file is edited, too', () => {
    const names = ['a.yaml', 'b.yaml'];
    const files = names.map((name) => parseYaml({ name, text: 'ui: 1\n' }));
    const { configuration, vault } = interpret(files, NO_VALUES);
    const lines = editor(configuration, vault)(names.map((file) => ({ ...setTo2('/ui'), file })));
    expect(lines?.filter((line) => line.startsWith('---'))).toEqual(['--- a.yaml', '--- b.yaml']);
  });
});

describe('the edit of an entry in JSON on one line', () => {
  const edit = { kind: 'remove', file: 'test.yaml', pointer: '/engines/engine0/importEnabeld' } as const;

  it.each([
    ['is shown with its line', 2, true],
    ['is not shown where nobody could see what changes in the line', 20, false],
  ])('%s', (_, count, isShown) => {
    const { configuration, vault } = interpreted(json(count, 0));
    expect(editor(configuration, vault)([edit]) !== null).toBe(isShown);
  });
});
