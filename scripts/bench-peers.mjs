// `validate` beside linters and validators that many people know: each reads a sound file of its own kind and of like size, with its usual
// rules. All runs in turn, so that whatever else the machine does hits all of them.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { installed, installInto } from './bench-tools.mjs';
import { mebibytesIn, median, ranThrough, TELLING_MEMORY } from './measure.mjs';

const root = path.resolve(import.meta.dirname, '..');
const SIZES = [1, 10, 1_000];

/** The last releases that run on the oldest Node. */
export const PEERS = [
  {
    name: 'bpmnlint',
    package: 'bpmnlint',
    version: '11.7.2',
    reads: 'BPMN models',
    bin: 'bin/bpmnlint.js',
    prepare: (folder, bytes) => {
      written(folder, '.bpmnlintrc', '{"extends":"bpmnlint:recommended"}\n');
      return [written(folder, 'model.bpmn', sized(bytes, bpmnOf))];
    },
  },
  {
    name: 'ajv-cli',
    package: 'ajv-cli',
    version: '5.0.0',
    reads: 'the same files, against the JSON schema alone',
    bin: 'dist/index.js',
    prepare: (folder, _, yaml) => [
      'validate',
      '--strict=false',
      '--spec=draft7',
      '-s',
      path.join(root, 'schemas/environment-config.schema.json'),
      '-d',
      written(folder, 'environment-config.yaml', yaml),
    ],
  },
  {
    name: 'Redocly',
    package: '@redocly/cli',
    version: '1.34.5',
    reads: 'OpenAPI descriptions',
    bin: 'bin/cli.js',
    prepare: lintsOpenApi('redocly.yaml', 'extends: [recommended]\ntelemetry: off\n'),
  },
  {
    name: 'Spectral',
    package: '@stoplight/spectral-cli',
    version: '6.15.0',
    reads: 'OpenAPI descriptions',
    bin: 'dist/index.js',
    prepare: lintsOpenApi('.spectral.yaml', 'extends: ["spectral:oas"]\n'),
  },
];

function lintsOpenApi(settings, text) {
  return (folder, bytes) => {
    written(folder, settings, text);
    return ['lint', written(folder, 'openapi.yaml', sized(bytes, openApiOf))];
  };
}

/**
 * @param {(engines: number) => string} configuration a sound file with so many engines
 * @param {string} folder a folder of the caller
 * @returns {{name: string, says: string, times: {engines: number, milliseconds: number, ratio: number}[], mebibytes: number}[]} in the order
 *   of the table; ratios are medians of pairs with Node's own start, memory is the peak with the largest file
 */
export function benchPeers(configuration, folder, rounds) {
  const runners = [...ownRunners(folder), ...PEERS.map(peerRunner)];
  const texts = SIZES.map(configuration);
  const rows = runners.map(({ name, says }) => ({ name, says, times: [], mebibytes: Number.NaN }));
  SIZES.forEach((engines, index) => {
    const runs = runners.map((runner, at) => runner.on(placeFor(folder, at, engines), texts[index]));
    for (const [at, times] of inTurn(runs, rounds).entries()) rows[at].times.push({ engines, ...times });
    if (engines === SIZES.at(-1)) runs.forEach((run, at) => (rows[at].mebibytes = memoryOf(run())));
  });
  return rows;
}

/** @returns {string} a line for each, and what the bar says of it: ahead of every peer, warm and cold, at every size */
export function peerLines(rows) {
  const [, warm, cold, ...peers] = rows;
  const holds = cold.times.every(({ milliseconds }, at) =>
    peers.every(({ times }) => Math.max(milliseconds, warm.times[at].milliseconds) < times[at].milliseconds),
  );
  const lines = rows.map(({ name, times, mebibytes }) => {
    const cells = times.map(({ milliseconds, ratio }) =>
      `${milliseconds.toFixed(1)} ms ${ratio.toFixed(2)} x`.padStart(19),
    );
    return `${name.padEnd(20)} ${cells.join(' ')} ${`${mebibytes.toFixed(0)} MiB`.padStart(9)}`;
  });
  return [
    `validate of ${SIZES.join(', ')} engines, and peers on files of like size (bar: ahead of each): ${holds ? 'holds' : 'FAILS'}`,
    ...lines,
  ].join('\n');
}

/** @returns {{name: string, packages: number, mebibytes: number, seconds: number}[]} what it takes to install each, npm's own cache warm */
export function benchInstall(folder) {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
  const wanted = [
    ['multi-engine', path.join(folder, packed.filename)],
    ...PEERS.map((peer) => [peer.name, `${peer.package}@${peer.version}`]),
  ];
  return wanted.map(([name, what]) => {
    const runs = [1, 2, 3].map(() => {
      const place = mkdtempSync(path.join(folder, 'install-'));
      const started = performance.now();
      installInto(place, what);
      const seconds = (performance.now() - started) / 1_000;
      const { packages } = JSON.parse(readFileSync(path.join(place, 'package-lock.json'), 'utf8'));
      const mebibytes = bytesBelow(path.join(place, 'node_modules')) / 2 ** 20;
      rmSync(place, { recursive: true });
      return { seconds, mebibytes, packages: Object.keys(packages).length - 1 };
    });
    return { name, ...runs[0], seconds: median(runs.map(({ seconds }) => seconds)) };
  });
}

/** @returns {{warm: number, cold: number}} what a run takes with and without kept code, in starts of Node itself */
export function startRatios(yaml, folder, rounds) {
  const runs = ownRunners(folder).map((runner) => runner.on(folder, yaml));
  const [, warm, cold] = inTurn(runs, rounds).map(({ ratio }) => ratio);
  return { warm, cold };
}

/** Each gives, for a place and a text, what makes one run after the other. */
function ownRunners(folder) {
  const bin = path.join(root, 'bin/multi-engine.js');
  const kept = mkdtempSync(path.join(folder, 'kept-'));
  const own = (name, says, cacheOf) => ({
    name,
    says,
    on: (cwd, yaml) => {
      const args = [bin, 'validate', written(cwd, 'environment-config.yaml', yaml)];
      return () => ({ args, cwd, cache: cacheOf() });
    },
  });
  return [
    {
      name: 'node -e 0',
      says: "Node's own start",
      on: (cwd) => () => ({ args: ['-e', '0'], cwd, cache: kept }),
    },
    own('multi-engine', 'as people run it, again and again', () => kept),
    own('multi-engine, cold', 'as CI runs it: nothing is kept', () =>
      mkdtempSync(path.join(folder, 'nothing-kept-')),
    ),
  ];
}

function peerRunner(peer) {
  return {
    name: `${peer.name} ${peer.version}`,
    says: `reads ${peer.reads}`,
    on: (cwd, yaml) => {
      const args = argumentsOf(peer, cwd, yaml);
      return () => ({ args, cwd, cache: cwd });
    },
  };
}

/** @returns {string[]} what to start Node with, so that a tool reads a file of the size of `yaml` in that folder */
export function argumentsOf({ package: from, version, bin, prepare }, folder, yaml) {
  return [path.join(installed(from, version), bin), ...prepare(folder, Buffer.byteLength(yaml), yaml)];
}

function placeFor(folder, at, engines) {
  const place = path.join(folder, `peer-${at}-${engines}`);
  mkdirSync(place, { recursive: true });
  return place;
}

function memoryOf(run) {
  return mebibytesIn(ranThrough({ ...run, args: [...TELLING_MEMORY, ...run.args] }).stderr);
}

/** Medians of each. The first two rounds do not count: the second one keeps what was compiled. */
function inTurn(runs, rounds) {
  const times = runs.map(() => []);
  for (let round = -2; round < rounds; round += 1)
    runs.forEach((run, at) => {
      const { milliseconds } = ranThrough(run());
      if (round >= 0) times[at].push(milliseconds);
    });
  const [floor] = times;
  return times.map((each) => ({
    milliseconds: median(each),
    ratio: median(each.map((time, round) => time / floor[round])),
  }));
}

function written(folder, name, text) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function bytesBelow(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (sum, each) => (each.isFile() ? sum + statSync(path.join(each.parentPath, each.name)).size : sum),
    0,
  );
}

/** The shortest text of at least so many bytes that a number of equal parts gives. */
function sized(bytes, textOf) {
  const [none, ten] = [textOf(0).length, textOf(10).length];
  let parts = Math.max(1, Math.floor((bytes - none) / ((ten - none) / 10)) - 10);
  while (textOf(parts).length < bytes) parts += 1;
  return textOf(parts);
}

/** A sound process of so many tasks, one after the other. */
function bpmnOf(tasks) {
  const ids = ['start', ...Array.from({ length: tasks }, (_, index) => `task${index}`), 'end'];
  const flows = ids.slice(1).map((to, index) => ({ id: `flow${index}`, from: ids[index], to }));
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="definitions" targetNamespace="http://bench">
  <process id="process" name="Bench" isExecutable="true">
${ids.map((id, at) => nodeXml(id, flows[at - 1], flows[at])).join('\n')}
${flows.map(({ id, from, to }) => `    <sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`).join('\n')}
  </process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="process">
${ids.map((id, x) => `      <bpmndi:BPMNShape id="${id}-shape" bpmnElement="${id}"><dc:Bounds x="${150 * x}" y="80" width="100" height="80" /></bpmndi:BPMNShape>`).join('\n')}
${flows.map(({ id }, x) => `      <bpmndi:BPMNEdge id="${id}-edge" bpmnElement="${id}"><di:waypoint x="${150 * x + 100}" y="120" /><di:waypoint x="${150 * x + 150}" y="120" /></bpmndi:BPMNEdge>`).join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</definitions>
`;
}

function nodeXml(id, before, after) {
  const type = { start: 'startEvent', end: 'endEvent' }[id] ?? 'userTask';
  const refs = [
    ...(before === undefined ? [] : [`<incoming>${before.id}</incoming>`]),
    ...(after === undefined ? [] : [`<outgoing>${after.id}</outgoing>`]),
  ];
  return `    <${type} id="${id}" name="${id}">${refs.join('')}</${type}>`;
}

/** A sound description of so many resources. */
function openApiOf(resources) {
  const paths = Array.from(
    { length: resources },
    (_, index) => `  /things${index}:
    get:
      operationId: getThings${index}
      summary: Things of kind ${index}
      description: Gives all things of kind ${index}.
      tags: [things]
      responses:
        '200':
          description: All of them
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Things'
        '404':
          description: There is no such kind
`,
  );
  return `openapi: 3.0.3
info:
  title: Bench
  version: 1.0.0
  description: Things of many kinds.
  license:
    name: Apache-2.0
    url: https://www.apache.org/licenses/LICENSE-2.0
  contact:
    name: Bench
    url: https://bench.test
    email: bench@bench.test
servers:
  - url: https://bench.test/api
security:
  - basic: []
tags:
  - name: things
    description: Things of many kinds
paths:
${paths.join('') || '  {}\n'}components:
  securitySchemes:
    basic:
      type: http
      scheme: basic
  schemas:
    Things:
      type: array
      items:
        type: string
`;
}
