import type { AcceptedFinding, JudgedBaseline } from '../../../configuration/accepted.js';
import { maskText } from '../../../configuration/secrets/masked-source.js';
import type { Finding } from '../../../core/finding.js';
import { countsOf } from '../../../core/grouped.js';
import { compareText, counted } from '../../../core/text/text.js';
import type { SourceFile, Span } from '../../../load/types.js';
import { CATALOGUE } from '../../../rules/catalogue.js';
import { readBaseline, writeBaseline, type Baseline } from './baseline-file.js';
import type { CheckRequest } from '../../request/request.js';

/** What is left of a run's findings, what became of the baseline, and the file to point into. */
export interface Accepted {
  readonly findings: readonly Finding[];
  readonly judged: JudgedBaseline | null;
  readonly files: readonly SourceFile[];
}

/** What is known of a run when its findings are held against a baseline. */
export interface Compared {
  /** Every finding, also those that comments silence. */
  readonly all: readonly Finding[];
  /** What comments leave over. */
  readonly left: readonly Finding[];
  /** Whether a rule looked at everything, so that what it did not find is not there. */
  readonly sawEverything: (rule: string) => boolean;
}

interface Update extends Compared {
  /** Whether a finding was asked for, and so may be accepted. */
  readonly wanted: (finding: Finding) => boolean;
  /** False for a run that was cut short: what it did not find proves nothing. */
  readonly mayWrite: boolean;
  readonly say: (line: string) => void;
}

/** Takes out what the baseline accepts. Where it shall be updated, it first takes in what is found now. */
export async function holdAgainst(
  { file, update }: NonNullable<CheckRequest['baseline']>,
  run: Update,
): Promise<Accepted> {
  const before = readBaseline(file, update);
  const baseline = update ? await updated(before, run) : before;
  return {
    findings: notAccepted(run.left, baseline.entries),
    judged: judgeBaseline(baseline, run),
    files: [baseline.source],
  };
}

async function updated(before: Baseline, run: Update): Promise<Baseline> {
  const { name } = before.source;
  if (!run.mayWrite) {
    run.say(`${name}: not written, because the run did not come to its end`);
    return before;
  }
  const entries = nextEntries(before, run.wanted, run);
  const text = await writeBaseline(before, entries);
  run.say(`${name}: ${changeInWords(before.entries, entries)}`);
  return { source: { name, text }, entries };
}

function missingIn(list: readonly AcceptedFinding[], others: readonly AcceptedFinding[]): number {
  const keys = keysOf(others);
  return list.filter(({ key }) => !keys.has(key)).length;
}

/** `12 findings accepted, 3 of them new; 1 entry taken out`. */
function changeInWords(before: readonly AcceptedFinding[], after: readonly AcceptedFinding[]): string {
  const accepted = after.reduce((sum, { count = 1 }) => sum + count, 0);
  const gone = missingIn(before, after);
  const taken = `${gone} ${gone === 1 ? 'entry' : 'entries'} taken out`;
  return `${counted(accepted, 'finding')} accepted, ${missingIn(after, before)} of them new; ${taken}`;
}

/** The findings that nobody has accepted. Where there are more of a key than were accepted, one is new: all are shown. */
export function notAccepted(
  findings: readonly Finding[],
  entries: readonly AcceptedFinding[],
): readonly Finding[] {
  const accepted = new Map(entries.map(({ key, count = 1 }) => [key, count]));
  const there = countsOf(findings.map(({ key }) => key));
  return findings.filter(({ key }) => (there.get(key) ?? 0) > (accepted.get(key) ?? 0));
}

/** The entries whose finding no longer occurs, and where they stand in the file. */
export function judgeBaseline(
  { source, entries }: Baseline,
  { all, sawEverything }: Pick<Compared, 'all' | 'sawEverything'>,
): JudgedBaseline {
  const found = keysOf(all);
  const spans = spansOf(source);
  const stale = entries.flatMap((entry, index) => {
    if (found.has(entry.key) || !isJudged(entry, sawEverything)) return [];
    const span = spans.get(entry.key) ?? NOWHERE;
    // By hand, or by a version that knew fewer secrets, one may have got into it.
    return [{ ...entry, key: maskText(entry.key), pointer: `/accepted/${index}/key`, span }];
  });
  return { file: source.name, stale };
}

/** What the file shall hold: what is found now, and of the older entries those that nobody could judge. */
export function nextEntries(
  { entries }: Baseline,
  wanted: (finding: Finding) => boolean,
  { all, left, sawEverything }: Compared,
): readonly AcceptedFinding[] {
  const there = countsOf(left.map(({ key }) => key));
  const known = keysOf(entries);
  const next = new Map<string, AcceptedFinding>();
  for (const finding of left) {
    if (known.has(finding.key) || wanted(finding)) next.set(finding.key, entryOf(finding, there));
  }
  // What a comment silences needs no entry any more.
  const found = keysOf(all);
  for (const entry of entries) {
    if (!found.has(entry.key) && !isJudged(entry, sawEverything)) next.set(entry.key, entry);
  }
  return [...next.values()].toSorted((a, b) => compareText(a.key, b.key));
}

function entryOf({ key, rule, name, message }: Finding, there: ReadonlyMap<string, number>): AcceptedFinding {
  const count = there.get(key) ?? 1;
  return { key, rule, name, message, ...(count > 1 && { count }) };
}

/** Whether it is known that an entry whose finding did not occur is out of date. */
function isJudged({ rule }: AcceptedFinding, sawEverything: Compared['sawEverything']): boolean {
  return sawEverything(rule) || !CATALOGUE.some(({ code }) => code === rule);
}

function keysOf(items: readonly { readonly key: string }[]): ReadonlySet<string> {
  return new Set(items.map(({ key }) => key));
}

/** The keys as they are written in the file: in one pass, because there may be a hundred thousand of them. */
function spansOf({ text }: SourceFile): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (const { 0: pair, 1: written = '', index } of text.matchAll(KEY)) {
    const end = index + pair.length;
    const key: string = JSON.parse(written);
    if (!spans.has(key)) spans.set(key, { start: end - written.length, end });
  }
  return spans;
}

const KEY = /"key"\s*:\s*("(?:[^"\\]|\\.)*")/gu;
const NOWHERE: Span = { start: 0, end: 0 };
