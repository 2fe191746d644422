import type { Severity } from '../../core/finding.js';
import type { Report, RulePage } from '../../core/report/report.js';
import { compareText } from '../../core/text/text.js';
import { safeLine, safeLines } from './texts.js';

/** The rules of a run, and where each of them is in their list. */
export interface RuleTable {
  readonly descriptors: readonly object[];
  readonly indexOf: (code: string) => number;
}

/** As SARIF calls severities. */
export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** As GitHub sorts what is no security matter. */
const PROBLEMS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
};

/** GitHub shows so much of a description. */
const DESCRIPTION = 1_000;

/** Every rule with its page; without pages, those that the report names. */
export function ruleTable(report: Report, pages: readonly RulePage[]): RuleTable {
  const known = new Map(pages.map((page) => [page.code, page]));
  for (const page of namedIn(report)) if (!known.has(page.code)) known.set(page.code, page);
  const sorted = [...known.values()].toSorted((a, b) => compareText(a.code, b.code));
  const indexes = new Map(sorted.map(({ code }, index) => [code, index]));
  return {
    descriptors: sorted.map((page) => descriptorOf(page, report)),
    indexOf: (code) => indexes.get(code) ?? -1,
  };
}

function namedIn({ findings, coverage }: Report): readonly RulePage[] {
  return [
    ...findings.map(({ rule, name, severity }) => bare(rule, name, severity)),
    ...coverage.map(({ rule, name }) => bare(rule, name, 'warning')),
  ];
}

/** A rule of which nothing is known but its name. */
function bare(code: string, name: string, severity: Severity): RulePage {
  const words = name.replaceAll('-', ' ');
  return { code, name, severity, summary: words, description: words, help: words, page: words };
}

function descriptorOf(
  { code, name, severity, summary, description, help, page }: RulePage,
  { documentation }: Report,
): object {
  return {
    id: code,
    name,
    shortDescription: { text: safeLine(summary, DESCRIPTION) },
    fullDescription: { text: safeLines(description).slice(0, DESCRIPTION) },
    help: { text: safeLines(help), markdown: safeLines(page) },
    ...(documentation !== undefined && { helpUri: `${documentation}rules/${code}-${name}.md` }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['camunda', 'optimize'], precision: 'high', 'problem.severity': PROBLEMS[severity] },
  };
}
