import { quotedList } from '../core/text/text.js';
import type { Standing } from './engine-access.js';
import { anyOf, both } from './three-valued.js';
import type { Maybe } from './types.js';

/** Who gets in under one set of rules, and the engines whose rights then count. */
export interface Login {
  readonly admitted: Maybe;
  /** Aliases: certainly, and perhaps. */
  readonly counts: readonly string[];
  readonly mayCount: readonly string[];
}

/**
 * As documented: try every engine; one that authenticates the user contributes its rights, and one of those must grant the
 * use of Optimize.
 */
export function documentedLogin(standings: readonly Standing[]): Login {
  const contributions = standings.map(({ alias, known, optimize }) => ({
    alias,
    counts: both(known, optimize),
  }));
  return loginOf(contributions);
}

/**
 * As the code does it: the first engine that accepts the password fixes the user id, then every engine is asked what that
 * id may do, also engines that have never heard of it. Which engine comes first is chance, so only whether one accepts
 * counts here.
 */
export function codeLogin(standings: readonly Standing[]): Login {
  const verified = anyOf(standings.map(({ known }) => known));
  const contributions = standings.map(({ alias, optimize }) => ({ alias, counts: both(verified, optimize) }));
  return loginOf(contributions);
}

function loginOf(contributions: readonly { readonly alias: string; readonly counts: Maybe }[]): Login {
  const admitted = anyOf(contributions.map(({ counts }) => counts));
  const which = (wanted: Maybe): readonly string[] =>
    contributions.filter(({ counts }) => counts === wanted).map(({ alias }) => alias);
  return { admitted, counts: which(true), mayCount: which(null) };
}

/** Why the documented rules let the user in or not, in one sentence without a name. */
export function loginReason(standings: readonly Standing[], login: Login): string {
  if (standings.length === 0) return 'no engine is configured';
  if (login.admitted === true) return `authorised for Optimize on ${quotedList(login.counts)}`;
  if (login.admitted === null) return openReason(standings, login);
  if (standings.every(({ access }) => access.facts.down)) return 'all engines are down';
  const home = standings.filter(({ known }) => known !== false).map(({ alias }) => alias);
  if (home.length === 0) return 'not known to any engine (401)';
  const elsewhere = standings.filter(({ optimize }) => optimize === true).map(({ alias }) => alias);
  if (elsewhere.length === 0) {
    return `known on ${quotedList(home)}, but not authorised for Optimize on any engine (403)`;
  }
  return `known on ${quotedList(home)}, which does not grant Optimize; ${quotedList(elsewhere)} does, but does not know the user`;
}

function openReason(standings: readonly Standing[], { mayCount }: Login): string {
  const open = standings.find(({ alias }) => mayCount.includes(alias));
  return `cannot be told, it depends on ${quotedList(mayCount)}: ${open?.because ?? 'not read'}`;
}
