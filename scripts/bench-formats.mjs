// Every format of two reports of 5,000 findings, against JSON.stringify of the same report, in turn and in one process.
// usage: node scripts/bench-formats.mjs    ends with 1 where a format took more than the bar in each of three attempts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundled } from './bench-bundle.mjs';
import { median } from './measure.mjs';

const FINDINGS = 5_000;
const BAR = 10;
const ATTEMPTS = 3;
const root = path.resolve(import.meta.dirname, '..');
/** What renders a report, and what makes one of a file. */
const PARTS = `
  export { FORMAT_NAMES, render } from './src/report/index.js';
  export { check } from './src/run/check.js';
  export { plainRequest } from './src/run/request/plain-request.js';
  export { rulePages } from './src/cli/output/rule-pages.js';
`;

/** @returns {Promise<readonly { readonly report: string, readonly format: string, readonly ratio: number, readonly milliseconds: number }[]>} */
export async function benchFormats(rounds = 7) {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-bench-'));
  try {
    const { render, rulePages, FORMAT_NAMES, ...judge } = await bundled(PARTS, folder);
    const reports = { configuration: await ofConfiguration(judge, folder), engines: ofEngines() };
    const options = {
      color: false,
      quiet: false,
      verbose: false,
      timings: false,
      width: 100,
      rules: await rulePages(path.join(root, 'docs/rules')),
    };
    const rows = [];
    for (const [name, report] of Object.entries(reports)) {
      const stringify = async () => JSON.stringify(report);
      const works = FORMAT_NAMES.map((format) => () => render(format, report, options));
      const [base, ...times] = await inTurn([stringify, ...works], rounds);
      times.forEach((milliseconds, index) =>
        rows.push({
          report: name,
          format: FORMAT_NAMES[index],
          ratio: milliseconds / base,
          milliseconds,
          base,
        }),
      );
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns {Promise<string>} a line for each report, the slowest format first */
export async function formatLines() {
  return linesOf(await benchFormats());
}

function linesOf(rows) {
  return ['configuration', 'engines']
    .map((report) => {
      const own = rows.filter((row) => row.report === report).toSorted((a, b) => b.ratio - a.ratio);
      const cells = own.map(({ format, ratio }) => `${format} ${ratio.toFixed(1)}`);
      return `formats, ${FINDINGS} findings of ${report}, x JSON.stringify (${own[0].base.toFixed(1)} ms; bar: ${BAR} x): ${cells.join(', ')}`;
    })
    .join('\n');
}

/** Medians of all works, each done once in every round. */
async function inTurn(works, rounds) {
  const times = works.map(() => []);
  for (let round = -2; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const started = performance.now();
      await work();
      if (round >= 0) times[index].push(performance.now() - started);
    }
  }
  return times.map(median);
}

/** Faults of several rules in one long file, so that every finding has its place, its frame and, where there is one, its edit. */
async function ofConfiguration({ check, plainRequest }, folder) {
  const file = path.join(folder, 'environment-config.yaml');
  const entries = Array.from({ length: FINDINGS / 4 }, (_, index) => {
    const host = `h${(index * 7919).toString(36)}`;
    return `  engine${index}:\n    name: default\n    rest: http://${host}.example.com/engine-rest/\n    enabled: true\n    nmae: x\n    webapps:\n      enabled: maybe\n`;
  });
  writeFileSync(file, `engines:\n${entries.join('')}`);
  const report = await check(plainRequest([file]), { version: '0.0.0', interruptedBy: () => null });
  return { ...report, findings: report.findings.slice(0, FINDINGS) };
}

/** Definitions that are on two of fifty engines, with the inventory that shows them. */
function ofEngines() {
  const aliases = Array.from({ length: 50 }, (_, index) => `engine-${index}`);
  const lines = aliases.flatMap((alias) => [
    `  ${alias}:`,
    `    rest: https://${alias}.example.com/engine-rest`,
  ]);
  const findings = Array.from({ length: FINDINGS }, (_, index) => duplicate(index, aliases));
  const rows = findings.flatMap(({ engines, data }) =>
    engines.map((engine) => ({
      engine,
      kind: 'process',
      definition: {
        key: data.key,
        version: 3,
        tenant: null,
        id: `${data.key}:3:${data.key}`,
        deployed: '2026-01-02T03:04:05.678+0000',
        alsoOn: engines.filter((each) => each !== engine),
      },
      because: null,
    })),
  );
  return {
    tool: { name: 'multi-engine', version: '0.0.0' },
    command: 'doctor',
    result: 'findings',
    exitCode: 1,
    optimize: '3.15',
    files: ['environment-config.yaml'],
    summary: { error: FINDINGS, warning: 0, info: 0, suppressed: 0, skipped: 0 },
    engines: aliases.map(engineRow),
    databases: [],
    findings,
    coverage: [{ rule: 'T401', name: 'duplicate-definition', ran: aliases, skipped: [] }],
    sources: new Map([['environment-config.yaml', ['engines:', ...lines]]]),
    defects: [],
    incomplete: false,
    notes: [],
    timings: [],
    inventory: () => rows,
  };
}

function engineRow(alias, index) {
  return {
    alias,
    name: 'default',
    rest: `https://${alias}.example.com/engine-rest`,
    file: 'environment-config.yaml',
    line: 2 * index + 2,
    status: 'ok',
    failure: null,
    product: 'Camunda Platform 7',
    version: '7.24.0',
    installation: null,
    processDefinitions: 200,
    decisionDefinitions: 0,
    tenants: 0,
    visibility: 'full',
    nodesSeen: 1,
    latencyMs: 12,
    requests: [],
  };
}

function duplicate(index, aliases) {
  const at = [index % 50, (index * 7 + 1 + Math.floor(index / 50)) % 50];
  const [from, to] = at[0] === at[1] ? [at[0], (at[1] + 1) % 50] : at;
  const engines = [aliases[from], aliases[to]];
  const key = `process-${index}`;
  const remedy = `Undeploy "${key}" from one of the engines, or list only one of them in the configuration.`;
  const place = (engine, role, note) => ({
    file: 'environment-config.yaml',
    line: 2 * engine + 2,
    column: 3,
    endLine: 2 * engine + 2,
    endColumn: 3 + aliases[engine].length,
    pointer: `/engines/${aliases[engine]}`,
    role,
    note,
  });
  return {
    rule: 'T401',
    name: 'duplicate-definition',
    severity: 'error',
    certainty: 'proven',
    message: `Process definition "${key}", version 3, is on "${engines[0]}" and on "${engines[1]}". Optimize keeps the one imported first.`,
    engines,
    data: { kind: 'process', key, tenant: null, engines, versions: [1, 2, 3] },
    locations: [place(from, 'primary', null), place(to, 'related', `"${engines[1]}" has ${key} too`)],
    evidence: engines.map((engine) => ({
      kind: 'process-definition',
      engines: [engine],
      detail: `version 3 has id ${key}:3:${engine}`,
      request: 'GET /engine/default/process-definition/statistics',
      status: 200,
    })),
    remedy,
    advice: { words: remedy, lines: [] },
    together: {
      message: 'Definitions are on two engines.',
      cells: { key, kind: 'process', engines: engines.join(', ') },
    },
    url: 'docs/rules/T401-duplicate-definition.md',
    key: `T401:${engines.join(',')}:process/${key}`,
    inconclusive: false,
  };
}

/** What is above the bar every time: a machine that is busy for a moment slows one attempt, and one format of it. */
async function tooSlow() {
  let slow = null;
  for (let attempt = 0; attempt < ATTEMPTS && (slow === null || slow.length > 0); attempt += 1) {
    const rows = await benchFormats();
    console.log(linesOf(rows));
    const above = rows
      .filter(({ ratio }) => ratio > BAR)
      .map(({ report, format }) => `${format} of ${report}`);
    slow = slow === null ? above : slow.filter((each) => above.includes(each));
  }
  return slow;
}

if (process.argv[1] === import.meta.filename) {
  const slow = await tooSlow();
  for (const each of slow) console.error(`${each} takes more than ${BAR} x JSON.stringify`);
  process.exitCode = slow.length > 0 ? 1 : 0;
}
