import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/core/finding.js';
import { edited } from '../../../../src/edit/edited.js';
import { parseYaml } from '../../../../src/load/yaml/yaml.js';
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
