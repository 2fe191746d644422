import type { EngineEntry } from '../../../configuration/types.js';

/** The host of a normalised address, without port. */
export function hostOf(base: string): string {
  return /^https?:\/\/(\[[^\]]*\]|[^/:?#]*)/u.exec(base)?.[1] ?? '';
}

/** Whether a host name means the machine itself. */
export function isLocalHost(host: string): boolean {
  return (
    LOCAL_HOSTS.has(host) ||
    host.endsWith('.localhost') ||
    (host.startsWith('127.') && /^127(?:\.\d+){3}$/u.test(host))
  );
}

const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '0.0.0.0', '[::1]', '[::]']);

/** Whether an engine is addressed on the machine itself. */
export function isLocal({ base }: EngineEntry): boolean {
  return base !== null && isLocalHost(hostOf(base));
}

/** Whether an entry is the one that Optimize ships, left as it is. */
export function isSampleEntry({ alias, base }: EngineEntry): boolean {
  return alias === 'camunda-bpm' && base === 'http://localhost:8080/engine-rest';
}
