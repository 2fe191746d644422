import { SEVERITIES, type Finding, type Severity } from '../../core/finding.js';
import type { ReportResult } from '../../core/report/report.js';

/** What ends a run early, with a report of what is known so far. */
export type EndingSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** What the exit code depends on. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly inconclusive: boolean;
  readonly defects: readonly string[];
  readonly interruptedBy: EndingSignal | null;
}

export interface ExitPolicy {
  readonly failOn: Severity | 'never';
  readonly allowInconclusive: boolean;
  readonly exitZero: boolean;
  /** More warnings than this fail the run as well. */
  readonly maxWarnings?: number;
}

/** 0 clean, 1 findings, 3 inconclusive, 4 defect of the tool, 129, 130 and 143 interrupted. The same for every format. */
export function exitCodeOf(outcome: Outcome, policy: ExitPolicy): number {
  if (outcome.interruptedBy !== null) return exitCodeOfSignal(outcome.interruptedBy);
  if (outcome.defects.length > 0) return 4;
  if (policy.exitZero) return 0;
  if (fails(outcome.findings, policy)) return 1;
  return outcome.inconclusive && !policy.allowInconclusive ? 3 : 0;
}

/** As a shell counts: 128 and the signal's number. */
export function exitCodeOfSignal(signal: EndingSignal): number {
  return { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[signal];
}

export function resultOf(outcome: Outcome, policy: ExitPolicy): ReportResult {
  if (fails(outcome.findings, policy)) return 'findings';
  return outcome.inconclusive ? 'inconclusive' : 'ok';
}

function fails(findings: readonly Finding[], policy: ExitPolicy): boolean {
  const { failOn } = policy;
  if (failOn !== 'never' && findings.some((finding) => isAtLeast(finding.severity, failOn))) return true;
  return hasTooManyWarnings(findings, policy);
}

/** Whether there are more warnings than are put up with. */
export function hasTooManyWarnings(
  findings: readonly Finding[],
  { maxWarnings = Number.POSITIVE_INFINITY }: Pick<ExitPolicy, 'maxWarnings'>,
): boolean {
  return findings.filter(({ severity }) => severity === 'warning').length > maxWarnings;
}

/** Whether a severity is as bad as `limit` or worse. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}
