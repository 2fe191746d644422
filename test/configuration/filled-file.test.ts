import { expect, it } from 'vitest';
import { filledFile } from '../../src/configuration/secrets/filling/filled-file.js';
import { Filler } from '../../src/configuration/secrets/filling/filler.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';

/** A text with other texts in place of its secrets, as a recording keeps it. */
function filled(text: string): string {
  const file = { name: 'environment-config.yaml', text };
  return filledFile(file, [parseYaml(file)], { filler: new Filler(true), known: () => [] });
}

it.each([
  ['a secret ends with its quotes', 'password: "hunter2" # as before\nname: b\n'],
  ['one in single quotes does', "{password: 'hunter2', name: b}\n"],
  [
    'what is inside a value in quotes is looked into by itself',
    'command: "curl -u demo:hunter2" # as before\n',
  ],
  ['and what stands around values in quotes', 'name: "a" # password: hunter2\n'],
  ['whatever characters stand before it in quotes', `name: "${'\u{1f511}'.repeat(9)}" # password: hunter2\n`],
])('%s', (_, text) => {
  expect(filled(text)).toBe(text.replace('hunter2', new Filler(true).fill('hunter2')));
});
