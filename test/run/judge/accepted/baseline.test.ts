import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AcceptedFinding } from '../../../../src/configuration/accepted.js';
import type { Report } from '../../../../src/core/report/report.js';
import { check } from '../../../../src/run/check.js';
import { readBaseline } from '../../../../src/run/judge/accepted/baseline-file.js';
import type { CheckRequest } from '../../../../src/run/request/request.js';
import { LANDSCAPES, replayRequest, requestFor } from '../../../helpers/fixtures.js';
import { runProgram } from '../../../helpers/program.js';

const schema: object = JSON.parse(
  readFileSync(new URL('../../../../schemas/baseline.v1.schema.json', import.meta.url), 'utf8'),
);
const isBaseline = new Ajv({ strict: true }).compile(schema);

const FORMATS = ['pretty', 'json', 'sarif', 'html', 'markdown', 'junit', 'github', 'gitlab'];

/** Two warnings and an information. */
const CONFIGURATION = `engines:
  payment:
    name: a b
    rest: http://payment.example.com:8080/engine-rest/?x=1
    importEnabled: true
    authentication: { enabled: true, user: optimize, password: canary-of-the-baseline }
    webapps: { endpoint: 'https://payment.example.com/camunda', enabled: true }
`;

let folder = '';
let file = '';
let baseline = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-baseline-'));
  file = path.join(folder, 'environment-config.yaml');
  baseline = path.join(folder, 'baseline.json');
  writeFileSync(file, CONFIGURATION);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly report: Report;
  readonly said: readonly string[];
}

async function run(
  update: boolean,
  changes: Partial<CheckRequest> = {},
  interruptedBy: 'SIGINT' | null = null,
): Promise<Outcome> {
  const said: string[] = [];
  const request = { ...requestFor([file]), baseline: { file: baseline, update }, failOn: 'info' as const };
  const report = await check(
    { ...request, ...changes },
    { version: 'test', interruptedBy: () => interruptedBy, say: (line) => said.push(line) },
  );
  return { report, said };
}

function replayed(landscape: string): Partial<CheckRequest> {
  const recording = path.join(LANDSCAPES, landscape);
  return {
    command: 'doctor',
    files: [path.join(recording, 'environment-config.yaml')],
    live: replayRequest(recording),
  };
}

function accepted(): readonly AcceptedFinding[] {
  const json = JSON.parse(readFileSync(baseline, 'utf8')) as { accepted: AcceptedFinding[] };
  return json.accepted;
}

function rulesIn(report: Report): readonly string[] {
  return report.findings.map(({ rule }) => rule);
}

function accept(...entries: readonly Partial<AcceptedFinding>[]): void {
  const whole = entries.map((entry) => ({ rule: entry.key?.slice(0, 4), name: 'n', message: 'm', ...entry }));
  writeFileSync(baseline, JSON.stringify({ version: 1, tool: 'multi-engine', accepted: whole }));
}

function placeholders(count: number): string {
  return Array.from({ length: count }, (_, index) => `  - \${A${index}}\n`).join('');
}

describe('a baseline', () => {
  it('takes in what is found, sorted, and leaves it out from then on', async () => {
    const before = await check(
      { ...requestFor([file]), failOn: 'info' },
      { version: 'test', interruptedBy: () => null },
    );
    expect(before.exitCode).toBe(1);
    const { report, said } = await run(true);
    expect(report).toMatchObject({ exitCode: 0, findings: [], result: 'ok' });
    const count = before.findings.length;
    expect(said).toEqual([
      `${baseline}: ${count} findings accepted, ${count} of them new; 0 entries taken out`,
    ]);
    expect(isBaseline(JSON.parse(readFileSync(baseline, 'utf8'))), JSON.stringify(isBaseline.errors)).toBe(
      true,
    );
    const keys = accepted().map(({ key }) => key);
    expect(keys).toEqual(before.findings.map(({ key }) => key).toSorted());
    const later = await run(false);
    expect(later.report).toMatchObject({ exitCode: 0, findings: [], summary: { suppressed: count } });
    expect(later.said).toEqual([]);
  });

  it('still counts when lines move, and reports what is new', async () => {
    await run(true);
    writeFileSync(file, `# moved\n\n\n${CONFIGURATION}  us:\n    name: default\n`);
    const { report } = await run(false);
    expect(rulesIn(report)).toContain('C127');
    expect(report.findings.filter(({ engines }) => engines.join() === 'payment')).toEqual([]);
    expect(report.exitCode).toBe(1);
  });

  it('says which entry is not needed any more, and drops it when it is written again', async () => {
    await run(true);
    writeFileSync(file, CONFIGURATION.replace('name: a b', 'name: default'));
    const { report } = await run(false);
    expect(report.findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['S905', 'The baseline accepts "C134:payment:name", which no longer occurs.'],
    ]);
    const [place] = report.findings[0]?.locations ?? [];
    const line = readFileSync(baseline, 'utf8').split('\n')[(place?.line ?? 0) - 1];
    expect(line?.slice((place?.column ?? 0) - 1)).toBe('"C134:payment:name",');
    const { report: after, said } = await run(true);
    expect(rulesIn(after)).toEqual([]);
    expect(said.join()).toContain('1 entry taken out');
    expect(accepted().map(({ key }) => key)).not.toContain('C134:payment:name');
  });

  it('accepts no more findings of a key than there were', async () => {
    const second = path.join(folder, 'second.yaml');
    copyFileSync(file, second);
    const alone = await run(true, { only: ['C134'] });
    expect(alone.report.findings).toEqual([]);
    const both = { files: [file, second], only: ['C134'] };
    expect(rulesIn((await run(false, both)).report)).toEqual(['C134', 'C134']);
    await run(true, both);
    expect(accepted()).toMatchObject([{ key: 'C134:payment:name', count: 2 }]);
    expect(rulesIn((await run(false, both)).report)).toEqual([]);
  });

  it('takes in only what is shown', async () => {
    await run(true, { minSeverity: 'warning' });
    const { report } = await run(false);
    expect(new Set(report.findings.map(({ severity }) => severity))).toEqual(new Set(['info']));
  });

  it('leaves to a comment what a comment silences', async () => {
    await run(true);
    const commented = CONFIGURATION.replace('a b', 'a b # multi-engine-ignore C134 -- the gateway knows it');
    writeFileSync(file, commented);
    const { report } = await run(false);
    expect(rulesIn(report)).toEqual([]);
    await run(true);
    expect(accepted().map(({ key }) => key)).not.toContain('C134:payment:name');
  });

  it('makes nothing sound where a rule found more than it reports', async () => {
    const request = { only: ['C111'] };
    writeFileSync(file, `${CONFIGURATION}x:\n${placeholders(10_001)}`);
    const { report } = await run(true, request);
    expect(report).toMatchObject({ exitCode: 3, findings: [], summary: { suppressed: 10_000 } });
    writeFileSync(file, `${CONFIGURATION}x:\n${placeholders(10_002)}`);
    expect((await run(false, request)).report).toMatchObject({ exitCode: 3, findings: [] });
  });

  it('never accepts what is said about comments and baselines', async () => {
    writeFileSync(file, CONFIGURATION.replace('a b', 'a b # multi-engine-ignore C134'));
    const { report } = await run(true);
    expect(rulesIn(report)).toEqual(['S904']);
    expect(accepted().filter(({ rule }) => rule.startsWith('S'))).toEqual([]);
    accept(...accepted(), { key: 'S904::1' });
    expect(rulesIn((await run(false)).report)).toContain('S904');
  });
});

describe('an entry is not called needless', () => {
  const live = { key: 'T401:inventory,payment:process nothing', rule: 'T401' };
  const offline = { key: 'C134:gone:name', rule: 'C134' };

  it.each<[string, Partial<CheckRequest>]>([
    ['where its rule was left out', { skip: ['C134'] }],
    ['where other rules were asked for', { only: ['C101'] }],
  ])('%s', async (_, changes) => {
    accept(offline);
    expect(rulesIn((await run(false)).report)).toContain('S905');
    expect(rulesIn((await run(false, changes)).report)).not.toContain('S905');
  });

  it('where the file is damaged', async () => {
    accept(offline);
    writeFileSync(file, `${CONFIGURATION}\n  us: "open\n`);
    const { report } = await run(false);
    expect(rulesIn(report)).toContain('C101');
    expect(rulesIn(report)).not.toContain('S905');
  });

  it.each(['distinct', 'duplicate'])('but for where all engines of %s were read', async (landscape) => {
    accept(live);
    expect(rulesIn((await run(false, replayed(landscape))).report)).toContain('S905');
  });

  it.each<[string, Partial<CheckRequest>]>([
    ['where engines were not asked at all', {}],
    ['where one of them is down', replayed('one-down')],
    ['where a login was refused', replayed('wrong-password')],
    ['where not every engine was asked for', { ...replayed('distinct'), engines: ['payment'] }],
  ])('%s, and stays when the file is written', async (_, changes) => {
    accept(live);
    expect(rulesIn((await run(false, changes)).report)).not.toContain('S905');
    await run(true, changes);
    expect(accepted().map(({ key }) => key)).toContain(live.key);
  });

  it('of live engines where anything about these is open, whatever its rule looks at', async () => {
    accept({ key: 'P301:payment:reach' });
    expect(rulesIn((await run(false, replayed('distinct'))).report)).toContain('S905');
    expect(rulesIn((await run(false, replayed('wrong-password'))).report)).not.toContain('S905');
  });

  it('but for where there is no such rule any more', async () => {
    accept({ key: 'X999:payment:name', rule: 'X999' });
    expect(rulesIn((await run(false)).report)).toContain('S905');
  });

  it('after an interrupt, which writes nothing', async () => {
    accept(offline);
    const before = readFileSync(baseline, 'utf8');
    const { report, said } = await run(true, {}, 'SIGINT');
    expect(rulesIn(report)).not.toContain('S905');
    expect(said).toEqual([`${baseline}: not written, because the run did not come to its end`]);
    expect(readFileSync(baseline, 'utf8')).toBe(before);
  });
});

describe('the file of a baseline', () => {
  it('keeps its rights, and nothing is left beside it', async () => {
    accept();
    chmodSync(baseline, 0o640);
    await run(true);
    expect(statSync(baseline).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).toSorted()).toEqual(['baseline.json', 'environment-config.yaml']);
  });

  it('is the same bytes when nothing changed, and is then not touched', async () => {
    await run(true);
    const before = statSync(baseline);
    await run(true);
    expect(statSync(baseline).ino).toBe(before.ino);
  });

  it('holds no secret, and neither does what is said', async () => {
    const { stdout, stderr, code } = await runProgram([
      'validate',
      file,
      '--baseline',
      baseline,
      '--update-baseline',
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/baseline\.json: \d+ findings accepted/);
    expect(accepted().map(({ rule }) => rule)).toContain('C137');
    for (const text of [stdout, stderr, readFileSync(baseline, 'utf8')]) {
      expect(text).not.toContain('canary-of-the-baseline');
    }
  });

  it('that somebody wrote a secret into has it shown nowhere', async () => {
    accept({ key: 'C101:password: Zq7-old-canary!x', message: 'password: Zq7-old-canary!x' });
    for (const format of FORMATS) {
      const { stdout, stderr } = await runProgram([
        'validate',
        file,
        '--baseline',
        baseline,
        '--format',
        format,
      ]);
      expect(stdout + stderr, format).toContain('S905');
      expect(stdout + stderr, format).not.toContain('old-canary');
    }
  });

  it.each([
    ['no JSON', 'accepted: []', 'baseline.json:1:1: is not JSON'],
    ['another JSON', '{"accepted":[]}', 'is not a baseline of multi-engine, or is damaged'],
    ['an entry without key', '{"version":1,"tool":"multi-engine","accepted":[{"rule":"C101"}]}', 'damaged'],
    ['a later format', '{"version":2,"tool":"multi-engine","accepted":[]}', 'has format 2'],
  ])('is refused and left as it is where it is %s', async (_, text, because) => {
    writeFileSync(baseline, text);
    for (const more of [[], ['--update-baseline']]) {
      const { stdout, stderr, code } = await runProgram(['validate', file, '--baseline', baseline, ...more]);
      expect([stdout, code]).toEqual(['', 2]);
      expect(stderr).toContain(because);
      expect(readFileSync(baseline, 'utf8')).toBe(text);
    }
  });

  const COUNTS = [1.5, 0, -5, 1e308, null].map((count) => ({ count }));

  it('is read as it was written, or not at all where something in an entry is of another kind', () => {
    const entry = { key: 'C134:payment:name', rule: 'C134', name: 'n', message: 'm', count: 2 };
    accept(entry);
    expect(readBaseline(baseline, false).entries).toEqual([entry]);
    for (const wrong of [{ key: null }, { rule: null }, { name: [] }, { message: {} }, ...COUNTS]) {
      accept(entry, { ...entry, ...wrong } as Partial<AcceptedFinding>);
      expect(() => readBaseline(baseline, false)).toThrow('is not a baseline of multi-engine, or is damaged');
    }
  });

  it.each([0, -1, 0.5, 1.5, '1', null])('is none of version %j', (version) => {
    writeFileSync(baseline, JSON.stringify({ version, tool: 'multi-engine', accepted: [] }));
    expect(() => readBaseline(baseline, true)).toThrow('is not a baseline of multi-engine, or is damaged');
  });

  it.each([
    ['of another tool', { version: 1, tool: 'other', accepted: [] }],
    ['without a version', { tool: 'multi-engine', accepted: [] }],
    ['without a list', { version: 1, tool: 'multi-engine', accepted: {} }],
    ['of nothing', null],
  ])('is none %s', (_, json) => {
    writeFileSync(baseline, JSON.stringify(json));
    expect(() => readBaseline(baseline, true)).toThrow('is not a baseline of multi-engine, or is damaged');
  });

  it('may be missing only where it shall be written, and is no standard input', () => {
    expect(readBaseline(baseline, true)).toEqual({ source: { name: baseline, text: '' }, entries: [] });
    expect(() => readBaseline(baseline, false)).toThrow(
      expect.objectContaining({
        message: `${baseline}: no such file`,
        help: ['--update-baseline writes it'],
      }),
    );
    expect(() => readBaseline('-', true)).toThrow('--baseline names a file, not standard input');
  });

  it('is not read where a later version wrote it', () => {
    writeFileSync(baseline, JSON.stringify({ version: 2, tool: 'multi-engine', accepted: [] }));
    expect(() => readBaseline(baseline, true)).toThrow('has format 2, this version reads up to 1');
  });

  it.each([
    ['is missing', ['--baseline', 'no-such.json'], 'no-such.json: no such file'],
    ['is not named', ['--update-baseline'], '--update-baseline needs a file'],
    ['is standard input', ['--baseline', '-'], '--baseline names a file'],
    [
      'cannot be written',
      ['--baseline', 'no/such/folder.json', '--update-baseline'],
      'no/such/folder.json: the baseline cannot be written: no such folder',
    ],
  ])('is refused where it %s', async (_, options, because) => {
    const { stdout, stderr, code } = await runProgram(['validate', file, ...options]);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain(because);
  });
});
