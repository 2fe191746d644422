import type { Report } from '../../core/report/report.js';
import { joined } from '../../core/text/text.js';
import type { RuleTable } from './sarif-rules.js';
import { safeLine, safeLines } from './texts.js';

/** How the run went: what broke, and what could not be checked or was not to be. */
export function invocationOf(report: Report, rules: RuleTable): object {
  const { defects, incomplete, exitCode, run } = report;
  return {
    executionSuccessful: defects.length === 0 && !incomplete,
    exitCode,
    ...(run && {
      startTimeUtc: run.startedAt,
      arguments: [report.command, ...run.options].map((each) => safeLine(each)),
      properties: { node: safeLine(run.node) },
    }),
    toolExecutionNotifications: [
      ...(incomplete
        ? [notification('error', 'The run was interrupted: this is what was known by then.')]
        : []),
      ...defects.map((defect) => notification('error', safeLines(defect))),
      ...report.notes.map((note) => notification('note', safeLine(note))),
      ...skipsOf(report, rules),
    ],
  };
}

function skipsOf({ coverage }: Report, rules: RuleTable): readonly object[] {
  return coverage.flatMap(({ rule, name, skipped }) =>
    skipped.map(({ engines, because, open = false }) => {
      const where = engines.length === 0 ? '' : ` on ${joined(engines)}`;
      const text = safeLine(`${rule} ${name} was not checked${where}: ${because}`);
      const index = rules.indexOf(rule);
      return { ...notification(open ? 'warning' : 'note', text), associatedRule: { id: rule, index } };
    }),
  );
}

function notification(level: 'error' | 'warning' | 'note', text: string): object {
  return { level, message: { text } };
}
