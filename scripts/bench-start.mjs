// How long a short run takes: `validate` of ten engines, with kept code and as in CI, where nothing is kept yet, against Node's
// own start and against bpmnlint on a model of like size; on the oldest Node that is supported and on the newest ones.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from './measure.mjs';

const OLDEST_NODE = '20.18.1';
const NODES = [OLDEST_NODE, '22', '24'];
/** The last release that runs on the oldest Node. */
const BPMNLINT = '11.7.2';
/** What a run with kept code may take, in starts of the oldest Node. */
const WARM_BAR = 1.35;

/** @returns {string} one line per Node and command, and what each bar says of it */
export function benchStart(bin, configuration, folder, rounds) {
  const tools = path.join(tmpdir(), 'multi-engine-bench-tools');
  const linter = installed(tools, 'bpmnlint', BPMNLINT);
  writeFileSync(path.join(folder, '.bpmnlintrc'), '{"extends":"bpmnlint:recommended"}\n');
  writeFileSync(path.join(folder, 'model.bpmn'), modelOf(Buffer.byteLength(configuration)));
  writeFileSync(path.join(folder, 'ten.yaml'), configuration);
  const programs = {
    bin,
    folder,
    linter: path.join(linter, 'node_modules/bpmnlint/bin/bpmnlint.js'),
  };
  const nodes = NODES.map((wanted) => nodeOf(tools, wanted));
  const times = timesOf(nodes, programs, rounds);
  const [oldest] = times;
  return times.flatMap((each, index) => linesOf(versionOf(nodes[index]), each, oldest.floor)).join('\n');
}

/** The package of Node's own binaries; outside of the repository, and kept for the next bench. */
function nodeOf(tools, version) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = installed(tools, name, version);
  return path.join(folder, 'node_modules', name, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node');
}

function installed(tools, name, version) {
  const folder = path.join(tools, `${name}-${version}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', `${name}@${version}`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}

/** In turn, so that whatever else the machine does hits all of them. */
function timesOf(nodes, programs, rounds) {
  const runs = nodes.map((node) => runsOf(node, programs));
  const times = runs.map((commands) => Object.fromEntries(Object.keys(commands).map((name) => [name, []])));
  // The second run keeps what was compiled.
  for (let round = -2; round < rounds; round += 1) {
    runs.forEach((commands, index) => {
      for (const [name, command] of Object.entries(commands)) {
        const milliseconds = command();
        if (round >= 0) times[index][name].push(milliseconds);
      }
    });
  }
  return times;
}

function runsOf(node, { bin, folder, linter }) {
  const kept = mkdtempSync(path.join(folder, 'kept-'));
  const validate = [bin, 'validate', path.join(folder, 'ten.yaml')];
  return {
    floor: () => timed(node, ['-e', '0'], folder, kept),
    warm: () => timed(node, validate, folder, kept),
    cold: () => timed(node, validate, folder, mkdtempSync(path.join(folder, 'nothing-kept-'))),
    bpmnlint: () => timed(node, [linter, path.join(folder, 'model.bpmn')], folder, kept),
  };
}

function timed(node, args, cwd, cache) {
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(node, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${String(stderr)}`);
  return milliseconds;
}

function versionOf(node) {
  return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
}

/** Ratios are medians of pairs: the two of a pair ran side by side. */
function linesOf(version, times, floor) {
  const paired = (name, other) => median(times[name].map((time, round) => time / other[round]));
  const warm = paired('warm', floor);
  const cold = paired('cold', times.bpmnlint);
  const line = (name, more) => {
    const cells = [
      version.padEnd(9),
      name.padEnd(9),
      `${median(times[name]).toFixed(1)} ms`.padStart(10),
      `${paired(name, times.floor).toFixed(2)} x`.padStart(8),
      more,
    ];
    return cells.join(' ').trimEnd();
  };
  return [
    line('floor', ' of its own "node -e 0"'),
    line(
      'warm',
      ` ${warm.toFixed(2)} x that of Node ${OLDEST_NODE} (bar: ${WARM_BAR}): ${said(warm <= WARM_BAR)}`,
    ),
    line('cold', ` ${cold.toFixed(2)} x bpmnlint (bar: below 1): ${said(cold < 1)}`),
    line('bpmnlint', ''),
  ];
}

function said(holds) {
  return holds ? 'holds' : 'FAILS';
}

/** A sound process of as many tasks as fit into so many bytes. */
function modelOf(bytes) {
  for (let tasks = 1; ; tasks += 1) {
    const text = processOf(tasks);
    if (text.length >= bytes) return text;
  }
}

function processOf(tasks) {
  const nodes = ['start', ...Array.from({ length: tasks }, (_, index) => `task${index}`), 'end'];
  const flows = nodes.slice(1).map((to, index) => ({ id: `flow${index}`, from: nodes[index], to }));
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="definitions" targetNamespace="http://bench">
  <process id="process" name="Bench" isExecutable="true">
${nodes.map((id) => nodeXml(id, flows)).join('\n')}
${flows.map(({ id, from, to }) => `    <sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`).join('\n')}
  </process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="process">
${nodes.map((id, x) => `      <bpmndi:BPMNShape id="${id}-shape" bpmnElement="${id}"><dc:Bounds x="${150 * x}" y="80" width="100" height="80" /></bpmndi:BPMNShape>`).join('\n')}
${flows.map(({ id }, x) => `      <bpmndi:BPMNEdge id="${id}-edge" bpmnElement="${id}"><di:waypoint x="${150 * x + 100}" y="120" /><di:waypoint x="${150 * x + 150}" y="120" /></bpmndi:BPMNEdge>`).join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</definitions>
`;
}

function nodeXml(id, flows) {
  const type = { start: 'startEvent', end: 'endEvent' }[id] ?? 'userTask';
  const refs = flows.flatMap((flow) => [
    ...(flow.to === id ? [`<incoming>${flow.id}</incoming>`] : []),
    ...(flow.from === id ? [`<outgoing>${flow.id}</outgoing>`] : []),
  ]);
  return `    <${type} id="${id}" name="${id}">${refs.join('')}</${type}>`;
}
