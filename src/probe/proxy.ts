/**
 * Which proxy the usual environment variables name for an address, or null. Lower case wins, as in curl. This machine
 * itself is never asked for through a proxy: no proxy could reach it.
 */
export function proxyFor(target: URL, environment: NodeJS.ProcessEnv): string | null {
  if (/^(localhost|127(\.\d+){3}|\[::1\])$/.test(target.hostname)) return null;
  const variable = target.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const proxy = environment[variable] ?? environment[variable.toUpperCase()] ?? '';
  if (proxy === '' || isExempt(target, environment['no_proxy'] ?? environment['NO_PROXY'] ?? '')) return null;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function isExempt(target: URL, list: string): boolean {
  const entries = list.split(/[,\s]+/).filter((entry) => entry !== '');
  return entries.some((entry) => entry === '*' || matches(target, entry.toLowerCase()));
}

/** `example.org` and `.example.org` mean the host and everything below; a port restricts the entry to it. */
function matches(target: URL, entry: string): boolean {
  const [, name = entry, port] = /^(.*):(\d+)$/.exec(entry) ?? [];
  if (port !== undefined && port !== portOf(target)) return false;
  const host = name.replace(/^\*?\./, '');
  return target.hostname === host || target.hostname.endsWith(`.${host}`);
}

function portOf(target: URL): string {
  if (target.port !== '') return target.port;
  return target.protocol === 'https:' ? '443' : '80';
}
