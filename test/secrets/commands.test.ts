import { describe, expect, it } from 'vitest';
import { MaskedSource, maskText } from '../../src/configuration/secrets/masked-source.js';
import { PROGRAMS } from '../../src/configuration/secrets/commands/programs.js';
import type { Taken } from '../../src/configuration/secrets/commands/taken.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { COMMANDS, HANDING, HARMLESS, SHELL_WORDS, UNKNOWN } from './commands.js';
import { ELEMENTS, HARMLESS_ELEMENTS } from './elements.js';
import { HARMLESS_NOTATIONS, NOTATIONS } from './notations.js';
import { HARMLESS_SERVICES, SERVICES } from './services.js';

const vault = { hide: (text: string) => text };

function masked(text: string): string {
  return new MaskedSource(parseYaml({ name: 'values.yaml', text }), vault).lines().join('\n');
}

function wordsOf(command: string): readonly string[] {
  return (command.match(/"[^"]*"|'[^']*'|\S+/gu) ?? []).map((word) => word.replaceAll(/^["']|["']$/gu, ''));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

type Place = (command: string) => string;

/** Where a command stands in a file. */
const PLACES: Readonly<Record<string, Place>> = {
  'a comment': (command) => `engines: {}\n# ${command}\n`,
  'a value': (command) => `command: ${command}\n`,
  'a value in quotes': (command) => `command: ${JSON.stringify(command)}\n`,
  'a value in single quotes': (command) => `command: ${quoted(command)}\n`,
  'a script': (command) => `script: |\n  set -e\n  ${command}\n  exit\n`,
  'an item': (command) => `script:\n  - ${command}\n  - exit\n`,
  'the argument of a shell': (command) => `command: [sh, -c, ${JSON.stringify(command)}]\n`,
  'a setting of another file': (command) => `x: |\n  START=${command}\n`,
  'a unit of systemd': (command) => `x: |\n  ExecStart=/bin/sh -c ${command}\n`,
  'a broken file': (command) => `{{ include "x" . }}\nscript:\n  - ${command}\n`,
  'several lines of a script': (command) => `script: |\n  ${command.replaceAll(' -', ' \\\n    -')}\n`,
};

/** Where its words stand one by one, which no shell reads. */
const LISTS: Readonly<Record<string, Place>> = {
  'a list': (command) => `args:\n${items(command, '  - ')}x: y\n`,
  'a list in a comment': (command) => `# args:\n${items(command, '#   - ')}`,
  'a list in brackets': (command) =>
    `args: [${wordsOf(command)
      .map((word) => JSON.stringify(word))
      .join(', ')}]\n`,
  'a list of a broken file': (command) => `{{ include "x" . }}\nargs:\n${items(command, '  - ')}`,
  'folded lines': (command) => `command: >-\n  ${command.replaceAll(' -', '\n  -')}\n`,
};

function items(command: string, before: string): string {
  return wordsOf(command)
    .map((word) => `${before}${quoted(word)}\n`)
    .join('');
}

/** With a digit and capitals as no word has them, and a word. */
const SECRETS = ['Zq7canary9Xw', 'gherkin'];

describe('the secret of a command is masked, wherever the command stands', () => {
  const all = SECRETS.flatMap((secret) => [
    ...Object.entries({ ...COMMANDS, ...SERVICES }).map(([name, of]) => ({
      name,
      secret,
      of,
      places: { ...PLACES, ...LISTS },
    })),
    ...Object.entries({ ...HANDING, ...SHELL_WORDS, ...NOTATIONS, ...ELEMENTS }).map(([name, of]) => ({
      name,
      secret,
      of,
      places: PLACES,
    })),
  ]);
  it.each(all)('$name, $secret', ({ secret, of, places }) => {
    const shown = of(secret).flatMap((command) => [
      maskText(command),
      ...Object.values(places).map((place) => masked(place(command))),
    ]);
    expect(shown.filter((text) => text.includes(secret))).toEqual([]);
  });
});

it('what has the form of a password is masked behind the options that often take one', () => {
  const [code = ''] = SECRETS;
  const shown = UNKNOWN(code).flatMap((command) => [
    maskText(command),
    ...Object.values(PLACES).map((place) => masked(place(command))),
  ]);
  expect(shown.filter((text) => text.includes(code))).toEqual([]);
});

describe('what looks like one and holds no secret stays', () => {
  it.each([...HARMLESS, ...HARMLESS_SERVICES, ...HARMLESS_NOTATIONS, ...HARMLESS_ELEMENTS])(
    '%s',
    (command) => {
      expect(maskText(command)).toBe(command);
      for (const place of ['a comment', 'a value in single quotes', 'a script', 'an item'] as const) {
        const text = PLACES[place]?.(command) ?? '';
        expect(masked(text)).toBe(text);
      }
    },
  );
});

/** A command of each program that takes a password without an option, with the least that it takes. */
function* placedIn(words: readonly string[], taken: Taken, secret: string): Iterable<string> {
  const [least] = taken.words ?? [0];
  const first = ['user', '//host/share', String.raw`\\host\share`, 'http-basic.host'].find(
    (word) => taken.first?.test(word) !== false,
  );
  const before = [first ?? '', 'eu', 'host', 'name'].slice(0, least - 1);
  const given = taken.given === undefined ? [] : [taken.given];
  if (least > 0) yield [...words, ...before, secret, ...given].join(' ');
  if (taken.keyed === true)
    yield [...words, ...(taken.behind === undefined ? [] : ['--arg']), 'password', secret].join(' ');
  for (const [command, below] of taken.commands ?? []) yield* placedIn([...words, command], below, secret);
}

describe('a text by itself is looked into', () => {
  const secret = 'gherkin';
  const all = Array.from(PROGRAMS, ([name, taken]) => [...placedIn([name], taken, secret)]).flat();
  it.each(all)('for %s', (command) => {
    expect(maskText(command)).not.toContain(secret);
  });

  it.each(['\u00a0', '\u2003', '\v', '\f'])('whatever is blank in it: %j', (blank) => {
    const command = ['vault', 'login', 'Zq7canary9Xw'].join(blank);
    expect(maskText(command)).not.toContain('Zq7canary9Xw');
  });
});
