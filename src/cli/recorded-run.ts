import path from 'node:path';
import type { SourceFile } from '../load/types.js';
import { readRecordedRun, type RecordedRun } from '../probe/recording/recorded-run.js';
import { textsOf } from '../run/recording/recorded-run.js';
import { onlyTexts, TakenTexts } from '../run/recording/taken-texts.js';
import type { LiveRequest } from '../run/request/request.js';
import type { RawOptions } from './options/options.js';

/** What a live command works with: files and options as they were given, or those of a recording. */
export interface LiveInput {
  readonly live: LiveRequest;
  readonly options: RawOptions;
  readonly files: readonly string[];
}

/** Texts that a command has in place of files, by their names. */
export type GivenTexts = ReadonlyMap<string, SourceFile>;

/**
 * A recording brings its configuration and its options along: they count where nobody names a file, and whatever else was said on the command
 * line comes first. What will be recorded keeps what it reads.
 */
export function withRecording({ live, options, files }: LiveInput, given?: GivenTexts): LiveInput {
  if (live.recordTo !== null) {
    const texts = new TakenTexts(given);
    return { live: { ...live, texts, recordedAs: { options, taken: texts.taken } }, options, files };
  }
  const own = given === undefined ? live : { ...live, texts: given };
  if (live.replayFrom === null || files.length > 0) return { live: own, options, files };
  const run = readRecordedRun(live.replayFrom);
  return run === null ? { live: own, options, files } : replayed(run, live, options);
}

function replayed(run: RecordedRun, live: LiveRequest, options: RawOptions): LiveInput {
  const { files, environment, defines, policy, startedAt } = run;
  const said = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return {
    live: {
      ...live,
      texts: onlyTexts(textsOf(run)),
      replayed: { environment, defines, today: startedAt.slice(0, 10), differs: run.differs },
    },
    options: {
      ...run.options,
      ...(policy && { policy: { ...policy, folder: path.resolve(policy.folder) } }),
      ...said,
    },
    files,
  };
}
