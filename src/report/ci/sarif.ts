import type { Report, ReportOptions } from '../../core/report/report.js';
import { jsonText } from '../../core/text/text.js';
import { invocationOf } from './sarif-invocation.js';
import { resultsOf } from './sarif-results.js';
import { ruleTable, type RuleTable } from './sarif-rules.js';
import { artifactLocation } from './sarif-places.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A log of one run for GitHub's code scanning and whoever else reads SARIF 2.1.0. */
export function renderSarif(report: Report, options: ReportOptions): string {
  return jsonText(sarifLog(report, options));
}

export function sarifLog(report: Report, options: ReportOptions): object {
  const rules = ruleTable(report, options.rules ?? []);
  return { $schema: SCHEMA, version: '2.1.0', runs: [runOf(report, options, rules)] };
}

function runOf(report: Report, options: ReportOptions, rules: RuleTable): object {
  const { name, version } = report.tool;
  const files = new Set([
    ...report.files,
    ...report.findings.flatMap(({ locations }) => locations.map(({ file }) => file)),
  ]);
  return {
    tool: { driver: { name, version, semanticVersion: version, language: 'en', rules: rules.descriptors } },
    // Runs of different commands on one commit do not take each other's place.
    automationDetails: { id: `multi-engine/${report.command}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [invocationOf(report, rules)],
    artifacts: [...files].map((file) => ({ location: artifactLocation(file, options) })),
    results: resultsOf(report, options, rules),
  };
}
