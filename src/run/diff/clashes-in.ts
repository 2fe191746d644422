import { definitionClashes, type DefinitionClash } from '../../topology/clashes.js';
import type { EngineView } from '../../topology/types.js';
import { examine } from '../examine.js';
import type { CheckRequest, LiveRequest, RunContext } from '../request/request.js';
import type { Side } from './sides.js';

/** A replay waits for nobody. */
export const REPLAY: Omit<LiveRequest, 'replayFrom'> = {
  timeoutMs: 10_000,
  deadlineMs: 60_000,
  concurrency: 32,
  caFile: null,
  recordTo: null,
  signal: new AbortController().signal,
  onProgress: () => undefined,
};

/** Which definitions clash in a recording, and of which engines not all are known. */
export async function clashesIn(
  { alone: { configuration, vault }, recording }: Side,
  request: CheckRequest,
  { version }: RunContext,
): Promise<{ readonly clashes: readonly DefinitionClash[]; readonly unread: readonly string[] }> {
  const live = { ...REPLAY, replayFrom: recording };
  const { subjects, databases } = await examine(configuration, vault, request, live, version);
  const known: EngineView<'definitions'>[] = [];
  const unread: string[] = [];
  for (const { entry, facts } of subjects) {
    const { definitions } = facts;
    if (definitions.known) known.push({ entry, configuration, facts: { definitions } });
    if (!definitions.known || definitions.gaps.length > 0) unread.push(entry.alias);
  }
  return { clashes: definitionClashes(known, databases), unread };
}
