import { describe, expect, it } from 'vitest';
import { growthOfMasking } from '../helpers/masking.js';

/** Texts in which a pattern that tries every end from every beginning would try for minutes. */
const KINDS: Readonly<Record<string, (count: number) => string>> = {
  'elements with attributes': (count) => '<a b="password" value="x'.repeat(count),
  'elements of secrets': (count) => '<password a="b" '.repeat(count),
  'elements in elements': (count) => '<a name="password"> <b> <c> '.repeat(count / 10),
  'beginnings of service tokens': (count) => 'dp.st.a dckr_pat_a '.repeat(count),
  'words of service tokens': (count) => 'M'.repeat(count * 5),
  'signs of service tokens': (count) => 'M-._'.repeat(count * 5),
  'documents of a shell': (count) => 'passwd <<EOF x\n'.repeat(count),
  'documents of a shell on one line': (count) => `passwd ${'<<EOF '.repeat(count)}\n`,
  'a line before a document of a shell': (count) => `${'a '.repeat(count)}\n<<EOF\n`,
  'files of a shell': (count) => '<(echo a > b | tee '.repeat(count),
  'substitutions of a shell': (count) => `--password ${'$(echo '.repeat(count)}`,
  'logins of a machine': (count) => 'machine a login b password '.repeat(count),
  'fields with colons': (count) => 'a:1:b:c:'.repeat(count),
  calls: (count) => 'set("password", '.repeat(count),
  'calls without an end': (count) => 'set('.repeat(count),
  'communities and sends': (count) => 'send "a community '.repeat(count),
  'templates that encode': (count) => '{{ b64enc "a" "'.repeat(count),
  'paths of patches': (count) => '{path: /data/a, path: /data/b, '.repeat(count),
  'attributes in quotes': (count) => `<a ${'"b" c='.repeat(count)}`,
  'addresses of webhooks': (count) => `https://${'hooks.a/'.repeat(count)}`,
  'beginnings of addresses of webhooks': (count) => 'https://hooks'.repeat(count),
  options: (count) => `x: ${'--password a -u b:'.repeat(count)}`,
  'words about secrets': (count) => `x: ${'password is '.repeat(count)}Zq7canary`,
  'beginnings of tokens': (count) => 'ghp_sk-'.repeat(count),
  'logins without an end': (count) => '://a:b '.repeat(count),
  'items of a command': (count) => `command:\n  - redis-cli\n${'  - -a\n  - x\n'.repeat(count)}`,
  'lines below an item of a command': (count) => `command:\n  - redis-cli\n${'    x\n'.repeat(count)}`,
  'commands and their arguments': (count) => 'command: [redis-cli]\nargs: [-a, x]\n'.repeat(count / 10),
  'brackets behind arguments': (count) => `redis-cli ${'args: ["'.repeat(count)}`,
  'backslashes behind a command': (count) => `redis-cli ${'\\'.repeat(count)}`,
  'line breaks behind a command': (count) => `redis-cli ${'\n'.repeat(count)}`,
  'words for a pipe': (count) => `stdin ${'echo '.repeat(count)}`,
  'options at the ends of lines': (count) => '--password \\\n'.repeat(count),
  'templates without an end': (count) => '{{ default "'.repeat(count),
  'texts in a template': (count) => `${'{{ .password | default "x" "'.repeat(count)} }}`,
  'parts of a path that tell': (count) => `https://${'token/a1b2c3d4/'.repeat(count)}`,
  'logins with a slash': (count) => `sqlplus ${'u/p@'.repeat(count)}`,
  'less-than signs': (count) => `x: ${'<'.repeat(count * 10)}`,
  'separators of lines': (count) => `x: "${'\u2028'.repeat(count * 3)}"`,
  'braces behind a default': (count) => `# \${A_TOKEN:${'}'.repeat(count)}`,
};

describe('a large text of what begins like a secret is masked in one pass', () => {
  it.each(Object.entries(KINDS))('%s', async (_, make) => {
    expect(await growthOfMasking(make)).toBeLessThan(24);
  });
});
