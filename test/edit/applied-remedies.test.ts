import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.js';
import { applied } from '../helpers/apply-diff.js';
import { checkTexts } from '../helpers/check-texts.js';

const FILE = 'environment-config.yaml';

/** Two engines as they are usually written; the lines in `own` belong to the second. */
function configuration(own: string, first = "    defaultTenant: {id: eu, name: 'Europe'}\n"): string {
  return `engines:\n${entry('payment', first)}${entry('inventory', own)}${COMMONS}`;
}

const COMMONS = 'engine-commons: {connection: {timeout: 1}, read: {timeout: 1}}\n';

function entry(alias: string, own: string): string {
  return `  ${alias}:
    name: default
    rest: https://${alias}.example.com/engine-rest
    importEnabled: true
    authentication: {enabled: false, user: '', password: ''}
    webapps: {endpoint: https://${alias}.example.com/camunda, enabled: true}
${own}`;
}

async function findingsIn(text: string): Promise<readonly Finding[]> {
  return (await checkTexts({ [FILE]: text })).findings;
}

/** The text after the difference in the remedy was applied as it is printed. */
function cured(text: string, { remedy }: Finding): string {
  const diff = `--- a\n+++ b\n${remedy.slice(remedy.indexOf('@@'))}\n`;
  return applied(text.match(/[^\n]*\n/gu) ?? [], diff).join('');
}

const IGNORE = '# multi-engine-ignore';
const TENANT = '    defaultTenant:\n';
const TENANT_OF_ITS_OWN = configuration(`${TENANT}      id: us\n      name: Us\n`);

/** What is written, which rule speaks about it, and what the file says after its edit. */
const CASES: readonly (readonly [rule: string, name: string, before: string, after: string])[] = [
  ...(
    [
      ['S902', 'C133 until=2020-01-01 -- soon'],
      ['S902', 'C133 until=soon -- soon'],
      ['S904', 'C133'],
      ['S904', 'C133 --'],
    ] as const
  ).flatMap(([rule, words]) => [
    [rule, `behind a value: ${words}`, ...around(`name: Us`, `name: Us  ${IGNORE} ${words}`)] as const,
    [
      rule,
      `in its own line: ${words}`,
      ...around('      id: us', `      ${IGNORE} ${words}\n      id: us`),
    ] as const,
    [
      rule,
      `behind a comment: ${words}`,
      ...around('name: Us', `name: Us # of ours ${IGNORE} ${words}`, 'name: Us # of ours'),
    ] as const,
    [rule, `at the end: ${words}`, `${TENANT_OF_ITS_OWN}${IGNORE} ${words}\n`, TENANT_OF_ITS_OWN] as const,
  ]),
  [
    'C144',
    'an id in a block',
    configuration(`${TENANT}        id: us   # of ours\n`),
    configuration(`${TENANT}        id: us   # of ours\n        name: us\n`),
  ],
  [
    'C144',
    'an id in braces and quotes',
    configuration(`    defaultTenant: {id: 'us'}\n`),
    configuration(`    defaultTenant: {id: 'us', name: us}\n`),
  ],
  [
    'C144',
    'an id that needs quotes',
    configuration(`${TENANT}      id: 'yes'\n`),
    configuration(`${TENANT}      id: 'yes'\n      name: 'yes'\n`),
  ],
  ['C144', 'a name alone in a block', configuration(`${TENANT}      name: Us # x\n`), configuration('')],
  ['C144', 'a name alone in braces', configuration(`    defaultTenant: {name: Us}\n`), configuration('')],
  ['C144', 'a name beside nothing', configuration(`${TENANT}      id:\n      name: Us\n`), configuration('')],
  [
    'C114',
    'a blank, and a default',
    configuration(`${TENANT}      id: '\${ TENANT:us}'\n      name: Us\n`),
    configuration(`${TENANT}      id: '\${TENANT:us}'\n      name: Us\n`),
  ],
  [
    'C201',
    'an entry that does not import before one that does',
    `engines:\n${entry('a', '').replace('true', 'false')}${entry('b', '').replaceAll('//b', '//a')}${COMMONS}`,
    `engines:\n${entry('b', '').replaceAll('//b', '//a')}${COMMONS}`,
  ],
  [
    'C206',
    'names in a block',
    configuration(`${TENANT}      name: "Europe"\n      id: us\n`),
    configuration(`${TENANT}      name: "Europe (inventory)"\n      id: us\n`),
  ],
  [
    'C206',
    'names in braces',
    configuration(`    defaultTenant: {id: us, name: Europe}\n`),
    configuration(`    defaultTenant: {id: us, name: Europe (inventory)}\n`),
  ],
  [
    'C206',
    'an id that is shown as a name',
    configuration(`${TENANT}      id: Europe\n`),
    configuration(`${TENANT}      id: Europe\n      name: Europe (inventory)\n`),
  ],
];

/** The same file with one text written otherwise. */
function around(text: string, before: string, after = text): readonly [string, string] {
  return [TENANT_OF_ITS_OWN.replace(text, before), TENANT_OF_ITS_OWN.replace(text, after)];
}

describe('the edit in a remedy, applied as it is printed', () => {
  it.each(CASES)(
    '%s %s: cures the finding, adds none, and keeps all other bytes',
    async (rule, _, text, wanted) => {
      const before = await findingsIn(text);
      const finding = before.find((each) => each.rule === rule);
      if (finding === undefined) throw new Error(`no ${rule} in ${text}`);
      expect(cured(text, finding)).toBe(wanted);
      const keys = (await findingsIn(wanted)).map(({ key }) => key);
      expect(keys).not.toContain(finding.key);
      const known = new Set(before.map(({ key }) => key));
      expect(keys.filter((key) => !known.has(key))).toEqual([]);
    },
  );

  it.each([
    ['C144', 'an empty id', `${TENANT}      id: ''\n      name: Us\n`],
    ['C144', 'the id of a variable', `${TENANT}      id: \${TENANT:us}\n`],
    ['C206', 'the id of a variable that is shown as a name', `${TENANT}      id: \${TENANT:Europe}\n`],
    ['C206', 'the name of a variable', `${TENANT}      id: us\n      name: \${NAME:Europe}\n`],
  ])('%s: none is offered for %s', async (rule, _, own) => {
    const finding = (await findingsIn(configuration(own))).find((each) => each.rule === rule);
    expect(finding?.remedy).toMatch(/: …$/);
  });

  it('C206: none is offered where the name that it would give is taken', async () => {
    const third = entry('order', '    defaultTenant: {id: x, name: Europe (inventory)}\n');
    const text = configuration(`    defaultTenant: {id: us, name: Europe}\n${third}`);
    const finding = (await findingsIn(text)).find(({ rule }) => rule === 'C206');
    expect(finding?.remedy).toMatch(/: …$/);
  });
});

it.each([
  ['http://localhost:8080/engine-rest', 'http://ENGINE-HOST:8080/engine-rest'],
  ['https://[::1]:8443/x', 'https://ENGINE-HOST:8443/x'],
  ['http://gonzo:secret-1@127.0.0.1/x', 'http://ENGINE-HOST/x'],
])('C133: only the host of %s is for people to say', async (rest, expected) => {
  const text = configuration('').replace('https://inventory.example.com/engine-rest', rest);
  const finding = (await findingsIn(text)).find(({ rule }) => rule === 'C133');
  expect(finding?.remedy.split('\n').at(-1)).toBe(`  rest: ${expected}`);
});
