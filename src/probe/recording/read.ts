import { greatest } from '../../core/many.js';
import { urlOf } from '../../core/text/url.js';
import { join } from 'node:path';
import { InputError } from '../../core/errors.js';
import { escapeText, shortened } from '../../core/text/text.js';
import { validateEngine, validateIndex, validateService } from '../../generated/recording.v1.validator.js';
import { readJson } from '../../load/text/json.js';
import { numberOf } from '../http/answer/kept-fields.js';
import type { ServiceName } from '../http/transport.js';
import {
  FORMAT_VERSION,
  INDEX_FILE,
  type RecordedEngine,
  type RecordedFile,
  type RecordedService,
  type RecordingIndex,
} from './format.js';

/** 100,000 definitions on one engine take 20 MiB. */
const MAX_BYTES = 128 * 1_048_576;

export interface Recording {
  readonly startedAt: number;
  readonly connections: number;
  readonly engines: readonly RecordedEngine[];
  readonly services: readonly RecordedService[];
}

/**
 * Reads a recording from its folder. It is taken whole or not at all: a part that is not as the schema says would be missing
 * from the picture without a word.
 *
 * @throws InputError where it is none, is damaged or was made by a newer version
 */
export function readRecording(directory: string): Recording {
  const index = readIndex(directory);
  return {
    startedAt: index.startedAt,
    connections: index.connections ?? 1,
    engines: index.engines.map((entry) => readEngine(directory, entry)),
    services: (index.services ?? []).map((entry) => readService(directory, entry)),
  };
}

export function readIndex(directory: string): RecordingIndex {
  const file = join(directory, INDEX_FILE);
  const json = indexJson(file);
  const version = numberOf(json, 'version');
  if (version !== null && version > FORMAT_VERSION) {
    throw new InputError(
      `${file}: the recording has format ${version}, this version reads up to ${FORMAT_VERSION}`,
    );
  }
  if (!isIndex(json)) throw unlikeSchema(file, validateIndex);
  const seen = new Set<string>();
  json.engines.forEach(({ engine }, at) => {
    if (seen.has(engine)) throw damaged(file, `/engines/${at}/engine`, 'names an engine a second time');
    seen.add(engine);
  });
  return json;
}

function indexJson(file: string): unknown {
  try {
    return readJson(file, { maxBytes: MAX_BYTES });
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError(cause.message, { cause, help: 'a recording is a folder made with --record' });
  }
}

function isIndex(json: unknown): json is RecordingIndex {
  return validateIndex(json);
}

function readEngine(
  directory: string,
  { engine, file: name, answers }: RecordingIndex['engines'][number],
): RecordedEngine {
  const file = join(directory, name);
  const recorded = readJson(file, { maxBytes: MAX_BYTES });
  if (!isEngine(recorded)) throw unlikeSchema(file, validateEngine);
  if (recorded.engine !== engine)
    throw damaged(file, '/engine', `is not the engine that ${INDEX_FILE} names`);
  refuseOdd(file, recorded, answers);
  return recorded;
}

function isEngine(json: unknown): json is RecordedEngine {
  return validateEngine(json);
}

function readService(
  directory: string,
  { service, file: name, answers }: { readonly service: ServiceName } & RecordedFile,
): RecordedService {
  const file = join(directory, name);
  const recorded = readJson(file, { maxBytes: MAX_BYTES });
  if (!isService(recorded)) throw unlikeSchema(file, validateService);
  if (recorded.service !== service)
    throw damaged(file, '/service', `is not the service that ${INDEX_FILE} names`);
  refuseOdd(file, recorded, answers);
  return recorded;
}

function isService(json: unknown): json is RecordedService {
  return validateService(json);
}

/** What a schema does not say. */
function refuseOdd(
  file: string,
  { target, answers }: Pick<RecordedService, 'target' | 'answers'>,
  count = answers.length,
): void {
  if (answers.length !== count)
    throw damaged(file, '/answers', `has ${answers.length} of the ${count} that ${INDEX_FILE} counts`);
  if (target.probed && !isBase(target.address)) {
    throw damaged(file, '/target/address', 'must be an http or https address without user info');
  }
  answers.forEach((answer, at) => {
    if (!('body' in answer) || !isDeeper(answer.body, DEPTH)) return;
    throw damaged(file, `/answers/${at}/body`, `is nested deeper than ${DEPTH} levels`);
  });
}

function isBase(address: string): boolean {
  const url = urlOf(address);
  if (url === null) return false;
  const { protocol, username, password } = url;
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** No decoder looks deeper than five levels. */
const DEPTH = 20;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}

interface SchemaError {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

type Validator = ((json: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null };

/** What the compiled validator did not like. Of several shapes that a value may have, the one that fits furthest was meant. */
export function unlikeSchema(file: string, validator: Validator): InputError {
  const errors = validator.errors ?? [];
  const furthest = greatest(errors.map(({ instancePath }) => instancePath.length));
  const error = errors.find(({ instancePath }) => instancePath.length === furthest);
  return damaged(file, error?.instancePath ?? '', problemOf(error));
}

function problemOf(error: SchemaError | undefined): string {
  const name = error?.params['additionalProperty'];
  if (typeof name === 'string') return `has an unknown field "${shortened(escapeText(name), 40)}"`;
  return error?.message ?? 'is not as its schema says';
}

/** `pointer`: where in the file, as a JSON Pointer; empty for the whole. */
function damaged(file: string, pointer: string, problem: string): InputError {
  const place = pointer === '' ? 'the whole' : pointer;
  return new InputError(`${file}: is not a recording of multi-engine, or is damaged: ${place} ${problem}`);
}
