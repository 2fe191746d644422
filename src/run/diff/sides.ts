import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { interpret, type Interpretation } from '../../configuration/interpret.js';
import { UsageError } from '../../core/errors.js';
import { decodeText } from '../../load/text/encoding.js';
import { variablesOf } from '../request/configure.js';
import { inputOf, namedFiles, readInput, type Input } from '../request/inputs.js';
import { chosenNodes, nodesOf, type NodeInput } from '../request/nodes.js';
import type { CheckRequest } from '../request/request.js';
import { fileAt, revisionIn, type Revision } from './git.js';

/** One side of a comparison: what Optimize would read there. */
export interface Side {
  readonly nodes: readonly NodeInput[];
  readonly alone: Interpretation;
  /** The folder with the answers of its engines; null where it is a configuration alone. */
  readonly recording: string | null;
}

/** Both sides, and both in one, for what is said about either. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
  readonly both: Interpretation;
}

/** Reads both sides. Throws UsageError or InputError. */
export async function readSides(
  [before, after]: readonly [string, string],
  request: CheckRequest,
): Promise<Sides> {
  if (before === '-' && after === '-') throw new UsageError('standard input can be one side, not both');
  const sides = [await sideOf(before, after, request), await sideOf(after, before, request)] as const;
  return {
    before: sides[0],
    after: sides[1],
    both: interpreted([...sides[0].nodes, ...sides[1].nodes], request),
  };
}

async function sideOf(text: string, other: string, request: CheckRequest): Promise<Side> {
  const revision = revisionIn(text);
  const input =
    revision === null ? await readInput(fileOf(text), request.stdinName) : await inputAt(revision, other);
  const nodes = chosenNodes(await nodesOf(input, 1, request.stdinName), request.parts ?? []);
  const recording = revision === null && isRecording(text) ? text : null;
  return { nodes, alone: interpreted(nodes, request), recording };
}

function fileOf(text: string): string {
  return namedFiles([text])[0] ?? text;
}

/** Without a path, the file of the other side is meant, or the usual one. */
async function inputAt({ revision, file }: Revision, other: string): Promise<Input> {
  const named = file ?? (other === '-' || revisionIn(other) !== null ? defaultName() : fileOf(other));
  const source = { name: `git:${revision}:${named}`, ...decodeText(await fileAt(revision, named)) };
  return inputOf(source, named);
}

function defaultName(): string {
  return namedFiles([])[0] ?? '';
}

function isRecording(text: string): boolean {
  return (
    text !== '-' &&
    existsSync(text) &&
    statSync(text).isDirectory() &&
    existsSync(path.join(text, 'recording.json'))
  );
}

function interpreted(nodes: readonly NodeInput[], request: CheckRequest): Interpretation {
  const uses = new Map(nodes.map(({ document, use }) => [document, use]));
  const documents = nodes.map(({ document }) => document);
  return interpret(documents, { ...variablesOf(request), target: request.target, uses });
}
