import { suppressionsIn } from '../../../configuration/suppressions.js';
import type { Configuration } from '../../../configuration/types.js';
import type { JudgedSuppression, Suppression } from '../../../configuration/accepted.js';
import type { Finding, Location } from '../../../core/finding.js';
import type { Coverage } from '../../../core/report/report.js';
import type { CheckRequest } from '../../request/request.js';
import { findRule, nearestRule } from '../../../rules/names.js';
import { isDay } from './is-day.js';

type Day = Pick<CheckRequest, 'today'>;

export interface Suppressed {
  /** What is left. */
  readonly findings: readonly Finding[];
  readonly suppressions: readonly JudgedSuppression[];
}

/** Takes out what comments in the files silence, and notes what became of each comment. */
export function suppress(
  findings: readonly Finding[],
  configuration: Configuration,
  coverage: readonly Coverage[],
  request: Day,
): Suppressed {
  const suppressions = configuration.documents().flatMap((document) => suppressionsIn(document));
  if (suppressions.length === 0) return { findings, suppressions: [] };
  const there = new Set(findings.map((finding) => placeOf(finding.rule, finding.locations[0])));
  const ran = ranEverywhere(coverage, configuration);
  const judged = withOtherParts(
    suppressions.map((each) => judge(each, there, ran, request)),
    findings,
  );
  const silenced = new Set(
    judged.filter(counts).flatMap((each) => each.codes.map((code) => placeOf(code, each))),
  );
  return {
    findings: findings.filter(({ rule, locations }) => !silenced.has(placeOf(rule, locations[0]))),
    suppressions: judged,
  };
}

/** A rule on a line: what a comment silences. In a configuration inside a file, its own lines count. */
function placeOf(rule: string, place: Pick<Location, 'file' | 'line' | 'embedded'> | undefined): string {
  if (place === undefined) return '';
  const { line, embedded } = place;
  if (embedded === undefined) return `${rule} ${line} ${place.file}`;
  return `${rule} ${embedded.line} ${place.file}#${embedded.configuration}`;
}

/** Each is compared with every rule, and only the first is told. */
const MOST_UNKNOWN = 10;

function judge(
  suppression: Suppression,
  there: ReadonlySet<string>,
  ran: ReadonlySet<string>,
  day: Day,
): JudgedSuppression {
  const known = suppression.rules.map((text) => findRule(text)?.code ?? null);
  const codes = known.filter((code) => code !== null);
  const unknown = suppression.rules.filter((_, index) => known[index] === null);
  return {
    ...suppression,
    codes,
    expired: isPast(suppression.until, day),
    idle: codes.filter((code) => ran.has(code) && !there.has(placeOf(code, suppression))),
    unknown: unknown.slice(0, MOST_UNKNOWN).map((text) => ({ text, near: nearestRule(text) })),
  };
}

/** Beside another part of a finding, a comment has something to silence: elsewhere. */
function withOtherParts(
  comments: readonly JudgedSuppression[],
  findings: readonly Finding[],
): readonly JudgedSuppression[] {
  const first = new Map(
    findings.flatMap(({ rule, locations }) =>
      locations.slice(1).map((place) => [placeOf(rule, place), locations[0]] as const),
    ),
  );
  return comments.map((comment) => {
    const [place] = comment.idle.flatMap((code) => first.get(placeOf(code, comment)) ?? []);
    return place === undefined ? comment : { ...comment, belongsTo: { file: place.file, line: place.line } };
  });
}

/** Without a reason, or after its day, a comment silences nothing. */
function counts({ hasReason, expired }: JudgedSuppression): boolean {
  return hasReason && !expired;
}

/** A day that cannot be read is past: better a finding too many than one silenced for ever by a slip. */
function isPast(until: string | null, day: Day): boolean {
  return until !== null && (!isDay(until) || until < day.today());
}

/**
 * Each comment once, with the first case that has it: a manifest or a base may belong to several. What it silences in any of them, it is
 * needed for.
 */
export function commentsOnce(
  cases: readonly (readonly JudgedSuppression[])[],
): readonly (readonly JudgedSuppression[])[] {
  const needed = new Set<string>();
  for (const each of cases.flat())
    for (const code of each.codes) if (!each.idle.includes(code)) needed.add(`${code} ${commentKey(each)}`);
  const told = new Set<string>();
  return cases.map((comments) =>
    comments.flatMap((comment) => {
      const key = commentKey(comment);
      if (told.has(key)) return [];
      told.add(key);
      return [{ ...comment, idle: comment.idle.filter((code) => !needed.has(`${code} ${key}`)) }];
    }),
  );
}

function commentKey({ file, span }: Suppression): string {
  return `${span.start} ${file}`;
}

/** Only of a rule that looked everywhere, also at engines that were not asked for, it can be said that it found nothing. */
export function ranEverywhere(
  coverage: readonly Coverage[],
  { engines }: Configuration,
): ReadonlySet<string> {
  // Rules that looked at all engines mostly have one list in common.
  const known = new Map<readonly string[], boolean>();
  const ranAt = (ran: readonly string[]): boolean => {
    if (!known.has(ran)) {
      const there = new Set(ran);
      known.set(
        ran,
        engines.every(({ alias }) => there.has(alias)),
      );
    }
    return known.get(ran) === true;
  };
  const left = coverage.filter(({ ran, skipped }) => skipped.length > 0 || !ranAt(ran));
  const codes = new Set(left.map(({ rule }) => rule));
  return new Set(coverage.flatMap(({ rule }) => (codes.has(rule) ? [] : [rule])));
}
