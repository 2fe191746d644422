import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../core/errors.js';
import { fieldOf, isObject, numberOf, rowsOf, textOf } from '../keep.js';
import type { AnswerHeaders, Target } from '../transport.js';
import type { Failure } from '../types.js';
import {
  FILE_NAME,
  FORMAT_VERSION,
  INDEX_FILE,
  type RecordedAnswer,
  type RecordedEngine,
  type RecordingIndex,
} from './format.js';

export interface Recording {
  readonly startedAt: number;
  readonly engines: readonly RecordedEngine[];
}

/**
 * Reads a recording from its folder.
 *
 * @throws InputError where it is none, is damaged or was made by a newer version
 */
export function readRecording(directory: string): Recording {
  const index = readIndex(directory);
  return {
    startedAt: index.startedAt,
    engines: index.engines.map(({ file }) => readEngine(directory, file)),
  };
}

function readIndex(directory: string): RecordingIndex {
  const index = readJson(directory, INDEX_FILE);
  const version = numberOf(index, 'version');
  const startedAt = numberOf(index, 'startedAt');
  if (textOf(index, 'tool') !== 'multi-engine' || version === null || startedAt === null) {
    throw damaged(directory, INDEX_FILE);
  }
  if (version > FORMAT_VERSION) {
    throw new InputError(
      `${join(directory, INDEX_FILE)}: the recording has format ${version}, this version reads up to ${FORMAT_VERSION}`,
    );
  }
  const engines = rowsOf(fieldOf(index, 'engines')).map((row) => {
    const [engine, file] = [textOf(row, 'engine'), textOf(row, 'file')];
    if (engine === null || file === null || !FILE_NAME.test(file)) throw damaged(directory, INDEX_FILE);
    return { engine, file };
  });
  return { version, tool: 'multi-engine', startedAt, engines };
}

function readEngine(directory: string, file: string): RecordedEngine {
  const json = readJson(directory, file);
  const engine = textOf(json, 'engine');
  const target = targetIn(fieldOf(json, 'target'));
  const answers = rowsOf(fieldOf(json, 'answers')).map(answerIn);
  if (engine === null || target === null) throw damaged(directory, file);
  const whole = answers.filter((answer) => answer !== null);
  if (whole.length < answers.length) throw damaged(directory, file);
  return { engine, target, loginWithheldBy: textOf(json, 'loginWithheldBy'), answers: whole };
}

function targetIn(json: unknown): Target | null {
  const [address, because] = [textOf(json, 'address'), textOf(json, 'because')];
  if (fieldOf(json, 'probed') === true && address !== null && URL.canParse(address)) {
    return { probed: true, address, login: fieldOf(json, 'login') === true };
  }
  return fieldOf(json, 'probed') === false && because !== null ? { probed: false, because } : null;
}

function answerIn(json: unknown): RecordedAnswer | null {
  const [resource, request] = [textOf(json, 'resource'), textOf(json, 'request')];
  if (resource === null || request === null) return null;
  const failure = fieldOf(json, 'failure');
  if (isFailure(failure)) return { resource, request, failure };
  const status = numberOf(json, 'status');
  const receivedAt = numberOf(json, 'receivedAt');
  const milliseconds = numberOf(json, 'milliseconds');
  if (status === null || receivedAt === null || milliseconds === null || !isObject(json)) return null;
  const headers = headersIn(json['headers']);
  const redirected = json['redirected'] === true && { redirected: true as const };
  const body = 'body' in json && { body: json['body'] };
  return { resource, request, status, headers, milliseconds, receivedAt, ...redirected, ...body };
}

function headersIn(json: unknown): AnswerHeaders {
  const [date, contentType] = [textOf(json, 'date'), textOf(json, 'contentType')];
  return { ...(date !== null && { date }), ...(contentType !== null && { contentType }) };
}

function isFailure(json: unknown): json is Failure {
  const texts = [textOf(json, 'step'), textOf(json, 'code'), textOf(json, 'detail')];
  return !texts.includes(null) && numberOf(json, 'milliseconds') !== null;
}

function readJson(directory: string, file: string): unknown {
  const path = join(directory, file);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new InputError(`${path}: cannot be read; a recording is a folder made with --record`, { cause });
  }
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch (cause) {
    throw new InputError(`${path}: is no JSON`, { cause });
  }
}

function damaged(directory: string, file: string): InputError {
  return new InputError(`${join(directory, file)}: is no recording of multi-engine, or a damaged one`);
}
