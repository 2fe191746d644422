import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.js';
import type { Report, ReportOptions } from '../../../src/core/report.js';
import { colors, renderPretty } from '../../../src/report/pretty/index.js';
import * as cases from '../cases.js';
import { golden } from '../golden.js';
import { hostile } from '../hostile.js';
import { covered, engine, evidence, finding, options, report } from '../reports.js';

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
  const found = finding({ rule: 'T411', name: 'shared-database', message: 'M.', url: '', ...changes });
  return pretty(report({ findings: [found] }), more);
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

  it('shows three pieces of evidence, and all when asked for', () => {
    const facts = [1, 2, 3, 4, 5].map((n) => evidence('fact', [], `fact ${n}`));
    expect(printed({ evidence: facts })).toMatch(/fact 3\n +and 2 more with --verbose/);
    expect(printed({ evidence: facts }, { verbose: true })).toContain('fact 5\n');
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
    expect(pretty(cases.offline)).not.toContain('Engines\n');
  });

  it('has no headings where no engine answered', () => {
    const text = pretty(report({ engines: [engine('eu', { status: 'failed', failure })] }));
    expect(text).toContain(
      'Engines\n  ✗  eu      tls: https://eu.example.com/engine-rest: certificate has expired\n',
    );
    expect(text).not.toContain('product');
  });

  it('shortens its headings before it leaves the page', () => {
    expect(pretty(cases.live)).toContain('processes');
    const narrow = pretty(cases.live, { width: 86 });
    expect(narrow).toContain('proc.');
    const table = narrow.split('\n').filter((line) => line.startsWith('  ✓'));
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(86);
  });

  it('rounds milliseconds and says ? for what was not read', () => {
    const row = engine('eu', { status: 'ok', latencyMs: 12.51 });
    expect(pretty(report({ engines: [row] }))).toContain(
      '  ✓  eu      ?                ?          ?        ?  ?        13\n',
    );
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
