import { escapeText, quotedList } from '../../core/text/text.js';
import type { ProbeProgress } from '../../run/request/request.js';

/** Something that shows how far the probes are. */
export interface Progress {
  readonly update: (progress: ProbeProgress) => void;
  readonly stop: () => void;
}

export function progressInWords({ done, total, waiting }: ProbeProgress): string {
  if (waiting === undefined) return `asking the engines: ${done} of ${total} done`;
  const minutes = Math.ceil(waiting.milliseconds / 60_000);
  return `waiting for what tells ${escapeText(quotedList(waiting.engines))} apart, ${minutes} min at most`;
}
