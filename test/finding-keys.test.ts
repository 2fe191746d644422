import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/core/finding.js';
import { allFixtures, LANDSCAPES, RUNNING, runFixture, type Fixture } from './helpers/fixtures.js';

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

/** Without recordings, which have engines by their aliases, and without other files that name some. */
const OFFLINE = SAMPLES.filter(
  ({ folder, parts }) =>
    parts.entries.length > 1 &&
    !existsSync(path.join(folder, 'recording')) &&
    !parts.entries.some(({ alias }) => otherTexts(folder).includes(alias)),
);

/** A recording that the options name has every alias. */
function otherTexts(folder: string): string {
  const others = readdirSync(folder, { withFileTypes: true }).filter(
    (each) => each.isFile() && each.name !== NAME,
  );
  const texts = others.map(({ name }) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
  const recorded = /"(?:landscape|running)": "([^"]+)"/.exec(texts)?.[1];
  if (recorded === undefined) return texts;
  return [LANDSCAPES, RUNNING]
    .map((all) => path.join(all, recorded, NAME))
    .filter((file) => existsSync(file))
    .reduce((all, file) => all + readFileSync(file, 'utf8'), texts);
}

/** Files of a fixture in which lines can move: not what is no text, and not what another line before it would change. */
function movable(folder: string): readonly (readonly [string, string])[] {
  const own = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  const files = own.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);
  const all = files.length > 0 ? files : borrowed(folder);
  return all.filter(([, text]) => /^[^\ufffd\ufeff%{]/.test(text) && !text.includes('\ufffd'));
}

/** Where a fixture has no configuration of its own, it is judged by that of a recording. */
function borrowed(folder: string): readonly (readonly [string, string])[] {
  const options = path.join(folder, 'options.json');
  const landscape = existsSync(options)
    ? /"landscape": "([^"]+)"/.exec(readFileSync(options, 'utf8'))?.[1]
    : undefined;
  return landscape === undefined
    ? []
    : [[NAME, readFileSync(path.join(LANDSCAPES, landscape, NAME), 'utf8')]];
}

const MOVABLE = allFixtures().flatMap((fixture) => {
  const files = fixture.kind === 'fail' ? movable(fixture.folder) : [];
  return files.length === 0 ? [] : [{ ...fixture, files }];
});

describe('lines that move', () => {
  it('are tried in the whole corpus, but for what is compared as it is recorded or cannot take a comment', () => {
    const failing = allFixtures().filter(({ kind }) => kind === 'fail');
    const left = failing.filter(({ name }) => !MOVABLE.some((each) => each.name === name));
    expect(left.map(({ name }) => name)).toEqual([
      'C106-not-utf-8/fail-latin-1',
      'C106-not-utf-8/fail-utf-16',
      'C107-empty-configuration/fail-empty-file',
      'D605-definition-appeared-twice/fail-appeared',
    ]);
  });

  it.each(MOVABLE.map((fixture) => [fixture.name, fixture] as const))(
    'change no key: %s',
    async (_, { folder, files }) => {
      const copy = mkdtempSync(path.join(tmpdir(), 'multi-engine-keys-'));
      cpSync(folder, copy, { recursive: true });
      const keys = async () => (await runFixture(copy)).findings.map(({ key }) => key).toSorted();
      const before = await keys();
      for (const [name, text] of files) writeFileSync(path.join(copy, name), `# moved\n#\n\n${text}`);
      expect(await keys()).toEqual(before);
    },
  );
});

/** A finding about two entries is at the first of them: a comment at the second, if that came first, would be in the right place. */
const FIRST_OF_TWO = 'fail-other-half';

describe('the key of a finding', () => {
  it('is looked at in most fixtures', () => {
    expect(new Set(SAMPLES.map(({ code }) => code)).size).toBeGreaterThan(60);
  });

  it.each(SAMPLES.map((sample) => [sample.name, sample] as const))(
    'is the same when lines move or entries are reordered: %s',
    async (_, { folder, text, parts }) => {
      const keys = keysOf((await runFixture(folder)).findings);
      expect(keysOf(await findingsWith(folder, `# moved\n#\n\n${text}`))).toEqual(keys);
      if (path.basename(folder) === FIRST_OF_TWO) return;
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
