import type { Severity } from '../../core/finding.js';
import type { Report, ReportOptions } from '../../core/report/report.js';
import { jsonText } from '../../core/text/text.js';
import { fingerprinted, type Fingerprinted } from './fingerprints.js';
import { placeOf, repositoryPath } from './places.js';
import { safeLine } from './texts.js';

/** GitLab has five, of which two are worse than its own default. */
const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

/** The list that GitLab shows in a merge request: a code quality report. */
export function renderGitlab(report: Report, options: ReportOptions): string {
  return jsonText(fingerprinted(report.findings).map((each) => entryOf(each, report, options)));
}

function entryOf({ finding, fingerprint }: Fingerprinted, report: Report, options: ReportOptions): object {
  const { file, line, endLine } = placeOf(finding, report);
  return {
    description: safeLine(`${finding.rule} ${finding.name}: ${finding.message}`),
    check_name: finding.rule,
    fingerprint,
    severity: SEVERITIES[finding.severity],
    location: {
      path: safeLine(repositoryPath(file, options)),
      lines: { begin: line, end: endLine },
    },
  };
}
