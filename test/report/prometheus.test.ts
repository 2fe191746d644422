import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/report.js';
import { renderPrometheus } from '../../src/report/monitoring/prometheus.js';
import { isInstalled } from '../helpers/shell.js';
import * as cases from './cases.js';
import { golden } from './golden.js';
import { hostile } from './hostile.js';
import { engine, finding, report } from './reports.js';

const ALL: readonly (readonly [string, Report])[] = Object.entries({ ...cases, hostile });
const LABELS = 'a"} 1\n# HELP evil evil\\{b="c"} 2\\';
const TRICKY = report({
  engines: [
    engine(LABELS, { status: 'ok', product: LABELS, version: LABELS, latencyMs: 3 }),
    engine(LABELS, { status: 'ok' }),
  ],
  databases: [{ verdict: 'shared', certainty: 'proven', engines: [LABELS, 'b'], rows: [], evidence: [] }],
});

describe('renderPrometheus', () => {
  it.each(ALL)('writes %s as it is stored', (name, of) => {
    const text = renderPrometheus(of);
    expect(text).toBe(golden(`${name}.prometheus.txt`, text));
  });

  it.runIf(isInstalled('promtool')).each([...ALL, ['tricky', TRICKY] as const])(
    'is taken by promtool: %s',
    (_, of) => {
      const { status, stderr, stdout } = spawnSync('promtool', ['check', 'metrics'], {
        input: renderPrometheus(of),
        encoding: 'utf8',
      });
      expect({ status, said: stderr + stdout }).toEqual({ status: 0, said: '' });
    },
  );

  it('counts findings by rule, and says 0 where there is none', () => {
    const found = finding({ rule: 'C101', name: 'yaml-syntax', message: 'm' });
    const summary = { error: 2, warning: 0, info: 0, suppressed: 1, skipped: 0 };
    const lines = renderPrometheus(report({ findings: [found, found], summary })).split('\n');
    expect(lines).toContain('multi_engine_rule_findings{rule="C101",name="yaml-syntax",severity="error"} 2');
    expect(lines).toContain('multi_engine_findings{severity="warning"} 0');
    expect(lines).toContain('multi_engine_suppressed_findings 1');
  });

  it('says nothing of engines that were not asked, and 0 of one that failed', () => {
    const lines = renderPrometheus(cases.failed).split('\n');
    const up = lines.filter((line) => line.startsWith('multi_engine_engine_up{'));
    expect(up).toEqual([
      'multi_engine_engine_up{engine="eu-1"} 1',
      'multi_engine_engine_up{engine="eu-2"} 0',
      'multi_engine_engine_up{engine="us"} 0',
    ]);
    expect(renderPrometheus(cases.offline)).not.toContain('engine_up');
  });
});
