import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { otherFile } from '../../configuration/recognition/other-file.js';
import { mayCarry, RECOGNITION } from '../../configuration/recognition/recognition.js';
import { safeDocument } from '../../configuration/secrets/safe-document.js';
import { InputError, UsageError } from '../../core/errors.js';
import type { Carrier } from '../../load/carriers/types.js';
import { limitIn } from '../../load/text/characters.js';
import { isCut, readWholeSource, withinLimit } from '../../load/text/source.js';
import type { SourceDocument, SourceFile } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { refuseOtherLanguage, refusedInput } from './refused-inputs.js';
import type { TextSource } from './texts.js';
import { readVariablesFile } from './variables.js';

/** Where Optimize's own configuration lies when nobody names it; the folder changed with Optimize 3.3. */
const USUAL_FILES = [
  'environment-config.yaml',
  'config/environment-config.yaml',
  'environment/environment-config.yaml',
];

/** A file that was named: a configuration by itself, or one that holds some. */
export type Input =
  | { readonly kind: 'plain'; readonly document: SourceDocument }
  | { readonly kind: 'carrier'; readonly path: string; readonly carrier: Carrier };

/** Standard input has a name for people, and is asked for as `-`. */
export function nameAsked(
  name: string,
  { files, stdinName }: { readonly files: readonly string[]; readonly stdinName: string },
): string {
  return name === stdinName && files.includes('-') ? '-' : name;
}

const NO_TEXTS: TextSource = { get: () => undefined };

/** Reads a file. Throws InputError for what is no configuration and holds none: Optimize's defaults would be checked in its place. */
export async function readInput(file: string, stdinName: string, texts = NO_TEXTS): Promise<Input> {
  return inputOf(readSourceIn(file, stdinName, texts), file, texts);
}

function readSourceIn(file: string, stdinName: string, texts: TextSource): SourceFile {
  const given = texts.get(file);
  const name = file === '-' ? stdinName : file;
  if (given === undefined && texts.isAll === true)
    throw new InputError(`${name}: the recording does not have this file`);
  const source =
    given === undefined
      ? readWholeSource(file, stdinName)
      : typeof given === 'string'
        ? { name, text: given }
        : given;
  texts.took?.(file, source);
  return source;
}

/** The same of a text that was read already; what lies beside it is looked for beside `file`. */
export async function inputOf(source: SourceFile, file: string, texts = NO_TEXTS): Promise<Input> {
  const document = safeDocument(parseYaml(withinLimit(source)));
  const whole = (await withoutLimit(source, document)) ?? document;
  const other = isNothing(whole, file) ? 'is empty' : otherFile(whole);
  if (other === null && whole.damaged.length > 0) await refuseOtherLanguage(source);
  const isUnread = isUnreadList(source);
  if (other === null && !isUnread && !mayCarry(whole)) return { kind: 'plain', document };
  const carrier = await carrierIn(source, file, texts);
  if (carrier.nodes.length > 0) return { kind: 'carrier', path: file, carrier };
  if (isUnread) throw unreadList(source);
  if (other === null) return { kind: 'plain', document };
  throw await refusedInput(whole, other, carrier);
}

/**
 * What is too long for Optimize may be a file that it never reads: a list of everything in a namespace, of which the end says what it is. Null
 * where that cannot be read either, or nothing is beyond the limit.
 */
async function withoutLimit(file: SourceFile, { damaged }: SourceDocument): Promise<SourceDocument | null> {
  const limit = limitIn(file.text);
  if (limit === null || damaged.every(({ end }) => end <= limit)) return null;
  const { soundDocuments } = await import('../../load/carriers/carrier-tree.js');
  // Behind the limit begin others: what stands there says nothing of the first. Comments above a marker are none.
  const first = soundDocuments(file.text).find(({ root, offset }) => root !== null && offset < limit);
  return first === undefined ? null : safeDocument({ file, root: first.root, faults: [], damaged: [] });
}

/** Whether the end of a list of objects was not read: what is missing is no fault of YAML. */
function isUnreadList(source: SourceFile): boolean {
  return isCut(source) && OBJECTS.test(source.text.slice(0, LONGEST_HEAD));
}

function unreadList({ name }: SourceFile): InputError {
  return new InputError(`${name}: has more than 12 MiB; no configuration is in what was read of it`, {
    help: 'pipe only the objects of Optimize to the tool',
  });
}

const OBJECTS = /^["' {[]*(?:apiVersion|kind|items)["']?\s*:/m;
const LONGEST_HEAD = 2_000;

/** What lies beside standard input is looked for in the current folder. */
async function carrierIn(file: SourceFile, named: string, texts: TextSource): Promise<Carrier> {
  const { readCarrier } = await import('../../load/carriers/carrier.js');
  const carrier = readCarrier(file, RECOGNITION, (beside) => variablesIn(besideOf(named, beside), texts));
  if (texts.isAll === true || named === '-') return carrier;
  const { overrideNotes } = await import('./compose-override.js');
  return { ...carrier, unread: [...carrier.unread, ...overrideNotes(named)] };
}

function variablesIn(file: string, texts: TextSource): ReadonlyMap<string, string> | null {
  const isThere = texts.isAll === true ? texts.get(file) !== undefined : existsSync(file);
  return isThere ? readVariablesFile(file, texts) : null;
}

/** A path that a file names, from where that file is. */
export function besideOf(named: string, beside: string): string {
  if (path.isAbsolute(beside)) return beside;
  return named === '-' ? path.normalize(beside) : path.join(path.dirname(named), beside);
}

/** A file may be empty. A pipe that brings nothing comes from a command that failed. */
function isNothing({ root, faults }: SourceDocument, file: string): boolean {
  const isEmpty = (root === null || (root.kind === 'scalar' && root.value === null)) && faults.length === 0;
  return isEmpty && (file === '-' || /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/\w+\/fd\/\d+)$/u.test(file));
}

/** The files of a request, folders replaced by what Optimize would find there; none where there is none. What has a text is no folder. */
export function namedFiles(files: readonly string[], texts = NO_TEXTS): readonly string[] {
  if (texts.isAll === true) return files;
  if (files.length === 0) return [usualFile('.')].filter((file) => file !== null);
  return files.map((file) => (texts.get(file) === undefined && isFolder(file) ? fileIn(file) : file));
}

export function nothingHere(): never {
  throw new UsageError(
    `there is nothing to check: no ${USUAL_FILES.join(', no ')} here`,
    'name a file, or - for standard input; without a file, variables such as OPTIMIZE_CAMUNDABPM_REST_URL are checked',
  );
}

function fileIn(folder: string): string {
  const found = usualFile(folder);
  if (found !== null) return found;
  throw new InputError(`${folder}: is a directory, and has no ${USUAL_FILES.join(', no ')}`, {
    help: `name the file, e.g. ${path.join(folder, 'FILE.yaml')}`,
  });
}

function usualFile(folder: string): string | null {
  return USUAL_FILES.map((name) => path.join(folder, name)).find((name) => existsSync(name)) ?? null;
}

/** What cannot be looked at is said when it is read. */
function isFolder(file: string): boolean {
  if (file === '-') return false;
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
