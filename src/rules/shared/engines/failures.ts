import type { Known } from '../../../core/observed.js';
import type { Hit } from '../../../core/rule.js';
import { shortened } from '../../../core/text/text.js';
import type { EngineEntry } from '../../../configuration/types.js';
import type { Failure, Reach } from '../../../probe/contact.js';

/** What broke an engine's chain, as a rule about that failure tells it. */
export interface FailureData {
  readonly engine: string;
  readonly rest: string;
  readonly name: string;
  readonly failure: Failure;
}

interface View {
  readonly entry: EngineEntry;
  readonly facts: { readonly reach: Known<Reach> };
}

/**
 * The hit about a broken chain, where `concerns` says that it is this rule's. Each failure belongs to one rule: one cause,
 * one finding. `right` is what the setting should be, where the server said so.
 */
export function* brokenChain(
  { entry, facts }: View,
  concerns: (failure: Failure) => boolean,
  setting: string,
  right: (failure: Failure, rest: string) => string | null = () => null,
): Iterable<Hit<FailureData>> {
  const reach = facts.reach.value;
  if (reach.status !== 'failed' || !concerns(reach.failure)) return;
  const { failure } = reach;
  const { alias, file, pointer } = entry;
  const value = right(failure, entry.rest ?? '');
  yield {
    data: { engine: alias, rest: entry.rest ?? '', name: entry.name ?? '', failure },
    engines: [alias],
    at: [{ engine: alias, setting }],
    evidence: [
      {
        kind: failure.step,
        engines: [alias],
        detail: `${failure.detail}${timeOf(failure)}${certificateOf(failure)}`,
        ...(failure.status !== undefined && { status: failure.status }),
      },
    ],
    edits: value === null ? [] : [{ kind: 'set', file, pointer: `${pointer}/${setting}`, value }],
    subject: failure.code,
  };
}

/** What was asked and what came back, short enough for a message. */
export function said({ detail }: Failure): string {
  return shortened(detail, 120);
}

/** What was not asked took no time. */
function timeOf({ rejectedBy, milliseconds }: Failure): string {
  return rejectedBy === undefined ? ` (${milliseconds} ms)` : '';
}

function certificateOf({ certificate }: Failure): string {
  return certificate === undefined ? '' : `; subject ${certificate.subject}; issuer ${certificate.issuer}`;
}
