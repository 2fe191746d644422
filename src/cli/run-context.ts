import type { RunContext } from '../run/request/request.js';
import type { RawOptions } from './options/options.js';
import { runFactsOf } from './output/run-facts.js';
import { say } from './output/standard-error.js';

/** What a run of `validate` or `doctor` is told besides what to check. */
export function contextOf(
  version: string,
  options: RawOptions,
  interruptedBy: RunContext['interruptedBy'],
): RunContext {
  return { version, interruptedBy, run: runFactsOf(options), say: (line) => say(`multi-engine: ${line}`) };
}
