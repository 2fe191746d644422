import type { Finding } from '../core/finding.js';
import { quotedList } from '../core/text/text.js';

/** Engines that get no balancer, and why. */
interface RefusedGroup {
  readonly engines: readonly string[];
  readonly refusals: readonly { readonly because: string; readonly decide: string }[];
}

/** Each reason, and below it what to decide. */
export function refusalLines({ engines, refusals }: RefusedGroup): readonly string[] {
  const reasons = refusals.flatMap(({ because, decide }) => [`  ${because}`, `    ${decide}`]);
  return [`No balancer for ${quotedList(engines)}:`, ...reasons];
}

/** Each fault with its place, as `validate` finds it. */
export function unreadLines(findings: readonly Finding[]): readonly string[] {
  const lines = findings.map(({ locations: [at], message, rule }) => {
    const place = at === undefined ? '' : `${at.file}:${at.line}:${at.column}: `;
    return `  ${place}${message} [${rule}]`;
  });
  return ['No balancer before the configuration can be read to its end:', ...lines];
}

export function inconclusiveLines(open: readonly string[]): readonly string[] {
  return ['Not everything could be decided:', ...open.map((each) => `  ${each}`)];
}

export function nothingText(open: readonly string[]): string {
  return open.length === 0
    ? 'No two engines share a database: no balancer is needed.'
    : 'No two engines are known to share a database.';
}

/** Data that was imported twice stays in Optimize. */
export const reimportNote =
  'What Optimize imported from several of these entries may be damaged: plan a full re-import.';
