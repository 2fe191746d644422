import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { masked } from './helpers/masking.js';

/** More than a call takes as arguments: Node 20 breaks at some 120,000. */
const MANY = 150_000;

const SECRETS_OF_ONE_LINE: Readonly<Record<string, string>> = {
  'logins in addresses': `engines:\n  a:\n    note: ${'https://u:pw@h '.repeat(MANY)}\n`,
  'tokens in one address': `engines:\n  a:\n    rest: http://h/?${'token=ab&'.repeat(MANY)}\n`,
  'options of a command line': `engines: [\n  a ${'--password ab '.repeat(MANY)}\n`,
};

describe('what stands more often in a text than a call takes arguments', () => {
  it.each(Object.entries(SECRETS_OF_ONE_LINE))('is masked: %s', (_, text) => {
    expect(masked(text).join('\n')).not.toMatch(/u:pw@|token=ab|password ab/);
  });

  it('is nowhere handed to a call as its arguments', () => {
    const source = path.resolve(import.meta.dirname, '../src');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const spread = files.flatMap((name) =>
      spreadsIn(readFileSync(path.join(source, name), 'utf8')).map((call) => `${name}: ${call}`),
    );
    expect(spread).toEqual([]);
    expect(spreadsIn('found.push(...node.items); Math.max(0, ...all.map((each) => each.size))')).toEqual([
      'found.push(...node.items);',
      'Math.max(0, ...all.map((each) => each.size))',
    ]);
  });
});

/** Calls that take one argument for each of a list: `append`, `least` and `greatest` take the list. */
function spreadsIn(text: string): readonly string[] {
  const call = /[\w.#]*(?:\.push|\.unshift|Math\.max|Math\.min)\((?:\s*[\w#.'"]+,)?\s*\.\.\.[^;\n]*;?/gu;
  return text.match(call) ?? [];
}
