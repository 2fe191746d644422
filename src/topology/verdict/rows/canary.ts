import type { Evidence } from '../../../core/finding.js';
import type { CanaryOutcome } from '../../../probe/readings.js';
import type { Pair } from '../pair.js';
import type { Signal } from './signal.js';

/** The temporary task filter that was made through one engine was found through the other. */
export function canaryFound(pair: Pair): Signal | null {
  return signalOf(pair, 'found');
}

/** It was not, at every look for five seconds, although the user may read filters there. */
export function canaryAbsent(pair: Pair): Signal | null {
  return signalOf(pair, 'absent');
}

/** Why a canary did not decide. */
export function openCanaries(pair: Pair): readonly Evidence[] {
  return outcomesOf(pair)
    .filter(({ outcome }) => outcome === 'open')
    .map(({ detail }) => pair.evidence('canary', detail));
}

function signalOf(pair: Pair, wanted: CanaryOutcome['outcome']): Signal | null {
  const told = outcomesOf(pair).find(({ outcome }) => outcome === wanted);
  return told === undefined
    ? null
    : { certainty: 'proven', evidence: [pair.evidence('canary', told.detail)] };
}

function outcomesOf({ first, second }: Pair): readonly CanaryOutcome[] {
  return [
    ...(first.canary ?? []).filter((each) => each.with === second.entry.alias),
    ...(second.canary ?? []).filter((each) => each.with === first.entry.alias),
  ];
}
