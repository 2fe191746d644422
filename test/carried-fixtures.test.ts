import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding, Location } from '../src/core/finding.js';
import { check } from '../src/run/check.js';
import { fix } from '../src/run/fix/fix.js';
import { loadClusters } from '../src/run/request/configure.js';
import { allFixtures, requestFor } from './helpers/fixtures.js';
import { HOLDERS } from './secrets/carried.js';

const CONTEXT = { version: '0.0.0-test', interruptedBy: () => null };

/** Where the key says that the text is a configuration, and nothing but that text decides what is found. */
const ALIKE = ['ConfigMap', 'ConfigMap, quoted', 'ConfigMap, JSON', 'ConfigMap, applied', 'List'];

function written(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-carried-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return path.join(folder, Object.keys(files)[0] ?? '');
}

/** The configuration of a fixture that is one file, not inside of another already, and that a block of YAML can hold as it is. */
function textOf(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  const [name] = files;
  if (name === undefined || files.length > 1 || existsSync(path.join(folder, 'options.json'))) return [];
  const text = readFileSync(path.join(folder, name), 'utf8');
  const isCarriable = text.endsWith('\n') && !/\r|\ufffd|^(?:---|\.\.\.)|[^\P{Cc}\n\t]/mu.test(text);
  const isCarrier = /^(?:apiVersion|services):/m.test(text);
  return isCarriable && !isCarrier && !/^\s*\n|^[ \t]/.test(text) ? [text] : [];
}

const FIXTURES = allFixtures()
  .filter(({ code }) => /^[CS]/.test(code))
  .flatMap(({ name, folder }) => textOf(folder).map((text) => [name, text] as const));

/** `C134 4:11, 9:11`, counted in the configuration. */
function saidOf({ rule, message, locations }: Finding): string {
  const places = locations.map(({ line, column, embedded }: Location) =>
    embedded === undefined ? `${line}:${column}` : `${embedded.line}:${embedded.column}`,
  );
  // Where the comment belongs is said as a line of the file.
  return `${rule} ${rule === 'S901' ? '' : message} ${places.join(', ')}`;
}

async function foundIn(file: string): Promise<readonly string[]> {
  const { findings } = await check(requestFor([file]), CONTEXT);
  return findings.map(saidOf).toSorted();
}

/** The configuration of a file after all edits. */
async function fixedIn(file: string): Promise<string> {
  const [changed] = (await fix(requestFor([file]), CONTEXT, true)).files;
  if (changed !== undefined) writeFileSync(file, changed.after);
  const { whole } = await loadClusters(requestFor([file]));
  return whole.configuration.files[0]?.document.file.text ?? '';
}

describe('what a rule says of a configuration, it says of it inside another file, and the same is corrected', () => {
  it('of many', () => {
    expect(FIXTURES.length).toBeGreaterThan(250);
  });

  it.each(FIXTURES.map(([name, text], number) => [name, ALIKE[number % ALIKE.length] ?? '', text] as const))(
    '%s, %s',
    async (_, holder, text) => {
      const plain = written({ 'environment-config.yaml': text });
      const carried = written(HOLDERS[holder]?.(text) ?? {});
      expect(await foundIn(carried)).toEqual(await foundIn(plain));
      expect(await fixedIn(carried)).toBe(await fixedIn(plain));
    },
  );
});
