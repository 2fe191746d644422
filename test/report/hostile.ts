import type { Report } from '../../src/core/report/report.js';
import { covered, engine, evidence, finding, report, Source } from './reports.js';

/** What a configuration or an engine may send to take over a terminal: clear it, return, hide, turn the text round. */
const ATTACK = 'a\u001b[2J\u001b]0;owned\u0007b\rc\u0008d\u009b31m\u202egpj.exe\u2066\u007f';

const FILE = 'weird \u001b[31m名.yaml';

const SOURCE = new Source(
  FILE,
  [
    'engines:',
    '\tpayment:\t{ name: default }',
    '  支払い🎉エンジン: &anchor',
    `    name: ${ATTACK}`,
    `    rest: ${'https://example.com/'.padEnd(400, 'x')} # ${'comment '.repeat(30)}`,
    '    e\u0301te\u0301: 👨‍👩‍👧 family',
    `    cut: ${'漢字'.repeat(80)} here ${'漢字'.repeat(80)}`,
  ].join('\n'),
);

/** Strings from outside that try to be more than text, and lines that are hard to underline. */
export const hostile: Report = report({
  command: 'doctor',
  result: 'findings',
  exitCode: 1,
  files: [FILE],
  summary: { error: 3, warning: 0, info: 0, suppressed: 0, skipped: 1 },
  engines: [
    engine(`支払い${ATTACK}`, {
      status: 'ok',
      product: `Camunda ${ATTACK}`,
      version: '7\r\n.24',
      processDefinitions: 3,
      latencyMs: 5.4,
    }),
    engine('payment', {
      status: 'failed',
      rest: 'http://payment\u001b[1m/engine-rest',
      failure: { step: 'parse', detail: `GET http://payment\u001b[1m/engine-rest/engine: ${ATTACK}` },
    }),
  ],
  databases: [
    {
      verdict: 'cloned',
      certainty: 'weak',
      engines: [`支払い${ATTACK}`, 'payment'],
      rows: ['schema-logs-diverged'],
      evidence: [evidence('schema-log', ['payment'], ATTACK, `GET /${ATTACK}`)],
    },
  ],
  sources: new Map([[FILE, SOURCE.lines]]),
  findings: [
    finding({
      rule: 'C103',
      name: 'anchor-alias-or-merge',
      message: `Engine "支払い🎉エンジン" is an anchor, and ${ATTACK} is not.`,
      engines: ['支払い🎉エンジン'],
      data: { text: ATTACK, lone: '\ud800', big: 12_345_678_901_234_567_890n },
      locations: [
        SOURCE.primary(3, '&anchor', '/engines/支払い🎉エンジン'),
        SOURCE.related(2, 'payment', 'after a tab'),
        SOURCE.related(2, 'name', 'after two tabs'),
        SOURCE.related(3, '🎉', `wide ${ATTACK}`),
        SOURCE.related(4, 'gpj.exe', 'after escapes'),
        SOURCE.related(6, 'family', 'after joined and combined characters'),
      ],
      evidence: [evidence('text', ['支払い🎉エンジン'], ATTACK, `GET /${ATTACK}`)],
      remedy: `first ${ATTACK}\r\n  second: ${ATTACK}`,
    }),
    finding({
      rule: 'C132',
      name: 'rest-suspicious',
      message: 'Lines that are too long are cut around the place.',
      locations: [SOURCE.primary(5, '# comment'), SOURCE.related(5, 'rest', 'far to the left')],
    }),
    finding({
      rule: 'C132',
      name: 'rest-suspicious',
      message: 'Lines of wide characters are cut too.',
      locations: [SOURCE.primary(7, 'here')],
      key: 'C132:wide',
    }),
  ],
  coverage: [covered('T401', [], [{ engines: [ATTACK], because: ATTACK }])],
  notes: [ATTACK],
});
