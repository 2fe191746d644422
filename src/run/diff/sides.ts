import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { append } from '../../core/many.js';
import { interpret, type Interpretation } from '../../configuration/interpret.js';
import type { Variables } from '../../configuration/resolved/placeholders.js';
import { UsageError } from '../../core/errors.js';
import { decodeText } from '../../load/text/encoding.js';
import { variablesOf } from '../request/configure.js';
import { inputOf, namedFiles, readInput, type Input } from '../request/inputs.js';
import type { NodeInput } from '../request/node-input.js';
import { chosenNodes, nodesOf } from '../request/nodes.js';
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
  const recording = revision === null && isRecording(text) ? text : null;
  const recorded = recording === null ? null : await recordedSide(recording, request);
  if (recorded !== null) return recorded;
  const input =
    revision === null ? await readInput(fileOf(text), request.stdinName) : await inputAt(revision, other);
  const nodes = chosenNodes(await nodesOf(input, 1, request.stdinName), request.parts ?? []);
  return { nodes, alone: interpreted(nodes, request), recording };
}

/** A recording with its own configuration; null where it has none. Its files are told from those of the other side by the folder. */
async function recordedSide(recording: string, request: CheckRequest): Promise<Side | null> {
  const { readRecordedRun } = await import('../../probe/recording/recorded-run.js');
  const run = readRecordedRun(recording);
  if (run === null) return null;
  const { textsOf } = await import('../recording/recorded-run.js');
  const { onlyTexts } = await import('../recording/taken-texts.js');
  const texts = onlyTexts(
    new Map(
      [...textsOf(run)].map(([file, source]) => [
        file,
        {
          ...source,
          name: path.join(recording, path.isAbsolute(source.name) ? path.basename(source.name) : source.name),
        },
      ]),
    ),
  );
  const nodes: NodeInput[] = [];
  for (const file of run.files)
    append(
      nodes,
      await nodesOf(await readInput(file, request.stdinName, texts), 1, request.stdinName, texts),
    );
  const chosen = chosenNodes(nodes, request.parts ?? []);
  const { variables = [] } = run.options;
  const variablesFiles = typeof variables === 'object' ? variables : [];
  const own = { ...request, environment: run.environment, defines: run.defines, variablesFiles };
  return { nodes: chosen, alone: interpretedWith(chosen, own.target, variablesOf(own, texts)), recording };
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
  return interpretedWith(nodes, request.target, variablesOf(request));
}

function interpretedWith(
  nodes: readonly NodeInput[],
  target: CheckRequest['target'],
  variables: Variables,
): Interpretation {
  const uses = new Map(nodes.map(({ document, use }) => [document, use]));
  const documents = nodes.map(({ document }) => document);
  return interpret(documents, { ...variables, target, uses });
}
