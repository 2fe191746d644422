// `doctor` against many engines, which are recorded answers of a real one, each a little different, behind real HTTP.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { mebibytesIn, median, TELLING_MEMORY } from './measure.mjs';

const root = path.resolve(import.meta.dirname, '..');
const bin = path.join(root, 'bin/multi-engine.js');

/** What the same answers cost anybody: Node's own client and JSON.parse, with as many engines at once. */
const BARE = `
  import { readFileSync } from 'node:fs';
  import http from 'node:http';
  const { bases, requests } = JSON.parse(readFileSync(process.argv[1], 'utf8'));
  const agent = new http.Agent({ keepAlive: true });
  const get = (url) => new Promise((resolve) => http.get(url, { agent }, (answer) => {
    const parts = [];
    answer.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString()));
  }));
  const worker = async () => {
    for (let base = bases.pop(); base !== undefined; base = bases.pop())
      for (const request of requests) JSON.parse(await get(base + request));
  };
  await Promise.all(Array.from({ length: 64 }, worker));
  agent.destroy();
`;

/**
 * @param {string} folder for configuration files
 * @returns {Promise<string>} one line for slow engines, one for many of them, one for many definitions
 */
export async function benchDoctor(folder) {
  const slow = await withEngines({ engines: 50, latencyMs: 200, definitions: 1 }, async ({ bases }) => {
    const [one] = await inTurn([doctor(folder, bases.slice(0, 1), [])]);
    const [usual] = await inTurn([doctor(folder, bases, [])]);
    return `doctor, 50 engines at 200 ms: ${seconds(usual)} (bar: 2.2 s); one such engine alone: ${seconds(one)}`;
  });
  const wide = await withEngines({ engines: 200, latencyMs: 50, definitions: 1 }, async ({ bases }) => {
    const [usual] = await inTurn([doctor(folder, bases, [])]);
    return `doctor, 200 engines at 50 ms: ${seconds(usual)} (bar: 3 s)`;
  });
  const many = await withEngines(
    { engines: 200, latencyMs: 0, definitions: 500 },
    async ({ bases, askedOfOne }) => {
      await run(doctor(folder, bases, []));
      const list = path.join(folder, 'bare.json');
      writeFileSync(list, JSON.stringify({ bases, requests: askedOfOne }));
      const [whole, bare] = await inTurn([
        doctor(folder, bases, []),
        ['--input-type=module', '-e', BARE, list],
      ]);
      const ratio = (whole.milliseconds / bare.milliseconds).toFixed(1);
      return `doctor, 200 engines with 100,000 definitions: ${seconds(whole)} = ${ratio} x the same requests and JSON.parse alone (${seconds(bare)}; bar: 2 x), ${whole.mebibytes.toFixed(0)} MiB (bar: 400)`;
    },
  );
  return `${slow}\n${wide}\n${many}`;
}

function doctor(folder, bases, options) {
  const file = path.join(folder, `doctor-${bases.length}.yaml`);
  const entries = bases.map(
    (rest, index) => `  engine${index}:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication:
      enabled: false
      user: ''
      password: ''
    webapps:
      endpoint: https://engine${index}.example/camunda
      enabled: true
`,
  );
  writeFileSync(file, `engines:\n${entries.join('')}`);
  return [...TELLING_MEMORY, bin, 'doctor', file, '--quiet', '--exit-zero', ...options];
}

/** Medians of three runs of each command, in turn; memory of the last. */
async function inTurn(commands) {
  const runs = commands.map(() => []);
  for (let round = 0; round < 3; round += 1)
    for (const [index, args] of commands.entries()) runs[index].push(await run(args));
  return runs.map((each) => ({
    milliseconds: median(each.map(({ milliseconds }) => milliseconds)),
    mebibytes: each[2].mebibytes,
  }));
}

async function run(args) {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0)
    throw new Error(`${args.slice(0, 5).join(' ')} ended with ${code}: ${stderr.slice(0, 500)}`);
  return {
    milliseconds: performance.now() - started,
    mebibytes: mebibytesIn(stderr),
  };
}

/** Runs `work` with the addresses of so many engines, which answer after `latencyMs`, and with what the first one is asked. */
async function withEngines({ engines, latencyMs, definitions }, work) {
  const askedOfOne = [];
  const servers = await Promise.all(
    Array.from({ length: engines }, (_, index) =>
      serve(answersOf(index, definitions), latencyMs, index === 0 ? askedOfOne : []),
    ),
  );
  try {
    const bases = servers.map((server) => `http://127.0.0.1:${server.address().port}/engine-rest`);
    return await work({ bases, askedOfOne });
  } finally {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  }
}

async function serve(answers, latencyMs, asked) {
  const server = createServer((request, response) => {
    const wanted = plain(request.url.replace('/engine-rest', ''));
    asked.push(wanted);
    const body = answers.get(wanted);
    setTimeout(() => {
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(body ?? '{}');
    }, latencyMs);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The recorded answers by request, as engine number `index` would give them: ids, keys and dates of its own. */
function answersOf(index, definitions) {
  const own = (text) =>
    text
      .replaceAll(UUID, (id) => `${hex(index)}${id.slice(4, -4)}${hex(index)}`)
      .replaceAll(DATE, (date) => shifted(date, 61_007 * index))
      .replaceAll('inventory-checkout', `checkout-${index}`);
  const answers = new Map(recorded().map(({ request, body }) => [plain(request), own(JSON.stringify(body))]));
  const rows = Array.from({ length: definitions }, (_, row) => statistics(index, row));
  answers.set('/engine/default/process-definition/statistics', JSON.stringify(rows));
  answers.set('/engine/default/process-definition/count', JSON.stringify({ count: definitions }));
  return answers;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const DATE = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?=\+0000)/g;

function shifted(date, milliseconds) {
  return new Date(Date.parse(`${date}Z`) - milliseconds).toISOString().slice(0, -1);
}

function recorded() {
  const folder = path.join(root, 'fixtures/landscapes/distinct');
  const file = readdirSync(folder).find((name) => name.endsWith('inventory.json'));
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')).answers;
}

/** A row as engines write it, with all its fields. */
function statistics(index, row) {
  const key = `checkout-${index}-${row}`;
  const id = `${key}:1:${hex(index)}a405-e717-11f1-aab7-02fc0000${hex(row)}`;
  return {
    id,
    instances: 3,
    failedJobs: 0,
    incidents: [],
    definition: {
      id,
      key,
      category: 'http://bpmn.io/schema/bpmn',
      description: null,
      name: `Checkout number ${row}`,
      version: 1,
      resource: `${key}.bpmn`,
      deploymentId: `${hex(index)}dc22-e717-11f1-aab7-02fc0000${hex(row)}`,
      diagram: null,
      suspended: false,
      tenantId: null,
      versionTag: null,
      historyTimeToLive: 180,
      startableInTasklist: true,
    },
  };
}

/** A request without what differs from run to run. */
function plain(request) {
  return request.replaceAll(/([?&](?:startDate|endDate)=)[^&]*/g, '$1');
}

function hex(number) {
  return number.toString(16).padStart(4, '0');
}

function seconds({ milliseconds }) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
