import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.js';
import type { Report, ReportOptions } from '../../../src/core/report/report.js';
import { renderJson } from '../../../src/report/json.js';
import { colors, renderPretty } from '../../../src/report/pretty/index.js';
import T401 from '../../../src/rules/topology/T401-duplicate-definition.js';
import T403 from '../../../src/rules/topology/T403-duplicate-tenant.js';
import * as cases from '../cases.js';
import { golden } from '../golden.js';
import { hostile } from '../hostile.js';
import { covered, engine, evidence, FILE, finding, found, options, report, Source } from '../reports.js';

function pretty(of: Report, changes: Partial<ReportOptions> = {}): string {
  return renderPretty(of, options(changes));
}

/** Everything that could steer a terminal, but for the line breaks of the report itself. */
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('renderPretty', () => {
  it.each(Object.entries({ ...cases, hostile }))('writes %s as it is stored', (name, of) => {
    const text = pretty(of);
    expect(text).toBe(golden(`${name}.pretty.txt`, text));
  });

  it.each<[string, Partial<ReportOptions>]>([
    ['quiet', { quiet: true }],
    ['verbose', { verbose: true, timings: true }],
    ['narrow', { width: 60 }],
  ])('writes a live landscape as it is stored, %s', (name, changes) => {
    const text = pretty(cases.live, changes);
    expect(text).toBe(golden(`live.${name}.pretty.txt`, text));
  });

  it('writes colours as they are stored, and nothing else differs', async () => {
    const text = renderPretty(cases.live, options({ color: true }), await colors());
    expect(text).toBe(golden('live.color.pretty.txt', text));
    // oxlint-disable-next-line no-control-regex -- colours are control characters
    expect(text.replaceAll(/\u001b\[\d+m/g, '').replaceAll(/ +$/gm, '')).toBe(pretty(cases.live));
  });

  it('shows a request without an answer among the times', () => {
    expect(pretty(cases.failed, { timings: true })).toContain('   41       –  us      /engine\n');
  });

  it('says in one line that nothing was found', () => {
    expect(pretty(cases.sound)).toBe('✓ no findings in environment-config.yaml; 2 engines; 2 rules\n');
  });

  it('prints a finding on one line each when quiet, the defect of the tool too', () => {
    const crashed = { ...cases.offline, defects: ['rule T403 crashed: '.padEnd(200, 'x ')] };
    const lines = pretty(crashed, { quiet: true, width: 40 }).trimEnd().split('\n');
    expect(lines).toHaveLength(cases.offline.findings.length + 2);
    expect(lines[0]).toMatch(
      /^environment-config\.yaml:5:5: error\[C125\] enabled-on-engine: Engine "payment"/,
    );
  });

  it('has no blanks at the end of lines and no two empty lines in a row', () => {
    for (const of of [...Object.values(cases), hostile]) {
      expect(pretty(of, { verbose: true, timings: true })).not.toMatch(/ \n|\n\n\n/);
    }
  });

  it('lets no string from outside steer the terminal', () => {
    const strings = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(strings, fc.boolean(), (text, verbose) => {
        expect(pretty(everywhere(text), { verbose, timings: true })).not.toMatch(STEERING);
        expect(pretty(everywhere(text), { quiet: true })).not.toMatch(STEERING);
      }),
    );
  });

  it('keeps text within the page, but for what must not be broken', () => {
    const lines = pretty(cases.offline, { width: 60 }).split('\n');
    const wide = lines.filter((line) => line.length > 60);
    expect(wide.length).toBeGreaterThan(0);
    expect(wide.filter((line) => !/https?:|^✗/i.test(line))).toEqual([]);
  });
});

/** The report of one finding without place. */
function printed(changes: Partial<Finding>, more: Partial<ReportOptions> = {}): string {
  const hit = finding({ rule: 'T411', name: 'shared-database', message: 'M.', url: '', ...changes });
  return pretty(report({ findings: [hit] }), more);
}

describe('the words of a finding', () => {
  it('names the certainty only where a fault is not proven', () => {
    expect(printed({})).toContain('error[T411] shared-database\n');
    expect(printed({ certainty: 'weak' })).toContain('error[T411] shared-database (weak evidence)\n');
    expect(printed({ certainty: 'strong', inconclusive: true })).toContain(
      '(strong evidence, inconclusive)\n',
    );
  });

  it('wraps the prose of a remedy, but neither commands nor edits', () => {
    const command = `curl -sS ${'https://example.com/engine-rest/engine '.repeat(3)}-o engines.json`;
    const edit = `  rest: "${'a b c '.repeat(20)}"`;
    const prose = `Ask the engine ${'again '.repeat(20)}`;
    const lines = printed({ remedy: `${prose}\n${command}\n${edit}` }, { width: 60 }).split('\n');
    expect(lines).toContain(`            ${command}`);
    expect(lines).toContain(`            ${edit}`);
    const wrapped = lines.filter((line) => line.includes('again'));
    expect(wrapped.length).toBeGreaterThan(1);
    expect(wrapped.filter((line) => line.length > 60)).toEqual([]);
  });

  it('takes a sentence on several lines as one, and nothing else', () => {
    const remedy = [
      'Put a balancer in front of the two engines, let "eu" point',
      'to it and remove the other, however long that takes.',
      'multi-engine balancer --for nginx',
      'POST /tenant/create {"id":"ghost"}',
      'Where users come from a directory there is nothing to do.',
    ].join('\n');
    const lines = printed({ remedy }, { width: 60 })
      .split('\n')
      .map((line) => line.slice(12));
    expect(lines.slice(lines.indexOf('Put a balancer in front of the two engines, let'))).toEqual([
      'Put a balancer in front of the two engines, let',
      '"eu" point to it and remove the other, however',
      'long that takes.',
      'multi-engine balancer --for nginx',
      'POST /tenant/create {"id":"ghost"}',
      'Where users come from a directory there is',
      'nothing to do.',
      ...lines.slice(lines.indexOf('nothing to do.') + 1),
    ]);
  });

  it('shows three pieces of evidence, and all when asked for', () => {
    const facts = [1, 2, 3, 4, 5].map((n) => evidence('fact', [], `fact ${n}`));
    expect(printed({ evidence: facts })).toMatch(/fact 3\n +and 2 more with --verbose/);
    expect(printed({ evidence: facts }, { verbose: true })).toContain('fact 5\n');
  });

  it('does not repeat as evidence a failure that the sentence quotes, unless everything is asked for', () => {
    const facts = [
      evidence('connect', ['a'], 'GET /engine: connection refused'),
      evidence('connect', ['a'], 'after 3 ms'),
    ];
    const one = { message: '"a" could not be examined: GET /engine: connection refused.', evidence: facts };
    expect(printed(one).match(/connection refused/g)).toHaveLength(1);
    expect(printed(one)).toContain('after 3 ms');
    expect(printed(one, { verbose: true }).match(/connection refused/g)).toHaveLength(2);
  });

  it('keeps a request on one line with its answer', () => {
    const facts = [evidence('fact', ['a'], 'word '.repeat(14).trim(), 'GET /engine/default/schema/log')];
    for (let width = 60; width < 130; width += 1) {
      expect(printed({ evidence: facts }, { width })).toContain('(GET /engine/default/schema/log → 200)');
    }
  });
});

describe('the table of engines', () => {
  const failure = { step: 'tls', detail: 'certificate has expired' };

  it('is left out where no engine was asked', () => {
    expect(pretty(cases.offline)).not.toMatch(/^(Engines|What they have)$/m);
  });

  it('is only of engines that answered', () => {
    const text = pretty(report({ engines: [engine('eu', { status: 'failed', failure })] }));
    expect(text).not.toContain('What they have');
    const both = [engine('eu', { status: 'failed', failure }), engine('us', { status: 'ok' })];
    expect(pretty(report({ engines: both }))).toMatch(/What they have\n +engine .*\n +us .*\n\n/);
  });

  it('shortens its headings before it leaves the page', () => {
    expect(pretty(cases.live)).toContain('processes');
    const narrow = pretty(cases.live, { width: 78 });
    expect(narrow).toContain('proc.');
    const table = narrow.split('What they have\n')[1]?.split('\n').slice(0, 5) ?? [];
    expect(table.at(-1)).toContain('legacy');
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it('says ? for what was not read', () => {
    const row = engine('eu', { status: 'ok' });
    expect(pretty(report({ engines: [row] }))).toContain(
      '  eu      ?                ?          ?        ?  ?\n',
    );
  });
});

describe('how the engines do', () => {
  const failure = { step: 'tls', detail: 'certificate has expired' };

  it('is told before anything else, one line each: verdict, milliseconds, address, and what came back', () => {
    const rows = [
      engine('eu', { status: 'ok', latencyMs: 12.51 }),
      engine('asia', { status: 'failed', failure, latencyMs: 7 }),
      engine('us', { status: 'not-probed', failure: { step: 'login', detail: 'that user was rejected' } }),
    ];
    expect(pretty(report({ engines: rows, findings: cases.offline.findings }))).toMatch(
      new RegExp(
        [
          '^Engines',
          '  ✗  asia  tls         7 ms  https://asia.example.com/engine-rest: certificate has expired',
          '  ✓  eu    ok         13 ms  https://eu.example.com/engine-rest',
          '  –  us    not asked         that user was rejected; --engine us asks it alone',
          '',
          'error',
        ].join('\n'),
      ),
    );
  });

  it('says why an engine was left out, also where that was the only one', () => {
    const because = 'the password ends with a line break: the login is not sent';
    const rows = [engine('eu', { notAsked: because }), engine('us', { rest: null, notAsked: because })];
    for (const engines of [rows, rows.slice(0, 1)])
      expect(pretty(report({ engines }), { width: 200 })).toContain(
        `Engines\n  –  eu  not asked    https://eu.example.com/engine-rest: ${because}\n`,
      );
    expect(pretty(report({ engines: rows }), { width: 200 })).toContain(`  –  us  not asked    ${because}\n`);
  });

  it('is one line each for programs, however long, and broken at blanks on a terminal', () => {
    const detail = `GET https://eu.example.com/engine-rest/engine: answered 403 (nginx): "${'no '.repeat(40)}"`;
    const engines = [engine('eu', { status: 'failed', failure: { step: 'login', detail } })];
    const widest = (onTerminal: boolean) =>
      Math.max(
        ...pretty(report({ engines }), { width: 80, onTerminal })
          .split('\n')
          .map((line) => line.length),
      );
    expect(pretty(report({ engines }), { width: 80 })).toContain(`  ✗  eu  login    ${detail}\n`);
    expect(widest(true)).toBeLessThanOrEqual(80);
    expect(widest(false)).toBeGreaterThan(80);
  });

  it('names an address once', () => {
    expect(
      pretty(cases.failed)
        .match(/^ {2}✗ {2}eu-2 .*(?:\n {20}.*)*/m)?.[0]
        .match(/https:/g),
    ).toHaveLength(1);
  });

  it('is all that --status shows, besides the verdict', () => {
    const lines = pretty(cases.live, { status: true }).trimEnd().split('\n');
    expect(lines).toHaveLength(cases.live.engines.length + 1);
    expect(lines[0]).toMatch(/^ {2}✓ {2}eu-1 +ok +18 ms {2}https:\/\/eu-1\.example\.com\/engine-rest$/);
    expect(lines.at(-1)).toMatch(/^✗ 2 errors, 1 warning/);
  });

  it('begins with engines that failed, and tells how long that took', () => {
    const [first = '', second = ''] = pretty(cases.failed, { status: true })
      .split('\n')
      .filter((line) => /^ {2}[✓✗–]/.test(line));
    expect(first).toMatch(/^ {2}✗ {2}eu-2 /);
    expect(second).toMatch(/^ {2}✗ {2}us +tls +41 ms/);
    const refused = cases.failed.engines.map((row) => ({
      ...row,
      ...(row.failure && { failure: { ...row.failure, milliseconds: 3.2 }, latencyMs: null }),
    }));
    expect(pretty({ ...cases.failed, engines: refused }, { status: true })).toMatch(/eu-2 +connect +3 ms /);
  });

  it('does not keep a defect of the tool from who asks for --status', () => {
    expect(pretty(cases.interrupted, { status: true })).toContain('this is a bug in multi-engine');
  });
});

const repeated = (alias: string, line: number, changes: Partial<Finding> = {}): Finding => {
  const source = new Source(FILE, `${'\n'.repeat(line - 1)}  ${alias}:`);
  return finding({
    rule: 'C129',
    name: 'missing-webapps',
    severity: 'warning',
    message: `Engine "${alias}" has none.`,
    engines: [alias],
    locations: [source.primary(line, alias)],
    remedy: `Add it:\n+${alias}`,
    advice: { words: 'Add it:', lines: [`+${alias}`] },
    ...changes,
  });
};

const clash = (key: string, engines = ['eu', 'us']): Finding =>
  found(T401, { kind: 'process', key, tenant: null, engines, apart: engines, versions: [1, 2] }, { engines });

const about = (rule: string, engines: readonly string[], changes: Partial<Finding> = {}): Finding =>
  finding({ rule, name: 'x', message: `${rule}.`, engines, ...changes });
const order = (findings: readonly Finding[]): string =>
  [...pretty(report({ findings }), { quiet: true }).matchAll(/\[(\w+)\]/g)].map(([, rule]) => rule).join(' ');

const advised = (each: Finding, what: string): Finding => ({
  ...each,
  advice: { words: `${what} http://${each.engines[0] ?? ''}/engine.`, lines: [] },
});

describe('findings that repeat themselves', () => {
  const ten = Array.from({ length: 10 }, (_, index) => repeated(`e${index}`, index + 1));

  it('are one block with all engines, all places and the remedy once', () => {
    const text = pretty(report({ findings: ten }));
    expect(text.match(/C129/g)).toHaveLength(2);
    expect(text).toContain(
      'warning[C129] missing-webapps, 10 times\n  Engine "e0" has none. The same is true of "e1"',
    );
    for (const each of ten) expect(text).toContain(`"${each.engines[0] ?? ''}"`);
    expect(text).toMatch(/also at +2:3, 3:3, 4:3, 5:3, 6:3, 7:3, 8:3, 9:3 and 10:3\n/);
    expect(text).toMatch(/fix +Add it:\n +\+e0\n +\+e1\n +\+e2\n +and 7 more edits with --verbose\n/);
    expect(pretty(report({ findings: ten }), { verbose: true })).toContain('+e9\n');
  });

  it('are one line when quiet', () => {
    const lines = pretty(report({ findings: ten }), { quiet: true }).split('\n');
    expect(lines[0]).toBe(
      `${FILE}:1:3: warning[C129] missing-webapps, 10 times: Engine "e0" has none. The same is true of "e1", "e2", "e3" and 6 more. (also at 2:3, 3:3, 4:3 and 6 more)`,
    );
    expect(lines[1]).toMatch(/^✓/);
  });

  it.each<[string, Partial<Finding>]>([
    ['severity', { severity: 'error' }],
    ['certainty', { certainty: 'weak' }],
    ['remedy', { advice: { words: 'Remove it.', lines: [] } }],
    ['rule', { rule: 'C128' }],
    ['meaning for the run', { inconclusive: true }],
  ])('stay apart where they differ in their %s', (_what, changes) => {
    const text = pretty(report({ findings: [repeated('a', 1), repeated('b', 2, changes)] }));
    expect(text).not.toContain('2 times');
    expect(text.match(/has none\./g)).toHaveLength(2);
  });

  it.each<[string, (alias: string) => string, string]>([
    [
      'address',
      (alias) => `Start it.\nCheck: curl -i http://${alias}.example.com/engine`,
      'Likewise with http://e1.example.com/engine, http://e2.example.com/engine,',
    ],
    [
      'alias',
      (alias) => `Grant it on "${alias}" to the same users.`,
      'Likewise with "e1", "e2", "e3" and 6 more',
    ],
  ])('are one block where only the %s differs in what to do', (_what, words, likewise) => {
    const down = ten.map((each) => ({
      ...each,
      remedy: words(each.engines[0] ?? ''),
      advice: { words: words(each.engines[0] ?? ''), lines: [] },
    }));
    const text = pretty(report({ findings: down }));
    expect(text).toContain('missing-webapps, 10 times\n');
    expect(text.match(/fix {7}/g)).toHaveLength(1);
    expect(text).toContain(likewise);
    const all = pretty(report({ findings: down }), { verbose: true });
    for (const { engines } of down.slice(1)) expect(all.split('Likewise')[1]).toContain(engines[0] ?? '');
  });

  it('are one block where only the variable differs that an edit waits for', () => {
    const waiting = ten.map((each) => {
      const name = `${(each.engines[0] ?? '').toUpperCase()}_PASSWORD`;
      return { ...each, awaits: [name], advice: { words: `Once ${name} has a value:`, lines: [`+${name}`] } };
    });
    const text = pretty(report({ findings: waiting }));
    expect(text).toMatch(/fix +Once E0_PASSWORD has a value:\n +\+E0_PASSWORD\n +\+E1_PASSWORD\n/);
    expect(text.match(/has a value/g)).toHaveLength(1);
    expect(text).toContain('and 7 more edits with --verbose');
  });

  it('say one sentence where only alias and address differ, and end it', () => {
    const refused = ten.map((each) => {
      const rest = `http://${each.engines[0] ?? ''}.example.com/engine-rest`;
      return { ...each, data: { rest }, message: `"${each.engines[0] ?? ''}": GET ${rest}/engine: refused` };
    });
    const text = pretty(report({ findings: refused }), { quiet: true });
    expect(text).toContain(
      ': "e0": GET http://e0.example.com/engine-rest/engine: refused. The same is true of "e1", "e2", "e3" and 6 more.',
    );
  });

  it('stay apart where they differ in more than the names of their engines', () => {
    const [a, b] = [repeated('a', 1), repeated('b', 2)];
    expect(pretty(report({ findings: [advised(a, 'Start'), advised(b, 'Stop')] }))).not.toContain('2 times');
  });

  it('have their keys in a table where the rule has words for all of them', () => {
    const many = Array.from({ length: 120 }, (_, index) => clash(`key-${index}`));
    const text = pretty(report({ findings: [...many, clash('other', ['eu', 'asia'])] }));
    expect(text).toContain('error[T401] duplicate-definition, 120 times\n');
    expect(text).toContain('    definition  kind     versions\n    key-0       process  1 and 2\n');
    for (const { data } of many) expect(text).toContain(`    ${String(data['key'])} `);
    expect(text.match(/error\[T401\]/g)).toHaveLength(2);
    expect(text.split('\n').length).toBeLessThan(170);
    expect(pretty(report({ findings: many }), { quiet: true })).toContain(
      ' key-0, key-1, key-2 and 117 more',
    );
  });

  it('are all there with --verbose, however many', () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      found(T403, { tenant: `t${index}`, engines: ['eu', 'us'] }, { engines: ['eu', 'us'] }),
    );
    expect(pretty(report({ findings: many }))).toContain('    and 250 more with --verbose\n');
    expect(pretty(report({ findings: many }), { verbose: true })).toContain('    t399\n');
  });

  it('lose a note that is true of one of them only', () => {
    const source = new Source(FILE, '  eu:\n  us:');
    const noted = (key: string): Finding =>
      repeated('eu', 1, { locations: [source.primary(1, 'eu'), source.related(2, 'us', `has ${key} too`)] });
    const sources = new Map([[FILE, source.lines]]);
    expect(pretty(report({ findings: [noted('a')], sources }))).toContain('-- has a too');
    const text = pretty(report({ findings: [noted('a'), noted('b')], sources }));
    expect(text).toContain('   --\n');
    expect(text).not.toContain('too');
  });
});

describe('the order for people', () => {
  it('tells a cause before what follows from it, and worse before milder', () => {
    const cause = about('T411', ['a', 'b'], { certainty: 'strong', leads: true });
    const milder = about('T402', ['a', 'c'], { severity: 'warning' });
    expect(order([about('T401', ['a', 'c']), about('T403', ['a', 'c']), cause, milder])).toBe(
      'T411 T401 T403 T402',
    );
  });

  it('moves a milder cause only before what its engines have in common with others', () => {
    const cause = about('T414', ['a', 'b'], { severity: 'warning', leads: true });
    expect(order([about('T401', ['b', 'c']), cause])).toBe('T414 T401');
    expect(order([about('T401', ['c', 'd']), about('C125', ['a']), cause])).toBe('T401 C125 T414');
  });

  it('leaves the order of json as it is', () => {
    const cause = about('T411', ['a', 'b'], { certainty: 'strong', leads: true });
    expect(renderJson(report({ findings: [about('T401', ['a', 'c']), cause] }))).toMatch(/T401[^]*T411/);
  });
});

describe('what could not be checked', () => {
  it('is said once per reason, with all engines and rules that miss it', () => {
    expect(pretty(cases.failed)).toContain(
      'Not checked\n  – eu-2, us: the engine gave no answer (P311, P312, T401, T402, T403, T405, T411 and 2 more)\n',
    );
  });

  it('does not stand among what was checked', () => {
    expect(pretty(cases.live, { verbose: true })).toContain(
      '✓ T402 definition-will-clash on eu-1, eu-2, legacy\n',
    );
    expect(pretty(cases.interrupted, { verbose: true })).not.toContain('Checked\n');
  });

  it('keeps engines apart that miss different rules', () => {
    const coverage = [
      covered('T401', [], [{ engines: ['a', 'b'], because: 'refused' }]),
      covered('T402', [], [{ engines: ['b'], because: 'refused' }]),
      covered('T403', [], [{ engines: [], because: 'one engine only' }]),
    ];
    expect(pretty(report({ coverage }))).toContain(
      '  – a: refused (T401)\n  – b: refused (T401, T402)\n  – one engine only (T403)\n',
    );
  });
});

describe('the summary', () => {
  it('says for which Optimize it speaks', () => {
    expect(pretty(report({ optimize: '3.15' }))).toBe(
      '✓ no findings in environment-config.yaml for Optimize 3.15\n',
    );
    expect(pretty(report({ optimize: 'none', files: [] }))).toBe('✓ no findings without Optimize\n');
  });

  it('names two files, and counts more', () => {
    expect(pretty(report({ files: ['a', 'b'] }))).toBe('✓ no findings in a and b\n');
    expect(pretty(report({ files: ['a', 'b', 'c'] }))).toBe('✓ no findings in 3 files\n');
  });

  it('is one line for programs, and broken at blanks on a terminal', () => {
    const inPipe = pretty(cases.live, { width: 60, quiet: false });
    const [last = ''] = inPipe.trimEnd().split('\n').slice(-1);
    expect(last).toMatch(/^✗ 2 errors.* not on every engine$/);
    const shown = pretty(cases.live, { width: 60, onTerminal: true });
    const lines = shown
      .slice(shown.lastIndexOf('\n\n') + 2)
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(60);
    expect(lines.map((line) => line.trim()).join(' ')).toBe(last);
    const quiet = pretty(cases.live, { width: 60, onTerminal: true, quiet: true });
    expect(quiet.trimEnd().split('\n').at(-1)).toBe(last);
  });

  it('counts an engine that several nodes name once', () => {
    const here = { name: 'default', rest: 'http://eu.example/engine-rest', status: 'not-probed' } as const;
    const rows = ['node-1.yaml', 'node-2.yaml'].map((file) => engine('eu', { ...here, file }));
    const moved = engine('eu', { ...here, rest: 'http://eu-2.example/engine-rest' });
    expect(pretty(report({ engines: rows }))).toContain('; 1 engine\n');
    expect(pretty(report({ engines: [...rows, moved] }))).toContain('; 2 engines\n');
  });

  it('says that a run was inconclusive or interrupted, and that the tool failed', () => {
    expect(pretty(cases.failed)).toMatch(
      /\n! inconclusive: 1 warning in .*4 engines, 2 failed, 1 not probed;.*\n$/,
    );
    expect(pretty(cases.interrupted)).toMatch(
      /\n! interrupted: no findings in .*; 1 defect of the tool itself\n$/,
    );
  });
});

/** A report that holds one string in every field that may come from outside. */
function everywhere(text: string): Report {
  const fact = { kind: text, engines: [text], detail: text, request: text, status: 200 };
  const place = { file: text, line: 1, column: 1, endLine: 1, endColumn: 2, pointer: text, note: text };
  const rows = { name: text, rest: text, file: text, product: text, version: text, installation: text };
  return report({
    optimize: text,
    files: [text],
    sources: new Map([[text, [text]]]),
    engines: [
      engine(text, { ...rows, status: 'ok', requests: [{ resource: text, status: null, milliseconds: 1 }] }),
      engine(text, { ...rows, status: 'failed', failure: { step: text, detail: text } }),
    ],
    databases: [
      { verdict: 'shared', certainty: 'proven', engines: [text, text], rows: [text], evidence: [fact] },
    ],
    findings: [
      finding({
        rule: text,
        name: text,
        message: text,
        remedy: text,
        url: text,
        locations: [
          { ...place, role: 'primary' },
          { ...place, line: 9, role: 'related' },
        ],
        evidence: [fact],
      }),
    ],
    coverage: [{ rule: text, name: text, ran: [text], skipped: [{ engines: [text], because: text }] }],
    defects: [text],
    notes: [text],
    timings: [{ phase: text, milliseconds: 1 }],
  });
}
