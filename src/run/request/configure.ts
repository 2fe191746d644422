import { existsSync } from 'node:fs';
import { interpret, type Interpretation } from '../../configuration/interpret.js';
import type { Variables } from '../../configuration/resolved/placeholders.js';
import { otherFile } from '../../configuration/recognition/other-file.js';
import { InputError, UsageError } from '../../core/errors.js';
import { readSource } from '../../load/text/source.js';
import type { SourceDocument } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import type { CheckRequest } from './request.js';
import { readVariablesFile } from './variables.js';

/** Where Optimize's own configuration lies when nobody names it; the folder changed with Optimize 3.3. */
const USUAL_FILES = [
  'environment-config.yaml',
  'config/environment-config.yaml',
  'environment/environment-config.yaml',
];

/** Reads and interprets the files of a request. Throws UsageError or InputError where there is nothing to read. */
export function loadConfiguration(request: CheckRequest, variables = variablesOf(request)): Interpretation {
  const files = request.files.length > 0 ? request.files : [usualFile()];
  const base = baseOf(request, files);
  const documents = files.map((file) => readConfiguration(file, request.stdinName));
  return interpret(documents, { ...variables, target: request.target }, base);
}

/** Where the placeholders of a request get their values. */
export function variablesOf({ environment, variablesFiles, defines }: CheckRequest): Variables {
  return {
    env: environment,
    variablesFiles: variablesFiles.map(readVariablesFile),
    defines,
  };
}

function baseOf({ base, stdinName }: CheckRequest, files: readonly string[]): SourceDocument | null {
  if (base === undefined) return null;
  if (base === '-' && files.includes('-'))
    throw new UsageError('standard input can be the file or its base, not both');
  return readConfiguration(base, stdinName);
}

/** Throws InputError for what is plainly something else: Optimize's defaults would be checked in its place. */
function readConfiguration(path: string, stdinName: string): SourceDocument {
  const document = parseYaml(readSource(path, stdinName));
  const { name } = document.file;
  if (isStream(path) && isEmpty(document)) throw new InputError(`${name}: is empty`, { help: WHAT_IS_READ });
  const other = otherFile(document);
  if (other === null) return document;
  throw new InputError(`${name}: ${other}`, { help: WHAT_IS_READ });
}

const WHAT_IS_READ =
  'Name an environment-config.yaml of Optimize, with sections such as "engines", or - for standard input.';

/** A file may be empty. A pipe that brings nothing comes from a command that failed. */
function isStream(path: string): boolean {
  return path === '-' || /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/\w+\/fd\/\d+)$/u.test(path);
}

function isEmpty({ root, faults }: SourceDocument): boolean {
  return (root === null || (root.kind === 'scalar' && root.value === null)) && faults.length === 0;
}

function usualFile(): string {
  const file = USUAL_FILES.find((name) => existsSync(name));
  if (file !== undefined) return file;
  throw new UsageError(
    `there is nothing to check: no ${USUAL_FILES.join(', no ')} here`,
    'name a file, or - for standard input',
  );
}
