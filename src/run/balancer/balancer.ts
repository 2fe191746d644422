import { balancerText } from '../../advice/balancer.js';
import { placeGroups, planGroups } from '../../advice/plan.js';
import type { BalancerKind, BalancerSettings, Plan } from '../../advice/types.js';
import type { Finding } from '../../core/finding.js';
import { valueOrNull } from '../../core/observed.js';
import { quotedList } from '../../core/text/text.js';
import { claimedGroup, foundGroups, type Source } from './candidates.js';
import { correctFiles } from './correct.js';
import type { ChangedFile } from '../changed-files.js';
import { maskedText } from '../masked-text.js';
import { refuseUnknownAliases } from '../request/aliases.js';
import { undecidedPairs } from '../judge/open-pairs.js';
import { loadConfiguration } from '../request/configure.js';
import { unreadableParts } from '../judge/unreadable-parts.js';
import { unreadNotes } from '../judge/unreadable.js';
import { examine, type Landscape } from '../examine.js';
import type { CheckRequest } from '../request/request.js';

export interface BalancerRequest {
  /** Which files, with which variables; `live` null where the groups are given. */
  readonly check: CheckRequest;
  /** Groups as the user names them; empty asks the engines. */
  readonly groups: readonly (readonly string[])[];
  readonly settings: BalancerSettings;
}

/** What to do about engines on one database. */
export interface Cure {
  readonly plans: readonly Plan[];
  /** Why the picture may be incomplete: engines that were not reached, pairs that are undecided. */
  readonly open: readonly string[];
  readonly textFor: (kind: BalancerKind) => string;
  /** The corrected files, for a balancer of this kind; null where any would do. Throws InputError. */
  readonly correctedFor: (kind: BalancerKind | null) => readonly ChangedFile[];
  /** The same text without its secrets, for printing. */
  readonly masked: (file: ChangedFile, text: string) => string;
}

/** Files that cannot be read to their end: engines may be hidden there, of a group that is found, or of one that is not. */
export interface Unread {
  readonly unread: readonly Finding[];
}

/** Finds the engines that share a database and says how to connect Optimize to them once. */
export async function cure(request: BalancerRequest, version: string): Promise<Cure | Unread> {
  const source = await loadConfiguration(request.check);
  refuseUnknownAliases(request.check, source.configuration.engines);
  const unread = await unreadableParts(source.configuration, source.vault, request.check);
  if (unread.length > 0) return { unread };
  const { landscape, plans } = await plansFor(request, source, version);
  const { settings, check } = request;
  const { configuration, vault } = source;
  return {
    plans,
    open: [
      ...unreadNotes(configuration, unread),
      ...(landscape === null ? [] : openQuestions(landscape, plans)),
    ],
    textFor: (kind) => balancerText(plans, kind, settings),
    correctedFor: (kind) =>
      correctFiles(configuration.files, plans, placeGroups(plans, kind === 'kubernetes', settings), {
        ...check,
        variablesOf: source.variablesOf,
      }),
    masked: (file, text) => maskedText(file, text, vault),
  };
}

async function plansFor(
  { check, groups }: BalancerRequest,
  source: Source,
  version: string,
): Promise<{ landscape: Landscape | null; plans: readonly Plan[] }> {
  if (check.live === null) {
    return { landscape: null, plans: planGroups(groups.map((group) => claimedGroup(group, source))) };
  }
  const landscape = await examine(source.configuration, source.vault, check, check.live, version);
  return { landscape, plans: planGroups(foundGroups(landscape, source)) };
}

/** An engine that did not answer may be one more node of a group, and one that does not tell its version may run another one. */
function openQuestions({ subjects, databases }: Landscape, plans: readonly Plan[]): readonly string[] {
  const balanced = new Set(
    plans.flatMap((plan) => (plan.kind === 'balance' ? [plan.keep, ...plan.gone] : [])),
  );
  const untold = subjects.filter(
    ({ entry, facts }) => balanced.has(entry.alias) && valueOrNull(facts.version) === null,
  );
  const silent = subjects.filter(({ facts }) => !facts.reach.known || facts.reach.value.status !== 'ok');
  return [
    ...(silent.length === 0
      ? []
      : [`${quotedList(silent.map(({ entry }) => entry.alias))} did not answer: a group may be larger`]),
    ...untold.map(
      ({ entry }) =>
        `the version of ${quotedList([entry.alias])} is not known: whether all nodes of its group run the same is open`,
    ),
    ...undecidedPairs(databases).map(
      ({ engines, undecidedBecause }) =>
        `${quotedList(engines)}: one database or two? ${undecidedBecause ?? ''}`,
    ),
  ];
}

/** Whether the corrected file still has a host that only the reader knows. */
export function needsHost(
  plans: readonly Plan[],
  kind: BalancerKind | null,
  { host }: BalancerSettings,
): boolean {
  return host === null && kind !== 'kubernetes' && plans.some((plan) => plan.kind === 'balance');
}
