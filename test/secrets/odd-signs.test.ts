import { describe, expect, it } from 'vitest';
import { safeDocument } from '../../src/configuration/secrets/safe-document.js';
import { MaskedSource } from '../../src/configuration/secrets/masked-source.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';

const vault = { hide: (text: string) => text };

function linesOf(text: string): string {
  return new MaskedSource(parseYaml({ name: 'a.yaml', text }), vault).lines().join('\n');
}

/** What is shown of a text as it is, and once its names are safe. */
function shown(text: string): string {
  const document = parseYaml({ name: 'a.yaml', text });
  const safe = safeDocument(document);
  const lines = [document, safe].flatMap((each) => new MaskedSource(each, vault).lines());
  return `${lines.join('\n')}${JSON.stringify(safe.root, (key, value: unknown) => (key === 'byKey' ? undefined : value))}`;
}

describe('a secret that is a key to YAML', () => {
  it.each([
    ['in braces', 'password: {gherkin}\n'],
    ['in braces of a mapping', 'eu: {user: a, password: { gherkin }, x: 1}\n'],
    ['in quotes', 'password: {"gherkin"}\n'],
    ['behind a question mark', 'password:\n  ? gherkin\n'],
    ['in a list', 'tokens:\n  - {gherkin}\n'],
    ['below another key', 'secrets:\n  eu: {gherkin}\n'],
    ['with a comma in it', 'password: {gherkin, agherkin}\n'],
    ['with a colon behind it, as no name has it', 'password:\n  gherkin9X:\n'],
    ['on the next line, with a comma and a colon in it', 'password:\n  gherkin, b: c\n'],
    ['behind a key without its colon', 'eu: {user: a, password gherkin, x: 1}\n'],
    ['behind a comma', 'eu: {user: a, password: one,gherkin, x: 1}\n'],
    ['behind two', 'eu: {user: a, password: one,two,gherkin}\n'],
    ['in a comment of JSON behind another', "eu: {password: 'one', // gherkin\n}\n"],
    ['behind a comma and a blank', 'eu: {password: one, gherkin}\n'],
  ])('%s is masked', (_where, text) => {
    expect(shown(text)).not.toContain('gherkin');
  });

  it.each([
    'credentials: {user, name: a}\n',
    'token:\n  secret:\n  lifeMin:\n',
    'secrets:\n  db:\n  api:\n',
    'eu: {user: a, gherkin}\n',
    'secrets:\n  a/b.c: {name: a}\n',
    'eu: {password: null, user: a}\n',
  ])('but no name of a setting: %j', (text) => {
    expect(shown(text)).not.toContain('*');
  });
});

describe('a secret behind another sign than a colon', () => {
  it.each([
    ['a semicolon', 'eu:\n  password;gherkin\n'],
    ['a comma, in a comment', '# password,gherkin\n'],
    ['an arrow', '# password -> gherkin\n'],
    ['an encoded @ behind it', 'rest: http://user:gherkin%40host/engine-rest\n'],
  ])('%s, is masked', (_sign, text) => {
    expect(linesOf(text)).not.toContain('gherkin');
  });

  it.each(['# password, user; login\n', '# user;password;role\n', 'x: http://host:8080/a%40b\n'])(
    'but no list of words: %j',
    (text) => {
      expect(linesOf(text)).not.toContain('*');
    },
  );
});
