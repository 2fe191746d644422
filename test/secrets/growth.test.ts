import { describe, expect, it } from 'vitest';
import { growthOfMasking } from '../helpers/masking.js';

/** Texts in which a pass that looks twice would look for minutes. */
const KINDS: Readonly<Record<string, (count: number) => string>> = {
  'settings on lines': (count) =>
    lines(count, (index) => `  e${index}: {password: "p-${index}"} # password: p-${index}`),
  'settings on one line': (count) =>
    `{${Array.from({ length: count }, (_, index) => `"e${index}":{"password":"x"}`).join(',')}}`,
  'lines without a separator': (count) => 'word\n'.repeat(count),
  'empty lines': (count) => '\n'.repeat(count),
  'unclosed quotes': (count) => 'password: "x\n'.repeat(count / 10),
  'quotes on one line': (count) => `password: "${'a"'.repeat(count)}`,
  'documents of a Secret': (count) => 'data:\n  a: b\n---\n'.repeat(count / 10),
  'values without a document': (count) => 'x: [\ndata:\n\n'.repeat(count / 10),
  colons: (count) => ':'.repeat(count),
  'equals signs': (count) => 'a='.repeat(count),
  'at signs': (count) => '@'.repeat(count),
  addresses: (count) => 'a://u:p@h?x=y '.repeat(count),
  'addresses without a blank': (count) => 'a://u:p@'.repeat(count),
  'addresses in a list': (count) => 'a://u:p@h/x,'.repeat(count),
  'addresses in a list, no login over': (count) => `${'a://u:p,'.repeat(count)}@h`,
  'hosts in a list': (count) => `a://${'h,-'.repeat(count)}:x,b://c@d`,
  parameters: (count) => `a://h?${'x=y&'.repeat(count)}`,
  'path parameters': (count) => '/a;b=c'.repeat(count),
  'placeholders in placeholders': (count) => `x: ${'${A_TOKEN:'.repeat(count)}`,
  'beginnings of comments': (count) => `${'/*'.repeat(count)}: x`,
  'beginnings of keys': (count) => '-----BEGIN PRIVATE KEY-----'.repeat(count / 10),
  'escaped line breaks': (count) => `x: "${String.raw`a: b\n`.repeat(count)}"`,
  brackets: (count) => `${'('.repeat(count)}password: x`,
  'anchors on one line': (count) => `password: *a\nx${':&a'.repeat(count)}\n]`,
  'anchors of many names': (count) =>
    `${lines(count / 10, (index) => `  e${index}: {x: &a${index} y, password: *a${index}}`)}\n]`,
  commands: (count) => 'docker exec x vault login "a b" -p -u x,y '.repeat(count / 10),
  'commands on lines': (count) => 'echo "a | kubectl create secret x --from-literal=a=b\n'.repeat(count / 10),
  'commands in a pipe': (count) => `echo ${'a | '.repeat(count)}base64`,
  'texts handed over': (count) => 'echo a \\ | base64 <<< " '.repeat(count / 10),
  statements: (count) => 'create user identified with a by " password '.repeat(count / 10),
  tags: (count) => `password: ${'!a '.repeat(count)}x`,
};

function lines(count: number, make: (index: number) => string): string {
  return `engines:\n${Array.from({ length: count }, (_, index) => make(index)).join('\n')}`;
}

describe('a large text is masked in one pass', () => {
  it.each(Object.entries(KINDS))('%s', async (_, make) => {
    expect(await growthOfMasking(make)).toBeLessThan(24);
  });
});
