// Whole-process figures, interleaved in one run. Trust the ratios and the differences, not single milliseconds.
// usage: npm run bench [-- rounds]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const bin = path.join(root, 'bin/multi-engine.js');
const rounds = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-bench-'));
const tenEngines = path.join(folder, 'ten.yaml');
writeFileSync(tenEngines, configuration(10));

const CASES = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: '--version', args: [bin, '--version'], extraMs: 10 },
  { name: '--help', args: [bin, '--help'], extraMs: 10 },
  { name: 'validate, 10 engines', args: [bin, 'validate', tenEngines], extraMs: 25, maxMiB: 55 },
];

try {
  const times = CASES.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    CASES.forEach((each, index) => {
      const milliseconds = run(each.args);
      if (round >= 0) times[index].push(milliseconds);
    });
  }
  const base = median(times[0]);
  console.log(`${rounds} rounds, medians; x = ratio to "node -e 0" of the same run\n`);
  CASES.forEach((each, index) => console.log(line(each, median(times[index]), base)));
} finally {
  rmSync(folder, { recursive: true });
}

function line({ name, args, extraMs, maxMiB }, milliseconds, base) {
  const rss = peakMiB(args);
  const cells = [
    name.padEnd(24),
    `${milliseconds.toFixed(1)} ms`.padStart(10),
    `${(milliseconds / base).toFixed(2)} x`.padStart(8),
    extraMs === undefined ? '' : `+${(milliseconds - base).toFixed(1)} ms (bar: +${extraMs})`.padStart(26),
    `${rss.toFixed(0)} MiB${maxMiB === undefined ? '' : ` (bar: ${maxMiB})`}`.padStart(20),
  ];
  return cells.join(' ');
}

function run(args) {
  const started = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore', cwd: folder });
  if (status === null || status > 1) throw new Error(`${args.join(' ')} ended with ${status}`);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

/** Peak resident size as the operating system counts it, told by the process itself at its end. */
function peakMiB(args) {
  const hook =
    'data:text/javascript,process.on("exit",()=>process.stderr.write("\\nrss="+process.resourceUsage().maxRSS))';
  const { stderr } = spawnSync(process.execPath, ['--import', hook, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return Number(/rss=(\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1024;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function configuration(engines) {
  const entries = Array.from(
    { length: engines },
    (_, index) => `  engine${index}:
    name: default
    rest: http://engine${index}.example:8080/engine-rest
    importEnabled: true
    authentication:
      enabled: true
      user: optimize
      password: "\${PASSWORD_${index}:changeit}"
    defaultTenant:
      id: tenant${index}
      name: Tenant ${index}
    webapps:
      enabled: true
      endpoint: http://engine${index}.example:8080/camunda
`,
  );
  return `engines:\n${entries.join('')}`;
}
