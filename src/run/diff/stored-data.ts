import { optimizeSubjectOf } from '../../topology/optimize/facts.js';
import type { OptimizeSubject } from '../../topology/optimize/types.js';
import type { AnyRule } from '../../rules/rule.js';
import { variablesOf, withGivenLogins } from '../request/configure.js';
import type { CheckRequest, LiveRequest, RunContext } from '../request/request.js';
import { wantedServices } from '../request/services.js';
import { REPLAY } from './clashes-in.js';
import type { Side, Sides } from './sides.js';

/**
 * What Optimize has stored: from where the first of two configurations says, because that is the one that it was imported with, or else from the
 * younger recording that has it. Null where nobody looked.
 */
export async function storedData(
  { before, after }: Sides,
  request: CheckRequest,
  context: RunContext,
): Promise<OptimizeSubject | null> {
  const { live } = request;
  if (live?.data !== undefined) return readBy(before, live, request, context);
  for (const side of [after, before]) {
    if (side.recording === null) continue;
    const found = await readBy(side, { ...REPLAY, replayFrom: side.recording }, request, context);
    if (found !== null) return found;
  }
  return null;
}

async function readBy(
  { alone }: Side,
  live: LiveRequest,
  request: CheckRequest,
  { version }: RunContext,
): Promise<OptimizeSubject | null> {
  const { configuration, vault } = await withGivenLogins({ ...request, live }, alone, variablesOf(request));
  const services = wantedServices(configuration, live);
  const { probeEngines } = await import('../../probe/probe-engines.js');
  const { store } = await probeEngines([], vault, { ...live, services, version });
  return store === null ? null : optimizeSubjectOf(null, store);
}

/** What may be wrong with the data as a whole; what is wrong between it and a file is for `doctor`. */
export async function storedDataRules(): Promise<readonly AnyRule[]> {
  const { optimizeRules } = await import('../../rules/optimize.js');
  const facts = new Set<string>(['storeContact', 'storeContent']);
  return optimizeRules.filter(({ needs }) => needs.every((need) => facts.has(need)));
}
