import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { append } from '../../core/many.js';
import { interpret, type Interpretation } from '../../configuration/interpret.js';
import type { Variables } from '../../configuration/resolved/placeholders.js';
import { UsageError } from '../../core/errors.js';
import { partsOfList } from '../../core/text/text.js';
import { comparedEngines, type ComparedEngine } from '../../rules/shared/changed-engines.js';
import { decodeText } from '../../load/text/encoding.js';
import type { SourceDocument } from '../../load/types.js';
import { baseOf, variablesOf } from '../request/configure.js';
import { clustersOf } from '../request/clusters.js';
import { inputOf, namedFiles, readInput, type Input } from '../request/inputs.js';
import type { NodeInput } from '../request/node-input.js';
import { chosenNodes, nodesOf } from '../request/nodes.js';
import type { CheckRequest } from '../request/request.js';
import { fileAt, revisionIn, type Revision } from './git.js';

/** What the nodes of one Optimize read. */
export interface SideCluster {
  readonly nodes: readonly NodeInput[];
  readonly alone: Interpretation;
  readonly engines: readonly ComparedEngine[];
}

/** One side of a comparison: what is read there, in all and by each Optimize. */
export interface Side extends SideCluster {
  readonly clusters: readonly SideCluster[];
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
  const base = await baseOf(request, [before, after]);
  const sides = [
    await sideOf(before, after, request, base),
    await sideOf(after, before, request, base),
  ] as const;
  return { before: sides[0], after: sides[1], both: together(sides, request) };
}

/** Both in one, as far as there are two. */
export function together(sides: readonly (SideCluster | null)[], request: CheckRequest): Interpretation {
  return interpreted(
    sides.flatMap((side) => side?.nodes ?? []),
    request,
  );
}

async function sideOf(
  text: string,
  other: string,
  request: CheckRequest,
  base: SourceDocument | null,
): Promise<Side> {
  const revision = revisionIn(text);
  const recording = revision === null && isRecording(text) ? text : null;
  const recorded = recording === null ? null : await recordedSide(recording, request);
  if (recorded !== null) return recorded;
  const input =
    revision === null ? await readInput(fileOf(text), request.stdinName) : await inputAt(revision, other);
  const nodes = chosenNodes(await nodesOf(input, 1, request.stdinName), request.parts ?? []);
  const isOne = recording !== null || (request.parts ?? []).length > 0;
  return sideWith({ nodes: above(base, nodes), recording, isOne }, (each) => interpreted(each, request));
}

/** `isOne`: a recording is of one Optimize, and what was chosen by name is meant as one. */
function sideWith(
  { nodes, recording, isOne }: Pick<Side, 'nodes' | 'recording'> & { readonly isOne: boolean },
  read: (nodes: readonly NodeInput[]) => Interpretation,
): Side {
  const cluster = (each: readonly NodeInput[]): SideCluster => {
    const alone = read(each);
    return { nodes: each, alone, engines: comparedEngines(alone.configuration) };
  };
  const whole = cluster(nodes);
  const clusters = isOne ? [] : clustersOf(nodes);
  return { ...whole, clusters: clusters.length < 2 ? [whole] : clusters.map(cluster), recording };
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
  const { part, base, variables } = run.options;
  const parts = request.parts?.length ? request.parts : listOf(part).flatMap(partsOfList);
  const lowest = typeof base === 'string' ? { base } : {};
  const chosen = above(
    await baseOf({ ...lowest, stdinName: request.stdinName }, run.files, texts),
    chosenNodes(nodes, parts),
  );
  const variablesFiles = listOf(variables);
  const own = { ...request, environment: run.environment, defines: run.defines, variablesFiles };
  return sideWith({ nodes: chosen, recording, isOne: true }, (each) =>
    interpretedWith(each, own.target, variablesOf(own, texts)),
  );
}

function listOf(option: string | boolean | readonly string[] = []): readonly string[] {
  return typeof option === 'object' ? option : [];
}

/** The nodes with a layer below each that has none of its own. */
function above(base: SourceDocument | null, nodes: readonly NodeInput[]): readonly NodeInput[] {
  return base === null
    ? nodes
    : nodes.map((node) => ({ ...node, use: { ...node.use, base: node.use.base ?? base } }));
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
