// What the benches share.
import { spawnSync } from 'node:child_process';

/** Arguments for Node that make a process tell its peak resident size, as the operating system counts it, at its end. */
export const TELLING_MEMORY = [
  '--import',
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\nrss="+process.resourceUsage().maxRSS))',
];

/** @returns {number} MiB, as such a process told it on standard error */
export function mebibytesIn(stderr) {
  return Number(/rss=(\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1024;
}

/** Whether Node 20 reads certificates at every start, which adds to its own start and to that of everything beside it. */
export const READS_CERTIFICATES = (process.env['NODE_EXTRA_CA_CERTS'] ?? '') !== '';

/** @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/**
 * @param {{node?: string, args: readonly string[], cwd: string, cache: string, variables?: NodeJS.ProcessEnv}} run `cache`: where
 *   the program keeps compiled code; `variables`: of the environment, beside those of this process
 * @returns {{milliseconds: number, stderr: string}} of a process from its start to its end
 * @throws where it does not end well
 */
export function ranThrough({ node = process.execPath, args, cwd, cache, variables = {} }) {
  // Redocly would ask its makers for news, and tell them of the run.
  const env = {
    ...process.env,
    ...variables,
    XDG_CACHE_HOME: cache,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  };
  const started = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(node, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return { milliseconds, stderr };
}
