import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escapeLines, escapeText, jsonText } from '../src/core/text/text.js';
import { ACCESS_FORMAT_NAMES } from '../src/report/access/index.js';
import { FORMAT_NAMES, formatNamed } from '../src/report/index.js';
import { startEngineServer, type EngineServer, type Reply } from './helpers/engine-server.js';
import { ROOT } from './helpers/fixtures.js';
import { runProgram } from './helpers/program.js';
import { answersOf } from './helpers/real-answers.js';

/** What a name may be made of to take over a terminal, to turn a line round, to write a line of its own, to hide. */
const ATTACK =
  'x##[add-mask]x##vso[x]\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\u061c\u200f\u2066\u2028\u200b\ufeff\u007fy';
/** Where nothing breaks by it: a file name, an argument. */
const LINES = `${ATTACK}\r\nmulti-engine: all is well`;
/** Half a character: JSON may hold it, and no address can. */
const HALF = '\ud800';
/** YAML allows no control characters outside of escapes. */
const QUOTED = JSON.stringify(ATTACK)
  .replaceAll('\u009b', String.raw`\u009b`)
  .replaceAll('\u007f', String.raw`\u007f`);

const STEERING =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\r(?!\n)/;
/** What a CI would carry out. */
const COMMANDS = /##(?:vso)?\[/;
const FORGED = /^multi-engine: all is well/m;

let engine: EngineServer;
let folder = '';

/** An engine all of whose names are hostile. */
beforeAll(async () => {
  const answers = answersOf('camunda-7.24.0/samejvm-noauth-default');
  engine = await startEngineServer((...asked) => withNames(answers(...asked)));
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
  write('environment-config.yaml', configuration(engine.rest));
  write(`${LINES}.yaml`, `engines:\n  ${QUOTED}: {${QUOTED}: ${QUOTED}, rest: ${QUOTED}}\n`);
  write(`${LINES}.broken.yaml`, `engines:\n  "${LINES}: @x\n`);
  write(`${LINES}.baseline`, '{');
  write('baseline.json', '{"version":1,"tool":"multi-engine","accepted":[]}');
  write(
    'plain.yaml',
    `engines: {plain: {name: default, rest: "${engine.rest}", defaultTenant: {id: ${QUOTED}}, ${QUOTED}: x}}`,
  );
  write('logins.yaml', `engines: {plain: {user: u, password: "${String.raw`Zq7-long\ud800password`}"}}`);
  write('landscape.yaml', landscape());
  write(`${LINES}.bpmn`, model());
  write('broken.bpmn', `<definitions><${ATTACK}`);
  mkdirSync(path.join(folder, 'out'));
});

afterAll(() => engine.close());

function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

function withNames(reply: Reply | undefined): Reply | undefined {
  if (reply?.json === undefined) return reply;
  const json: unknown = JSON.parse(JSON.stringify(reply.json), (key, value: unknown) =>
    typeof value === 'string' && NAMES.has(key) ? value + LINES + HALF : value,
  );
  return { ...reply, json, headers: { 'x-name': 'x' } };
}

const NAMES = new Set(['key', 'id', 'tenantId', 'resource', 'groupId', 'userId', 'message', 'version']);

function configuration(rest: string): string {
  const entry = `
    rest: ${rest}
    importEnabled: true
    ${QUOTED}: ${QUOTED}
    authentication: { enabled: true, user: ${QUOTED}, password: "\${${ATTACK.slice(-1)}}" }
    defaultTenant: { id: ${QUOTED}, name: ${QUOTED} }
    webapps: { enabled: true, endpoint: ${QUOTED} }
    # multi-engine-ignore C999\u202e until=2000-01-01 -- \u202e`;
  return `engines:\n  ${QUOTED}:\n    name: default${entry}\n  second:\n    name: ${QUOTED}${entry}\n`;
}

function landscape(): string {
  const grant = `{ type: grant, user: ${QUOTED}, resource: application, permissions: [ALL], id: optimize }`;
  return `engines:
  ${QUOTED}:
    definitions: [{ kind: process, key: ${QUOTED} }]
    users: [${QUOTED}]
    groups: [${QUOTED}]
    authorizations: [${grant}]
`;
}

function model(): string {
  // XML has no control characters.
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  const name = ATTACK.replaceAll(/[\u0000-\u001f]/g, '');
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">
  <process id="${name}" name="${name}" isExecutable="true"/><process id="other${name}"/></definitions>`;
}

const FORMATS = FORMAT_NAMES;
const OFFLINE = FORMATS.filter((format) => formatNamed(format).needsEngines !== true);
const ACCESS_FORMATS = ACCESS_FORMAT_NAMES;
const FILE = `${LINES}.yaml`;

/** One run, a file for each format. */
function inFiles(name: string, formats: readonly string[]): readonly string[] {
  return formats.map((format) => `--format=${format}=out/${name}-${format}`);
}

const RUNS: readonly (readonly string[])[] = [
  ...OFFLINE.map((format) => ['validate', `--format=${format}`]),
  ['validate', ...inFiles('validate', OFFLINE)],
  ['validate', FILE, ...inFiles('validate-file', OFFLINE)],
  ['validate', `${LINES}.broken.yaml`, ...inFiles('validate-broken', OFFLINE)],
  ...FORMATS.map((format) => ['preview', `${LINES}.bpmn`, '--all', '--tenant', LINES, `--format=${format}`]),
  ['doctor', '--no-env', '--verbose', '--format=pretty', ...inFiles('doctor', FORMATS)],
  ['doctor', '--format=github'],
  ['doctor', 'plain.yaml', '--verbose', ...inFiles('plain', FORMATS)],
  ...ACCESS_FORMATS.map((format) => ['access', LINES, 'demo', `--format=${format}`, '--explain']),
  ['access', LINES, '--config', 'landscape.yaml', '--explain', ...inFiles('landscape', ACCESS_FORMATS)],
  ['access', LINES, ...inFiles('access', ACCESS_FORMATS)],
  ['doctor', '--verbose', '--timings', '--color=always', '--record', 'recorded'],
  ['validate', 'plain.yaml', '--baseline', 'baseline.json', '--update-baseline'],
  ['validate', '--print-effective', FILE],
  ['validate', '--quiet', FILE],
  ['balancer', '--for', 'nginx', '--group', `${ATTACK},second`],
  ['balancer', '--for', 'nginx', '--group', LINES],
  ['balancer', '--for', LINES],
  ['balancer', '--for', 'nginx', '--at', LINES],
  ['init', `new${LINES}`],
  ['init', FILE],
  // Wrong usage, and what cannot be read or written.
  [LINES],
  ['validate', `--${LINES}`],
  ['validate', `missing${LINES}`],
  ['validate', '--only', LINES],
  ['validate', '--engine', LINES],
  ['validate', '--format', LINES],
  ['validate', '--format', `json=missing/${LINES}`],
  ['validate', '--fail-on', LINES],
  ['validate', '--optimize', LINES],
  ['validate', '--define', LINES],
  ['validate', '--color', LINES],
  ['validate', '--baseline', `${LINES}.baseline`],
  ['validate', '--variables', LINES],
  ['validate', '-', '--stdin-filename', LINES],
  ['doctor', '--timeout', LINES],
  ['doctor', 'plain.yaml', '--credentials', 'logins.yaml', '--verbose'],
  ['doctor', '--watch', LINES],
  ['doctor', '--concurrency', LINES],
  ['doctor', '--ca', LINES],
  ['doctor', '--replay', LINES],
  ['doctor', '--record', `${FILE}/x`],
  ['access', '--definition', LINES, '--config', 'landscape.yaml', '--all'],
  ['access', '--config', LINES, 'demo'],
  ['access', '--config', FILE, 'demo'],
  ['preview', LINES, '--all'],
  ['preview', 'broken.bpmn', '--all'],
  ['preview', `${LINES}.bpmn`, '--to', LINES],
  ['explain', LINES],
];

describe('a hostile name', () => {
  it.each(RUNS.map((args) => [titleOf(args), args]))('steers nothing: %s', async (_, args) => {
    const env = { PATH: process.env['PATH'] };
    const { stdout, stderr } = await runProgram(args, {
      cwd: folder,
      env,
      input: `engines: {${QUOTED}: }`,
    });
    const painted = args.includes('--color=always');
    for (const text of [painted ? withoutColors(stdout) : stdout, stderr]) {
      expect(text).not.toMatch(STEERING);
      expect(text).not.toMatch(FORGED);
      expect(text).not.toMatch(COMMANDS);
    }
    expect(stdout + stderr).not.toBe('');
    expect(stderr).not.toContain('defect');
  });

  it('steers nothing in a report that goes into a file', () => {
    const files = readdirSync(path.join(folder, 'out'));
    expect(files).toHaveLength(3 * OFFLINE.length + 2 * FORMATS.length + 2 * ACCESS_FORMATS.length);
    for (const file of files) {
      const text = readFileSync(path.join(folder, 'out', file), 'utf8');
      expect(text).not.toMatch(STEERING);
      expect(text).not.toMatch(FORGED);
    }
  });

  it.each([
    ['a recording', 'recorded'],
    ['a baseline', 'baseline.json'],
  ])('steers nothing in %s, and is in it', (_, place) => {
    const written = path.join(folder, place);
    const files = place.endsWith('.json')
      ? [written]
      : readdirSync(written).map((file) => path.join(written, file));
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    for (const text of texts) expect(text).not.toMatch(STEERING);
    expect(texts.join('')).toContain(String.raw`\u202e`);
  });
});

function titleOf(args: readonly string[]): string {
  return args.join(' ').replaceAll(LINES, 'NAME').replaceAll(ATTACK, 'NAME');
}

function withoutColors(text: string): string {
  // oxlint-disable-next-line no-control-regex -- colours are control characters
  return text.replaceAll(/\u001b\[\d+m/g, '');
}

describe('what is written', () => {
  it('goes through one of two doors', () => {
    const doors = ['src/cli/output/standard-error.ts', 'src/cli/output/standard-output.ts'];
    const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    const writing = files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.posix.join('src', file))
      .filter((file) =>
        /\bprocess\.std(?:out|err)\b|\bconsole\./.test(readFileSync(path.join(ROOT, file), 'utf8')),
      );
    expect(writing.toSorted()).toEqual(doors);
  });
});

describe('the escaper', () => {
  it('shows what it takes away, in a form that JSON knows', () => {
    expect(escapeText('\u001b[1m\u202ea\u061c')).toBe(String.raw`\u001b[1m\u202ea\u061c`);
    expect(JSON.parse(jsonText({ [ATTACK]: LINES }))).toEqual({ [ATTACK]: LINES });
    expect(jsonText({ [ATTACK]: LINES })).not.toMatch(STEERING);
  });

  it('leaves letters, pictures and joiners of every script as they are', () => {
    const text = 'größe 支払い עברית العربية میخواهم 👨‍👩‍👧 é';
    expect(escapeText(text)).toBe(text);
  });

  it('leaves the lines, tabs and painted colours of a text, and no other', () => {
    const text = 'a\tb\r\nc\n\u001b[1md\u001b[0m\u001b[2J\re';
    expect(escapeLines(text, true)).toBe('a\tb\r\nc\n\u001b[1md\u001b[0m\\u001b[2J\\u000de');
    expect(escapeLines('\u001b[1md')).toBe(String.raw`\u001b[1md`);
  });
});
