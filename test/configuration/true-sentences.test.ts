import { describe, expect, it } from 'vitest';
import { checkTexts } from '../helpers/check-texts.js';

interface Entry {
  readonly imported: boolean | null;
  readonly rest?: string;
  readonly endpoint?: string;
}

function entry(alias: string, { imported, rest, endpoint }: Entry): string {
  const lines = [
    `  ${alias}:`,
    '    name: default',
    `    rest: ${rest ?? 'https://one.example.com/engine-rest'}`,
    ...(imported === null ? [] : [`    importEnabled: ${imported}`]),
    "    authentication: {enabled: false, user: '', password: ''}",
    `    webapps: {endpoint: ${endpoint ?? `https://${alias}.example.com/camunda`}, enabled: true}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** What the rule says of these engines; null where it says nothing. */
async function said(rule: string, entries: Readonly<Record<string, Entry>>): Promise<string | null> {
  const text = Object.entries(entries).map(([alias, each]) => entry(alias, each));
  const { findings } = await checkTexts({ 'environment-config.yaml': `engines:\n${text.join('')}` });
  return findings.find((each) => each.rule === rule)?.message ?? null;
}

describe('C201 says how often the data of one engine is imported', () => {
  it.each([
    ['twice by two', { a: true, b: true }, 'Optimize imports its data twice.'],
    ['twice, where a third entry does not import', { a: true, b: false, c: true }, 'imports its data twice.'],
    ['three times by three', { a: true, b: true, c: true }, 'imports its data 3 times.'],
    ['perhaps, where nothing is set', { a: true, b: null }, 'Optimize imports its data twice.'],
    ['once by the second', { a: false, b: true }, 'Only "b" imports its data, and one entry is enough.'],
    ['not at all', { a: false, b: false }, 'Neither imports its data, and one entry is enough.'],
    ['by none of three', { a: false, b: false, c: false }, 'None imports its data, and one entry is enough.'],
  ])('%s', async (_, imported, sentence) => {
    const entries = Object.entries(imported).map(([alias, each]) => [alias, { imported: each }] as const);
    expect(await said('C201', Object.fromEntries(entries))).toContain(sentence);
  });
});

describe('C145 calls nothing the address of the REST API that is that of the web applications', () => {
  const [imported, webapps] = [true, 'https://one.example.com/camunda'];

  it.each([webapps, `${webapps}/`])('where "rest" leads to them by mistake: %s', async (rest) => {
    const a = { imported, rest, endpoint: webapps };
    expect(await said('C132', { a })).toContain('leads to the web applications');
    expect(await said('C145', { a })).toBeNull();
  });

  it.each(['https://one.example.com/rest', 'https://one.example.com/engine-rest'])(
    'but does where both are %s',
    async (rest) => {
      expect(await said('C145', { a: { imported, rest, endpoint: rest } })).toContain('of the REST API');
    },
  );
});
