import { CERTAINTIES, type Certainty, type Evidence } from '../../core/finding.js';
import type { PairVerdict } from '../types.js';
import { openCanaries } from './rows/canary.js';
import { lineageOf, type Lineage } from './lineage.js';
import type { Pair } from './pair.js';
import { differsAtFirstLook } from './second-look.js';
import { askTable, type Answer } from './table.js';

/**
 * The verdict about two engines. The first rows of the table settle identity and databases that cannot be one; a proof
 * that both show what was made after both had started is *shared*; a difference read live is *not shared*, which a common
 * origin turns into *cloned*. What is left is *unknown*.
 */
export function judgePair(pair: Pair): PairVerdict {
  const answers = withoutChance(pair, askTable(pair));
  return (
    settled(pair, answers) ??
    contradicted(pair, answers) ??
    shared(pair, answers) ??
    notShared(pair, answers) ??
    unseen(pair) ??
    probablyShared(pair, answers) ??
    undecided(pair)
  );
}

/** What may be chance does not stand against a proof, read live, of two databases, nor where the look for one is missing. */
function withoutChance(pair: Pair, answers: readonly Answer[]): readonly Answer[] {
  if (!answers.some(({ mayBeChance }) => mayBeChance === true)) return answers;
  const apart = answers.some(
    ({ says, live, certainty }) => live && certainty === 'proven' && PARTS.has(says),
  );
  const open = pair.missedLook !== null && differsAtFirstLook(pair);
  return apart || open ? answers.filter(({ mayBeChance }) => mayBeChance !== true) : answers;
}

const PARTS = new Set<Answer['says']>(['distinct', 'cloned', 'not-shared']);

function settled(pair: Pair, answers: readonly Answer[]): PairVerdict | null {
  const answer = answers.find(({ says }) => says === 'same-node' || says === 'distinct' || says === 'cloned');
  if (answer === undefined) return null;
  const { says, name, offline = false, certainty, evidence } = answer;
  if (says === 'not-shared' || says === 'shared' || says === 'probably-shared') return null;
  return { ...verdict(pair, says, certainty, [name], evidence), offline };
}

/** Two live readings that exclude each other: neither is believed. */
function contradicted(pair: Pair, answers: readonly Answer[]): PairVerdict | null {
  const proofs = answers.filter(({ says }) => says === 'shared');
  const against = answers.filter(({ says, live }) => says === 'not-shared' && live);
  if (proofs.length === 0 || against.length === 0) return null;
  const rows = [...proofs, ...against];
  return {
    ...verdict(pair, 'unknown', 'weak', rowsOf(rows), evidenceOf(rows)),
    undecidedBecause: 'live readings contradict each other; read again when the engines are quiet',
    sameOrigin: true,
  };
}

/** Ids can be set by hand, live rows cannot: against a different installation id the live proof wins, one class lower. */
function shared(pair: Pair, answers: readonly Answer[]): PairVerdict | null {
  const proofs = answers.filter(({ says }) => says === 'shared');
  if (proofs.length === 0) return null;
  const against = answers.filter(({ says }) => says === 'not-shared');
  const certainty = against.length === 0 ? 'proven' : 'strong';
  return verdict(pair, 'shared', certainty, rowsOf(proofs), evidenceOf([...proofs, ...against]));
}

function notShared(pair: Pair, answers: readonly Answer[]): PairVerdict | null {
  const against = answers.filter(({ says }) => says === 'not-shared');
  if (against.length === 0) return null;
  const lineage = lineageOf(pair);
  const evidence = [...evidenceOf(against), ...lineage.matches.map((match) => match.evidence)];
  const apart = surest(against);
  if (isCopy(lineage, against)) {
    const certainty = lessSure(apart, surest(lineage.matches));
    return verdict(pair, 'cloned', certainty, [...rowsOf(against), 'one-origin'], evidence);
  }
  const open = originOpen(lineage, against);
  const origin = open === null ? 'no-common-origin' : 'origin-not-seen';
  const certainty = lineage.matches.length > 0 ? 'weak' : lineage.compared.length > 0 ? 'strong' : apart;
  return {
    ...verdict(pair, 'distinct', certainty, [...rowsOf(against), origin], evidence),
    undecidedBecause: open,
    // Equal ids may then be inherited, and are no clash.
    sameOrigin: open === MADE_IN_ONE_SECOND,
  };
}

/** Why nobody can say whether one of two databases is a copy; null where that is known. */
function originOpen({ compared, matches }: Lineage, against: readonly Answer[]): string | null {
  if (compared.length === 0) return ORIGIN_UNSEEN;
  return differsInOrigin({ compared, matches }, against) ? null : MADE_IN_ONE_SECOND;
}

/** Two databases, but nothing that a copy inherits could be compared. */
const ORIGIN_UNSEEN =
  'an administrator, or a user with READ on SYSTEM (7.17 and later), would see whether one was copied from the other';

/** Engines before 7.14, which have no installation id, with ids from a counter, on MariaDB or MySQL. */
const MADE_IN_ONE_SECOND =
  'both schemas were made in the same second, and nothing else that a copy would inherit can be compared; whoever made them knows';

/**
 * A copy inherits the installation id and the definitions: what may be chance does not make a copy of databases that have
 * different ones. On MariaDB and MySQL one second in which a script made both is such a chance, and alone it makes no copy; one
 * millisecond does, unless they have different ids.
 */
function isCopy(lineage: Lineage, against: readonly Answer[]): boolean {
  const { matches } = lineage;
  if (matches.length === 0) return false;
  if (matches.every(({ moment }) => moment !== undefined) && hasOwnId(against)) return false;
  if (surest(matches) !== 'weak') return true;
  return !differsInOrigin(lineage, against) && matches.some(({ moment }) => moment !== 'second');
}

/** Whether each has an id of its own, which a copy would have inherited. */
function hasOwnId(against: readonly Answer[]): boolean {
  return against.some(({ inherited }) => inherited === true);
}

/** Whether something differs that a copy would have inherited. */
function differsInOrigin({ matches, compared }: Lineage, against: readonly Answer[]): boolean {
  return compared.length > matches.length || hasOwnId(against);
}

/** What a guess says, or nothing, was to be confirmed by a closer look; without it the guess is none. */
function unseen(pair: Pair): PairVerdict | null {
  const { missedLook } = pair;
  if (missedLook === null) return null;
  const open = undecided(pair);
  const { alias, reason } = missedLook;
  // A recording that was made without second looks still says what would decide.
  if (open.sameOrigin && reason.reason === 'not-asked') return { ...open, unseen: true };
  const again = `look again with --engine ${pair.aliases.join(',')} and more time (--deadline)`;
  const because = `there was no second look at "${alias}" (${reason.detail}); ${again}`;
  return { ...open, undecidedBecause: because, unseen: true };
}

function probablyShared(pair: Pair, answers: readonly Answer[]): PairVerdict | null {
  const answer = answers.find(({ says }) => says === 'probably-shared');
  if (answer === undefined) return null;
  return verdict(pair, 'shared', answer.certainty, [answer.name], answer.evidence);
}

function undecided(pair: Pair): PairVerdict {
  const lineage = lineageOf(pair);
  const evidence = [...lineage.matches.map((match) => match.evidence), ...openCanaries(pair)];
  const sameOrigin = lineage.matches.some(({ certainty }) => certainty !== 'weak');
  return {
    ...verdict(
      pair,
      'unknown',
      'weak',
      [sameOrigin ? 'one-origin-nothing-newer' : 'nothing-in-common'],
      evidence,
    ),
    undecidedBecause: sameOrigin ? whatWouldDecide(pair) : whatIsMissing(pair),
    sameOrigin,
  };
}

/** One origin, and nothing that was made since both engines started. */
function whatWouldDecide(pair: Pair): string {
  if (pair.starts === null) {
    return 'the engines do not tell when they started: a user with SYSTEM READ (7.19 and later) would see it; --watch waits for rows that need no right, --canary decides at once';
  }
  return 'nothing was written since both engines started: --watch waits for their next meter rows, --canary decides at once';
}

/** Hardly anything could be compared. */
function whatIsMissing(pair: Pair): string {
  const reasons = [pair.first, pair.second].flatMap(({ entry, facts }) => {
    const missing = [facts.schemaLog, facts.telemetry].find((fact) => !fact.known);
    return missing === undefined || missing.known ? [] : [`"${entry.alias}": ${missing.detail}`];
  });
  const why = reasons.length === 0 ? 'no common fact could be read' : reasons.join('; ');
  return `${why}. --watch waits for meter rows, which need no right; --canary decides at once`;
}

function verdict(
  pair: Pair,
  kind: PairVerdict['verdict'],
  certainty: Certainty,
  rows: readonly string[],
  evidence: readonly Evidence[],
): PairVerdict {
  const sameOrigin = kind !== 'distinct' && kind !== 'unknown';
  return {
    engines: pair.aliases,
    verdict: kind,
    certainty,
    rows,
    offline: false,
    evidence,
    undecidedBecause: null,
    sameOrigin,
  };
}

function rowsOf(answers: readonly Answer[]): readonly string[] {
  return answers.map(({ name }) => name);
}

function evidenceOf(answers: readonly Answer[]): readonly Evidence[] {
  return answers.flatMap((answer) => answer.evidence);
}

function surest(signals: readonly { readonly certainty: Certainty }[]): Certainty {
  return CERTAINTIES.find((certainty) => signals.some((signal) => signal.certainty === certainty)) ?? 'weak';
}

function lessSure(a: Certainty, b: Certainty): Certainty {
  return CERTAINTIES.indexOf(a) > CERTAINTIES.indexOf(b) ? a : b;
}
