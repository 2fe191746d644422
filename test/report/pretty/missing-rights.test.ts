import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Coverage, Skip } from '../../../src/core/report/report.js';
import { renderPretty } from '../../../src/report/pretty/index.js';
import { blindness, grantLines } from '../../../src/report/pretty/missing-rights.js';
import { covered, engine, options, report } from '../reports.js';

const SYSTEM = { permission: 'READ', resource: 'System', type: 21, user: 'optimize' } as const;
const PROCESSES = { permission: 'READ', resource: 'Process Definition', type: 6, user: 'optimize' } as const;

function notChecked(coverage: readonly Coverage[], verbose = false): string {
  const engines = [engine('eu', { status: 'ok' }), engine('us', { status: 'ok' })];
  const text = renderPretty(report({ engines, coverage }), options({ width: 200, verbose }));
  return text.slice(text.indexOf('Not checked'));
}

function lacking(missing: Skip['missing'], because: string, engines = ['eu']): Skip {
  return { engines, because, open: true, ...(missing && { missing }) };
}

describe('what is not checked', () => {
  it('is grouped by the right that is missing, whatever was said, and shows how to give it', () => {
    const text = notChecked([
      covered('P341', [], [lacking(SYSTEM, 'GET /telemetry/data answered 403')]),
      covered('T416', [], [lacking(SYSTEM, 'GET /schema/log answered no rows')]),
    ]);
    expect(text).toMatch(/^ {2}– eu: no READ on System for user "optimize" \(P341, T416\)$/m);
    expect(text).toContain('    GET /telemetry/data answered 403\n');
    expect(text).toContain(
      'In Admin, Authorizations, System: allow user "optimize" READ on resource id * (7.17 and later), or send\n',
    );
    expect(text).toMatch(
      /^ {6}curl -u ADMIN .*https:\/\/eu\.example\.com\/engine-rest\/engine\/default\/authorization\/create$/m,
    );
    expect(text.match(/curl/g)).toHaveLength(1);
  });

  it('begins with what would decide most', () => {
    const text = notChecked([
      covered('P331', [], [{ engines: ['eu', 'us'], because: 'nothing has run yet' }]),
      covered('P341', [], [lacking(SYSTEM, '403')]),
      covered('T401', [], [lacking(PROCESSES, 'may be hidden')]),
      covered('T402', [], [lacking(PROCESSES, 'may be hidden')]),
    ]);
    const order = ['Process Definition for', 'System for', 'nothing has run yet'].map((words) =>
      text.indexOf(words),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
  });

  it('keeps users apart, and engines that miss different rules', () => {
    const text = notChecked([
      covered('T401', [], [lacking(PROCESSES, 'x'), lacking({ ...PROCESSES, user: 'other' }, 'x', ['us'])]),
      covered('T402', [], [lacking(PROCESSES, 'x', ['eu', 'us'])]),
    ]);
    expect(text).toContain('– eu: no READ on Process Definition for user "optimize" (T401, T402)');
    expect(text).toContain('– us: no READ on Process Definition for user "optimize" (T402)');
    expect(text).toContain('– us: no READ on Process Definition for user "other" (T401)');
  });

  it('does not tell the failure of an engine again', () => {
    const failure = { step: 'connect', detail: 'GET https://eu.example.com/engine: connection refused' };
    const engines = [engine('eu', { status: 'failed', failure })];
    const coverage = [covered('T401', [], [{ engines: ['eu'], because: failure.detail, open: true }])];
    const text = renderPretty(report({ engines, coverage }), options());
    expect(text.match(/connection refused/g)).toHaveLength(1);
    expect(text).toContain('  – eu: not examined, see above (T401)\n');
  });
});

const row = (alias: string, status: 'failed' | 'not-probed', detail: string) =>
  engine(alias, { status, failure: { step: 'login', detail } });
const skipped = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([alias, because]) => ({ engines: [alias], because, open: true }));

describe('engines that were not examined', () => {
  it('are one entry, whatever went wrong with each, and one more where less is missing', () => {
    const all = [
      ['eu', 'GET https://eu.example.com/engine-rest/engine: connection refused'],
      ['us', 'GET https://us.example.com/engine-rest/engine: no answer within 2000 ms'],
      ['asia', 'not asked as user optimize, whom us rejected'],
    ] as const;
    const engines = all.map(([alias, detail]) =>
      row(alias, alias === 'asia' ? 'not-probed' : 'failed', detail),
    );
    const coverage = [
      covered('P333', [], skipped(all[0])),
      covered('T401', [], skipped(...all)),
      covered('T402', [], skipped(...all)),
    ];
    const text = renderPretty(report({ engines, coverage }), options({ width: 200 }));
    expect(text.slice(text.indexOf('Not checked'))).toContain(
      'Not checked\n  – eu: not examined, see above (P333, T401, T402)\n  – us, asia: not examined, see above (T401, T402)\n',
    );
  });

  it('are not said to have given no answer: a refusal is one', () => {
    const engines = [row('eu', 'failed', 'GET https://eu.example.com/engine: answered 403 (nginx)')];
    const coverage = [covered('T401', [], skipped(['eu', engines[0]?.failure?.detail ?? '']))];
    expect(renderPretty(report({ engines, coverage }), options())).not.toContain('no answer');
  });
});

describe('a ready request', () => {
  it.each(['optimize', "o'brien", 'a b"c', '$(touch x)', 'x`id`'])(
    'is one that a shell leaves whole: %s',
    (user) => {
      const rows = [engine('eu', { rest: 'https://eu.example.com/engine-rest?a=b&c', name: "it's" })];
      const [, request = ''] = grantLines({ ...PROCESSES, user }, rows);
      const words = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${request}`], {
        encoding: 'utf8',
      });
      const lines = words.trimEnd().split('\n');
      expect(JSON.parse(lines[5] ?? '')).toEqual({
        type: 1,
        userId: user,
        permissions: ['READ'],
        resourceType: 6,
        resourceId: '*',
      });
      expect(lines[6]).toBe("https://eu.example.com/engine-rest?a=b&c/engine/it's/authorization/create");
    },
  );

  it('is left out for an engine whose address is not known', () => {
    expect(grantLines(PROCESSES, [engine('eu', { rest: null })])).toHaveLength(1);
  });
});

describe('a run that decided nothing', () => {
  const blind = {
    status: 'ok',
    visibility: 'partial',
    processDefinitions: 0,
    decisionDefinitions: 0,
  } as const;
  const coverage = [covered('T401', [], [lacking(PROCESSES, 'x')])];

  it('is told only where nothing at all was seen', () => {
    expect(blindness([engine('eu', blind)], coverage)).toContain('"eu"');
    expect(blindness([engine('eu', { ...blind, processDefinitions: 1 })], coverage)).toBeNull();
    expect(blindness([engine('eu', { ...blind, tenants: 1 })], coverage)).toBeNull();
    expect(blindness([engine('eu', { ...blind, visibility: 'full' })], coverage)).toBeNull();
    expect(
      blindness([engine('eu', blind), engine('us', { ...blind, visibility: 'full' })], coverage),
    ).toBeNull();
    expect(blindness([engine('eu', blind)], [])).toBeNull();
    expect(blindness([engine('eu')], coverage)).toBeNull();
  });
});
