import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/report/report.js';
import { renderJunit } from '../../../src/report/ci/junit.js';
import * as cases from '../cases.js';
import { golden } from '../golden.js';
import { hostile } from '../hostile.js';
import { covered, finding, report } from '../reports.js';
import { parsedXml, type Element } from './xml.js';

const ALL = Object.entries({ ...cases, hostile });

function suitesOf(of: Report): readonly Element[] {
  return parsedXml(renderJunit(of)).children;
}

/** What became of each case: `rule engine outcome`. */
function outcomes(of: Report): readonly string[] {
  return suitesOf(of).flatMap(({ attributes, children }) =>
    children.map((each) => {
      const outcome = each.children.find(({ name }) => name !== 'system-out')?.name ?? 'passed';
      return `${attributes['name']?.slice(0, 4)} ${each.attributes['name']} ${outcome}`;
    }),
  );
}

const at = { rule: 'T401', name: 'duplicate-definition', message: 'm' };

describe('renderJunit', () => {
  it.each(ALL)('writes %s as it is stored, well-formed, with right counts', (name, of) => {
    const text = renderJunit(of);
    expect(text).toBe(golden(`${name}.junit.txt`, text));
    const root = parsedXml(text);
    expect(root.name).toBe('testsuites');
    for (const suite of [root, ...root.children]) {
      const own = suite === root ? root.children.flatMap(({ children }) => children) : suite.children;
      const count = (kind: string): string =>
        String(own.filter(({ children }) => children.some((each) => each.name === kind)).length);
      expect(suite.attributes).toMatchObject({
        tests: String(own.length),
        failures: count('failure'),
        errors: count('error'),
        skipped: count('skipped'),
      });
    }
  });

  it('has a case for each rule and engine, also for those that passed', () => {
    const of = report({
      findings: [finding({ ...at, engines: ['a'] })],
      coverage: [
        covered('C101', ['a', 'b']),
        covered('T401', ['a', 'b'], [{ engines: ['c'], because: 'not asked' }]),
      ],
    });
    expect(outcomes(of)).toEqual([
      'C101 a passed',
      'C101 b passed',
      'T401 a failure',
      'T401 b passed',
      'T401 c skipped',
    ]);
  });

  it('calls an error what could not be checked, and skipped what does not apply', () => {
    const of = report({
      findings: [finding({ ...at, engines: ['d'], inconclusive: true })],
      coverage: [
        covered(
          'T401',
          ['a'],
          [
            { engines: ['b'], because: 'refused', open: true },
            { engines: ['c'], because: 'too old' },
          ],
        ),
      ],
    });
    expect(outcomes(of)).toEqual(['T401 a passed', 'T401 b error', 'T401 c skipped', 'T401 d error']);
  });

  it('fails what fails the run, and tells of the rest', () => {
    const findings = [finding({ ...at, severity: 'warning', engines: ['a'] })];
    expect(outcomes(report({ findings }))).toEqual(['T401 a passed']);
    expect(suitesOf(report({ findings }))[0]?.children[0]?.children[0]?.text).toContain('warning[T401] m');
    expect(outcomes(report({ findings, failOn: 'warning' }))).toEqual(['T401 a failure']);
    expect(outcomes(report({ findings, failOn: 'never' }))).toEqual(['T401 a passed']);
  });

  it('never passes a run that was cut short or broke', () => {
    const root = parsedXml(renderJunit(cases.interrupted));
    expect(Number(root.attributes['errors'])).toBeGreaterThanOrEqual(2);
  });

  it('keeps what XML has no way to write', () => {
    const text = ']]> <![CDATA[ &amp; \ufffe \u0000 \ud800';
    const [suite] = suitesOf(report({ findings: [finding({ ...at, message: text, engines: [text] })] }));
    expect(suite?.children[0]?.attributes['name']).toBe(']]> <![CDATA[ &amp; \ufffd \\u0000 \\ud800');
  });
});
