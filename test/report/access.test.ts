import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { ReportOptions } from '../../src/core/report/report.js';
import { renderAccess, type AccessFormat } from '../../src/report/access/index.js';
import type { AccessReport } from '../../src/report/access/types.js';
import { golden } from './golden.js';
import { ask } from '../access/run.js';

const EXAMPLE = 'fixtures/access/worked-example.yaml';
const EVERYBODY = ['Piggy', 'Rizzo', 'Walter', 'Scooter', 'Gonzo'];
const PLAIN: ReportOptions = { color: false, quiet: false, verbose: false, timings: false, width: 100 };

const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(schemaNamed('report.v1'));
const validate = ajv.compile(schemaNamed('access-report.v1'));

function schemaNamed(name: string): object {
  const schema: object = JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'));
  return schema;
}

function shown(
  report: AccessReport,
  format: AccessFormat,
  options: Partial<ReportOptions> = {},
): Promise<string> {
  return renderAccess(format, report, { ...PLAIN, ...options });
}

/** What a spreadsheet makes of the text: quoted cells may hold anything. */
function cellsOf(csv: string): string[][] {
  return csv
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
      ),
    );
}

describe('the worked example of the documentation, as a report', () => {
  it.each(['pretty', 'markdown', 'csv', 'json'] as const)('is stored as %s', async (format) => {
    const text = await shown(await ask(EXAMPLE, { users: EVERYBODY }), format);
    expect(text).toBe(golden(`../access/reports/worked-example.${format}.txt`, text));
  });

  it('gives the same bytes twice', async () => {
    const once = await shown(await ask(EXAMPLE, { all: true, explain: true }), 'json');
    expect(await shown(await ask(EXAMPLE, { all: true, explain: true }), 'json')).toBe(once);
  });

  it('is no failure of the run, whoever is refused', async () => {
    expect(await ask(EXAMPLE, { users: EVERYBODY })).toMatchObject({ result: 'ok', exitCode: 0 });
  });

  it('is valid JSON by its schema, with explanation and without', async () => {
    for (const request of [
      { users: EVERYBODY },
      { all: true, explain: true },
      { definition: 'order-handling' },
    ]) {
      const document: unknown = JSON.parse(await shown(await ask(EXAMPLE, request), 'json'));
      validate(document);
      expect(validate.errors).toBeNull();
    }
  });

  it('answers the question turned round: who sees a definition', async () => {
    const report = await ask(EXAMPLE, { definition: 'payment-processing' });
    expect(report.users.filter(({ definitions }) => definitions.length > 0).map(({ user }) => user)).toEqual([
      'Gonzo',
    ]);
    const text = await shown(report, 'pretty');
    expect(text).toContain(
      'Who sees payment-processing\n  user   engine\n  Gonzo  payment  grant READ_HISTORY',
    );
    expect(text).toContain('Walter: payment: no right to use Optimize on "payment"');
  });

  it('has every cell of the csv in its column', async () => {
    const rows = cellsOf(await shown(await ask(EXAMPLE, { users: ['Scooter'] }), 'csv'));
    expect(rows.every((row) => row.length === 10)).toBe(true);
    expect(rows.map((row) => [row[2], row[6], row[8]].join(' ').trim())).toEqual([
      'engine key visible',
      'payment',
      'payment payment-processing no',
      'inventory',
      'inventory inventory-checkout yes',
      'order',
      'order order-handling no',
    ]);
  });

  it('explains every step, in the order in which Optimize goes', async () => {
    const text = await shown(await ask(EXAMPLE, { users: ['Gonzo'], explain: true }), 'pretty');
    expect(text).toContain('payment: ACCESS on application "optimize": allowed: user grant on the id');
    expect(text).toContain('inventory: known to the engine: no');
  });

  it('lists, of everybody, only those hidden definitions whose key is granted', async () => {
    const { users } = await ask(EXAMPLE, { all: true });
    expect(users.flatMap(({ user, hidden }) => hidden.map(({ key }) => `${user} ${key}`))).toEqual([
      'Scooter payment-processing',
      'Walter payment-processing',
    ]);
  });

  it('asks about everybody in one matrix, and refuses to guess whom to ask about', async () => {
    const all = await shown(await ask(EXAMPLE, { all: true }), 'pretty');
    expect(
      all
        .split('\n')
        .slice(2, 6)
        .map((line) => line.trim().split(/\s/)[0]),
    ).toEqual(['Gonzo', 'Piggy', 'Scooter', 'Walter']);
    expect(all).not.toContain('does not see');
    await expect(ask(EXAMPLE)).rejects.toThrow('there is nobody to ask about');
    await expect(ask(EXAMPLE, { definition: 'order-handlin' })).rejects.toThrow('no engine has a definition');
  });
});

describe('a user whom many groups let see many definitions', () => {
  const groups = Array.from({ length: 60 }, (_, n) => `g${n}`);

  async function manyGrants(): Promise<AccessReport> {
    const report = await ask(EXAMPLE, { users: ['Gonzo'] });
    const by = groups.map((group) => {
      const grant = { type: 'grant', permission: 'READ_HISTORY', resource: 'process-definition' } as const;
      return { ...grant, group, id: '*' };
    });
    const users = report.users.map((row) => ({
      ...row,
      definitions: row.definitions.map((each) => ({ ...each, by })),
    }));
    return { ...report, users };
  }

  it.each(['pretty', 'markdown', 'csv'] as const)('is told by some of them in %s', async (format) => {
    const text = await shown(await manyGrants(), format);
    expect(text).toContain('group g19; 40 more');
    expect(text).not.toContain('group g20');
  });

  it('is told by all of them in json', async () => {
    const text = await shown(await manyGrants(), 'json');
    expect(groups.filter((group) => !text.includes(`"${group}"`))).toEqual([]);
  });
});

describe('text from outside', () => {
  const HOSTILE = '=cmd|"a",\u001b[31m`<b>|\u202e';

  async function hostileReport(user = HOSTILE): Promise<AccessReport> {
    const report = await ask(EXAMPLE, { users: ['Gonzo'] });
    return { ...report, users: report.users.map((row) => ({ ...row, user, reason: user })) };
  }

  it.each(['pretty', 'markdown', 'json'] as const)('cannot steer a terminal through %s', async (format) => {
    const text = await shown(await hostileReport(), format);
    expect(text).toContain('=cmd');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
  });

  it.each(['=', '+', '-', '@', '＝', '＋', '－', '＠'])(
    'is no formula in a spreadsheet: %s',
    async (sign) => {
      const rows = cellsOf(await shown(await hostileReport(`${sign}cmd`), 'csv'));
      expect(rows[1]?.[0]).toBe(`'${sign}cmd`);
    },
  );

  it('is no HTML and no cell border in Markdown', async () => {
    const text = await shown(await hostileReport(), 'markdown');
    expect(text).not.toMatch(/(?<!\\)<b/);
    expect(text.split('\n').filter((line) => line.includes('cmd') && line.startsWith('|'))).toHaveLength(1);
  });
});

describe('colours', () => {
  it('change nothing but the looks', async () => {
    const report = await ask(EXAMPLE, { users: EVERYBODY });
    const colored = await shown(report, 'pretty', { color: true });
    // oxlint-disable-next-line no-control-regex -- colours are control sequences
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(await shown(report, 'pretty'));
  });
});
