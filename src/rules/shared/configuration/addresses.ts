import type { EngineEntry } from '../../../configuration/types.js';
import { isLocalHost } from '../../../core/text/url.js';

/** The host of a normalised address, without port. */
export function hostOf(base: string): string {
  return /^https?:\/\/(\[[^\]]*\]|[^/:?#]*)/u.exec(base)?.[1] ?? '';
}

/** Whether an engine is addressed on the machine itself. */
export function isLocal({ base }: EngineEntry): boolean {
  return base !== null && isLocalHost(hostOf(base));
}

/** Whether an entry is the one that Optimize ships, left as it is. */
export function isSampleEntry({ alias, base }: EngineEntry): boolean {
  return alias === 'camunda-bpm' && base === 'http://localhost:8080/engine-rest';
}
