// How long a short run takes: `validate` of ten engines, with kept code and as in CI, where nothing is kept yet, against Node's
// own start and against bpmnlint on a model of like size; on the oldest Node that is supported and on the newest ones.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { argumentsOf, PEERS } from './bench-peers.mjs';
import { nodeOf } from './bench-tools.mjs';
import { median, ranThrough, READS_CERTIFICATES } from './measure.mjs';

const OLDEST_NODE = '20.18.1';
const NODES = [OLDEST_NODE, '22', '24'];
const [BPMNLINT] = PEERS;
/** What a run with kept code may take, in starts of the oldest Node. */
const WARM_BAR = 1.35;

/** @returns {string} one line per Node and command, and what each bar says of it */
export function benchStart(bin, configuration, folder, rounds) {
  const file = path.join(folder, 'ten.yaml');
  writeFileSync(file, configuration);
  const programs = {
    folder,
    validate: [bin, 'validate', file],
    lint: argumentsOf(BPMNLINT, folder, configuration),
  };
  const nodes = NODES.map(nodeOf);
  const times = timesOf(nodes, programs, rounds);
  const [oldest] = times;
  const lines = times.flatMap((each, index) => linesOf(versionOf(nodes[index]), each, oldest.floor));
  return [...lines, ...linesWithoutCertificates(oldest)].join('\n');
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

function runsOf(node, { folder, validate, lint }) {
  const kept = mkdtempSync(path.join(folder, 'kept-'));
  const timed = (args, { cache = kept, variables } = {}) =>
    ranThrough({ node, args, cwd: folder, cache, variables }).milliseconds;
  const withoutCertificates = { variables: { NODE_EXTRA_CA_CERTS: undefined } };
  return {
    floor: () => timed(['-e', '0']),
    warm: () => timed(validate),
    cold: () => timed(validate, { cache: mkdtempSync(path.join(folder, 'nothing-kept-')) }),
    bpmnlint: () => timed(lint),
    ...(READS_CERTIFICATES && {
      bareFloor: () => timed(['-e', '0'], withoutCertificates),
      bareWarm: () => timed(validate, withoutCertificates),
    }),
  };
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

/** The bars are set where the variable is: what the program adds is the same without it, and Node's own start is a third. */
function linesWithoutCertificates({ bareFloor, bareWarm }) {
  if (!READS_CERTIFICATES) return [];
  const ratio = median(bareWarm.map((time, round) => time / bareFloor[round]));
  const [floor, warm] = [bareFloor, bareWarm].map((times) => median(times).toFixed(1));
  return [
    `NODE_EXTRA_CA_CERTS is set; without it, Node ${OLDEST_NODE}: floor ${floor} ms, warm ${warm} ms = ${ratio.toFixed(2)} x`,
  ];
}

function said(holds) {
  return holds ? 'holds' : 'FAILS';
}
