/** The JSON report as far as the scenarios look at it, written down from its contract and not from the program's types. */
export interface Report {
  readonly version: 1;
  readonly command: string;
  readonly result: 'ok' | 'findings' | 'inconclusive';
  readonly exitCode: number;
  readonly engines: readonly ReportedEngine[];
  readonly databases: readonly ReportedDatabase[];
  readonly findings: readonly Finding[];
  readonly coverage: readonly {
    readonly rule: string;
    readonly skipped: readonly { readonly because: string }[];
  }[];
}

interface ReportedEngine {
  readonly alias: string;
  readonly status: 'ok' | 'not-probed' | 'failed';
  readonly failure: { readonly step: string; readonly detail: string } | null;
  readonly product: string | null;
  readonly version: string | null;
  readonly installation: string | null;
  readonly processDefinitions: number | null;
  readonly decisionDefinitions: number | null;
  readonly tenants: number | null;
  readonly visibility: 'full' | 'partial' | 'unknown';
}

interface ReportedDatabase {
  readonly verdict: 'same-node' | 'shared' | 'cloned' | 'unknown';
  readonly certainty: Certainty;
  readonly engines: readonly string[];
  readonly evidence: readonly { readonly kind: string; readonly detail: string }[];
}

export interface Finding {
  readonly rule: string;
  readonly name: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly certainty: Certainty;
  readonly message: string;
  readonly engines: readonly string[];
  readonly data: unknown;
  readonly remedy: string;
}

export type Certainty = 'proven' | 'strong' | 'weak';

/** The codes of all findings, each once, in order. */
export function rulesIn(report: Report): string[] {
  return [...new Set(report.findings.map((finding) => finding.rule))].toSorted();
}

export function findingsOf(report: Report, rule: string): Finding[] {
  return report.findings.filter((finding) => finding.rule === rule);
}

/** Codes of the rules that compare engines with each other. */
export function topologyRulesIn(report: Report): string[] {
  return rulesIn(report).filter((rule) => rule.startsWith('T'));
}
