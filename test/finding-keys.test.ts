import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/core/finding.js';
import { allFixtures, runFixture, type Fixture } from './helpers/fixtures.js';

const NAME = 'environment-config.yaml';

/** A configuration as its text has it: what precedes the engines, each engine's lines, and what follows. */
interface Parts {
  readonly head: string;
  readonly entries: readonly { readonly alias: string; readonly text: string }[];
  readonly tail: string;
}

/** Only of a file in which engines are a block with an indentation of two, as nearly all fixtures have them. */
function partsOf(text: string): Parts | null {
  const start = /^engines:\n(?= {2}[\w-]+:\n)/m.exec(text);
  if (start === null || text.includes('\r') || text.includes('\n---') || text.includes('\t')) return null;
  const from = start.index + start[0].length;
  const end = /^(?=[^ \n#])/m.exec(text.slice(from));
  const block = end === null ? text.slice(from) : text.slice(from, from + end.index);
  const entries = block.split(/^(?= {2}[\w-]+:\n)/m).map((entry) => ({ alias: aliasOf(entry), text: entry }));
  const aliases = entries.map(({ alias }) => alias);
  if (aliases.includes('') || new Set(aliases).size < aliases.length || !block.endsWith('\n')) return null;
  return { head: text.slice(0, from), entries, tail: text.slice(from + block.length) };
}

function aliasOf(entry: string): string {
  return /^ {2}([\w-]+):\n/.exec(entry)?.[1] ?? '';
}

function textOf({ head, entries, tail }: Parts): string {
  return head + entries.map(({ text }) => text).join('') + tail;
}

/** What is found in a fixture whose configuration has another text. */
async function findingsWith(folder: string, text: string): Promise<readonly Finding[]> {
  const copy = mkdtempSync(path.join(tmpdir(), 'multi-engine-keys-'));
  cpSync(folder, copy, { recursive: true });
  writeFileSync(path.join(copy, NAME), text);
  return (await runFixture(copy)).findings;
}

/** Some name their file, which is somewhere else here. */
const keysOf = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ key }) => key.replaceAll(/[\w./-]+\/(?=environment-config\.yaml)/g, '')).toSorted();

interface Sample extends Fixture {
  readonly text: string;
  readonly parts: Parts;
}

const SAMPLES: readonly Sample[] = allFixtures().flatMap((fixture) => {
  const file = path.join(fixture.folder, NAME);
  if (fixture.kind !== 'fail' || !existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const parts = text.includes('\ufffd') ? null : partsOf(text);
  return parts === null ? [] : [{ ...fixture, text, parts }];
});

/** Without recordings, which have engines by their aliases, and options, which may name some. */
const OFFLINE = SAMPLES.filter(
  ({ folder, parts }) =>
    parts.entries.length > 1 &&
    !existsSync(path.join(folder, 'recording')) &&
    !existsSync(path.join(folder, 'options.json')),
);

describe('the key of a finding', () => {
  it('is looked at in most fixtures', () => {
    expect(new Set(SAMPLES.map(({ code }) => code)).size).toBeGreaterThan(60);
  });

  it.each(SAMPLES.map((sample) => [sample.name, sample] as const))(
    'is the same when lines move or entries are reordered: %s',
    async (_, { folder, text, parts }) => {
      const keys = keysOf((await runFixture(folder)).findings);
      expect(keysOf(await findingsWith(folder, `# moved\n#\n\n${text}`))).toEqual(keys);
      const reversed = { ...parts, entries: parts.entries.toReversed() };
      expect(keysOf(await findingsWith(folder, textOf(reversed)))).toEqual(keys);
    },
  );

  it.each(OFFLINE.map((sample) => [sample.name, sample] as const))(
    'changes with the engines that it is about, and with no other: %s',
    async (_, { folder, parts }) => {
      const about = (await runFixture(folder)).findings.filter(({ engines }) => engines.length > 0);
      const kept: unknown[] = [];
      const expected: unknown[] = [];
      for (const { alias } of parts.entries) {
        const after = new Set(keysOf(await findingsWith(folder, textOf(renamed(parts, alias)))));
        for (const finding of about) {
          const [key = ''] = keysOf([finding]);
          kept.push([alias, key, after.has(key)]);
          expected.push([alias, key, !finding.engines.includes(alias)]);
        }
      }
      expect(kept).toEqual(expected);
    },
  );
});

function renamed(parts: Parts, alias: string): Parts {
  const other = `${alias}-elsewhere`;
  const entries = parts.entries.map((entry) =>
    entry.alias === alias ? { alias: other, text: entry.text.replace(`  ${alias}:`, `  ${other}:`) } : entry,
  );
  return { ...parts, entries };
}
