import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { ROOT } from '../helpers/fixtures.js';
import { Leaks } from '../secrets/leaks.js';
import type { BrokenRun, FuzzedRun } from './fuzzed-program.js';
import { CANARY } from './mutations.js';
import type { Situation } from './situations.js';

const CPU_MS = 2_000;
/** What people type and what was checked, an incomplete check, and wrong usage: everything but a defect. */
const CODES: ReadonlySet<number> = new Set([0, 1, 2, 3]);

const leaks = new Leaks(CANARY);
const ajv = new Ajv({ strict: false, allowUnionTypes: true });
addFormats.default(ajv);
const SCHEMAS = Object.fromEntries(
  ['report.v1', 'access-report.v1'].map((name) => [
    name,
    ajv.compile(JSON.parse(readFileSync(path.join(ROOT, `schemas/${name}.schema.json`), 'utf8'))),
  ]),
);

/** What is wrong with a run, in words; empty where nothing is. */
export function failuresOf(
  run: FuzzedRun | BrokenRun,
  { files, schema }: Situation,
  folder: string,
): string[] {
  if ('fault' in run) return [`crash: ${run.fault}`];
  const failures: string[] = [];
  if (!CODES.has(run.code)) failures.push(`exit code ${run.code}: ${run.stderr}`);
  if (run.cpuMs > CPU_MS) failures.push(`hang: ${Math.round(run.cpuMs)} ms of the processor`);
  for (const [name, text] of [
    ['stdout', run.stdout],
    ['stderr', run.stderr],
    ...writtenIn(folder, files),
  ] as const)
    failures.push(...faultsOfText(name, text));
  if (schema !== null && run.code !== 2) failures.push(...faultsOfReport(run, schema, folder));
  return failures;
}

// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** A difference between texts has their line ends: without them it could not be applied. */
const LINE_OF_DIFFERENCE = /^([ +-].*)\r$/gmu;

function faultsOfText(name: string, written: string): string[] {
  const text = written.replaceAll(LINE_OF_DIFFERENCE, '$1');
  const leaking = text.split('\n').find((line) => leaks.in(line) !== null);
  const at = STEERING.exec(text)?.index;
  return [
    ...(leaking === undefined ? [] : [`secret in ${name}: ${leaking}`]),
    ...(at === undefined
      ? []
      : [`control character in ${name}: ${JSON.stringify(text.slice(Math.max(0, at - 60), at + 20))}`]),
  ];
}

function faultsOfReport(run: FuzzedRun, name: string, folder: string): string[] {
  const file = path.join(folder, 'report.json');
  if (!existsSync(file)) return [`no report: ${run.stderr}`];
  const text = readFileSync(file, 'utf8');
  const faults = schemaFaults(name, text);
  if (faults.length > 0) return faults.map((fault) => `schema: ${fault}`);
  const { exitCode }: { exitCode: number } = JSON.parse(text);
  return exitCode === run.code ? [] : [`exit code ${run.code}, in the report ${exitCode}`];
}

/** What the schema of that name has against a report. */
export function schemaFaults(name: string, report: string): readonly string[] {
  const validate = SCHEMAS[name];
  if (validate === undefined) throw new Error(`there is no schema ${name}`);
  validate(JSON.parse(report));
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}

/** Files that were not there, or are not what they were. */
function writtenIn(folder: string, files: Situation['files']): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file);
    if (!entry.isFile()) return [];
    const bytes = readFileSync(file);
    return files[name]?.equals(bytes) === true ? [] : [[name, bytes.toString()]];
  });
}
