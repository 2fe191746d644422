import type { EngineEntry } from '../../configuration/types.js';
import { joined } from '../../core/text/text.js';
import { recordedEngines, type RecordedRun } from '../../probe/recording/recorded-run.js';
import type { LiveRequest } from '../request/request.js';

/** What people should know of the recording that a run made or read. */
export function notesOnRecording(
  engines: readonly EngineEntry[],
  { replayFrom, replayed }: LiveRequest,
  run: RecordedRun | null,
): readonly string[] {
  const differs = run?.differs ?? replayed?.differs ?? [];
  return [
    ...(differs.length === 0 ? [] : [withoutSecrets(differs)]),
    // What it has itself goes with it.
    ...(replayFrom === null || replayed !== undefined
      ? []
      : strangers(
          engines.map(({ alias }) => alias),
          recordedEngines(replayFrom),
        )),
  ];
}

function withoutSecrets(rules: readonly string[]): string {
  return `A recording holds no secrets. Without them, the findings of ${joined(rules)} are not the same.`;
}

/** Of engines that the recording lacks, the table of engines tells. */
function strangers(aliases: readonly string[], recorded: readonly string[]): readonly string[] {
  const known = new Set(aliases);
  const others = recorded.filter((engine) => !known.has(engine.replace(/#\d+$/u, '')) && !known.has(engine));
  if (others.length === 0) return [];
  return [`The recording also has ${joined(others)}, which the configuration does not name.`];
}
