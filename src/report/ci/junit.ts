import { SEVERITIES, type Finding, type Severity } from '../../core/finding.js';
import type { Coverage, Report } from '../../core/report/report.js';
import { safeLine, safeLines } from './texts.js';

/** A suite per rule, a case per engine on which it ran, should have run or found something. */
export function renderJunit(report: Report): string {
  const suites = suitesOf(report);
  const all = suites.flatMap(({ cases }) => cases);
  const started = report.run === undefined ? '' : ` timestamp="${report.run.startedAt.slice(0, 19)}"`;
  const safe = attributes();
  const lines = suites.flatMap(({ name, cases }) => [
    `  <testsuite name="${safe(name)}"${counts(cases)} time="0"${started}>`,
    ...cases.map((each) => caseText(each, safe)),
    '  </testsuite>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${safe(`multi-engine ${report.command}`)}"${counts(all)} time="0">`,
    ...lines,
    '</testsuites>',
    '',
  ].join('\n');
}

type Outcome =
  | { readonly kind: 'passed'; readonly text: string }
  | {
      readonly kind: 'failure' | 'error' | 'skipped';
      readonly type: string;
      readonly message: string;
      readonly text: string;
    };

interface Case {
  readonly suite: string;
  readonly name: string;
  readonly outcome: Outcome;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** Stands for the engine of what concerns none. */
const CONFIGURATION = 'configuration';

function suitesOf(report: Report): readonly Suite[] {
  const byRule = new Map<string, { name: string; rows: Coverage[]; findings: Finding[] }>();
  const of = (rule: string, name: string): { rows: Coverage[]; findings: Finding[] } => {
    const known = byRule.get(rule);
    if (known !== undefined) return known;
    const made = { name: `${rule} ${name}`, rows: [], findings: [] };
    byRule.set(rule, made);
    return made;
  };
  for (const row of report.coverage) of(row.rule, row.name).rows.push(row);
  for (const finding of report.findings) of(finding.rule, finding.name).findings.push(finding);
  const suites = [...byRule.values()].map(({ name, rows, findings }) => ({
    name,
    cases: casesOf(name, rows, findings, report),
  }));
  const own = ownCases(report);
  return own.length === 0 ? suites : [{ name: OWN, cases: own }, ...suites];
}

const OWN = 'multi-engine';

/** What went wrong with the run itself. */
function ownCases({ defects, incomplete, settings, notes }: Report): readonly Case[] {
  const wrong = [...(incomplete ? ['the run was interrupted'] : []), ...defects];
  const cases = wrong.map((text, index): Case => ({
    suite: OWN,
    name: `run ${index + 1}`,
    outcome: { kind: 'error', type: 'defect', message: safeLine(text), text: safeLines(text) },
  }));
  // What settings leave out has no case of its own: nobody should take that for passed.
  if (settings === undefined || notes.length === 0) return cases;
  const text = notes.map(safeLine).join('\n');
  return [...cases, { suite: OWN, name: 'settings', outcome: { kind: 'passed', text } }];
}

function casesOf(
  suite: string,
  rows: readonly Coverage[],
  findings: readonly Finding[],
  report: Report,
): readonly Case[] {
  const found = grouped(findings, ({ engines }) => engines);
  const skips = grouped(
    rows.flatMap(({ skipped }) => skipped),
    ({ engines }) => engines,
  );
  const names = new Set([...rows.flatMap(({ ran }) => ran), ...skips.keys(), ...found.keys()]);
  if (names.size === 0) names.add(CONFIGURATION);
  return [...names].map((name) => {
    const [here, skipped] = [found.get(name), skips.get(name)];
    const isUsual = here === undefined && skipped === undefined;
    const outcome = isUsual ? PASSED : outcomeOf(here ?? [], skipped ?? [], report);
    return { suite, name, outcome };
  });
}

/** Most cases. */
const PASSED: Outcome = { kind: 'passed', text: '' };

function grouped<T>(
  list: readonly T[],
  enginesOf: (each: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const engines = enginesOf(each);
    for (const name of engines.length === 0 ? [CONFIGURATION] : new Set(engines)) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [each]);
      else group.push(each);
    }
  }
  return groups;
}

/** What was found outweighs what could not be checked, and that outweighs what does not apply. */
function outcomeOf(
  findings: readonly Finding[],
  skips: readonly Coverage['skipped'][number][],
  { failOn = 'error' }: Report,
): Outcome {
  const failing = findings.filter(({ severity }) => isAtLeast(severity, failOn));
  const wrong = failing.filter(({ inconclusive }) => !inconclusive);
  const text = findings.map(findingText).join('\n\n');
  const told = (kind: 'failure' | 'error', [first]: readonly Finding[]): Outcome => ({
    kind,
    type: first?.severity ?? 'error',
    message: safeLine(first?.message ?? ''),
    text,
  });
  if (wrong.length > 0) return told('failure', wrong);
  if (failing.length > 0) return told('error', failing);
  const open = skips.find((skip) => skip.open === true);
  if (open !== undefined) return left('error', 'could not be checked', open.because, text);
  const [skip] = skips;
  if (skip !== undefined && findings.length === 0) return left('skipped', 'skipped', skip.because, text);
  return { kind: 'passed', text };
}

function left(kind: 'error' | 'skipped', type: string, because: string, text: string): Outcome {
  return { kind, type, message: safeLine(because), text };
}

function isAtLeast(severity: Severity, limit: Severity | 'never'): boolean {
  return limit !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}

function findingText({ severity, rule, message, locations, remedy }: Finding): string {
  const [first] = locations;
  const place = first === undefined ? '' : `${safeLine(first.file)}:${first.line}:${first.column}: `;
  return [`${place}${severity}[${rule}] ${safeLine(message)}`, safeLines(remedy)].join('\n').trimEnd();
}

function caseText({ suite, name, outcome }: Case, safe: (text: string) => string): string {
  const head = `    <testcase classname="${safe(suite)}" name="${safe(name)}" time="0"`;
  if (outcome.kind === 'passed') {
    if (outcome.text === '') return `${head}/>`;
    return `${head}>\n      <system-out>${content(outcome.text)}</system-out>\n    </testcase>`;
  }
  const { kind, type, message, text } = outcome;
  const start = `      <${kind}${kind === 'skipped' ? '' : ` type="${safe(type)}"`} message="${attribute(message)}"`;
  const body = text === '' ? `${start}/>` : `${start}>${content(text)}</${kind}>`;
  return `${head}>\n${body}\n    </testcase>`;
}

function counts(cases: readonly Case[]): string {
  const of = { passed: 0, failure: 0, error: 0, skipped: 0 };
  for (const { outcome } of cases) of[outcome.kind] += 1;
  return ` tests="${cases.length}" failures="${of.failure}" errors="${of.error}" skipped="${of.skipped}"`;
}

/** Names of rules and engines, each made safe once: there is a case for every pair of them. */
function attributes(): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    let safe = made.get(text);
    if (safe === undefined) made.set(text, (safe = attribute(text)));
    return safe;
  };
}

function attribute(text: string): string {
  return content(safeLine(text)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** `]]>` ends nothing outside a section of its own, but XML forbids it; two code points it has no way to write. */
function content(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\ufffe\uffff]/gu, '\ufffd');
}
