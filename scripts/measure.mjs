// What the benches share.

/** Arguments for Node that make a process tell its peak resident size, as the operating system counts it, at its end. */
export const TELLING_MEMORY = [
  '--import',
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\nrss="+process.resourceUsage().maxRSS))',
];

/** @returns {number} MiB, as such a process told it on standard error */
export function mebibytesIn(stderr) {
  return Number(/rss=(\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1024;
}

/** @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
