import path from 'node:path';
import { interpret, type Interpretation } from '../../configuration/interpret.js';
import type { Variables } from '../../configuration/resolved/placeholders.js';
import { safeName } from '../../configuration/secrets/safe-name.js';
import { InputError, UsageError } from '../../core/errors.js';
import { oncePer } from '../../core/memoize.js';
import { counted, joined } from '../../core/text/text.js';
import type { Carrier } from '../../load/carriers/types.js';
import { isCut } from '../../load/text/source.js';
import type { EncodingFault, SourceDocument, TextFault } from '../../load/types.js';
import { apartNote, clustersOf } from './clusters.js';
import { namedFiles, nothingHere, readInput, type Input } from './inputs.js';
import type { TextSource } from './texts.js';
import type { NodeInput } from './node-input.js';
import { chosenNodes, nodesOf, withoutMounted } from './nodes.js';
import type { CheckRequest } from './request.js';
import { setUpByVariables } from './variables-only.js';
import { readVariablesFile } from './variables.js';

/** The configurations of a request: one for each cluster of Optimize that is to be judged by itself. */
export interface Loaded {
  readonly clusters: readonly Interpretation[];
  /** All of them in one, for what does not compare them. */
  readonly whole: Interpretation;
  /** What people should know of how the files were understood. */
  readonly notes: readonly string[];
}

/** Reads and interprets the files of a request as one cluster. Throws UsageError or InputError where that cannot be. */
export async function loadConfiguration(
  request: CheckRequest,
  variables = variablesOf(request),
): Promise<Interpretation> {
  const { clusters } = await loadClusters(request, variables);
  const [only] = clusters;
  if (only !== undefined && clusters.length === 1) return only;
  const parts = clusters.flatMap(({ configuration }) =>
    configuration.files.map(({ document: { file } }) => file.carried?.part ?? file.name),
  );
  throw new InputError(
    `there are ${counted(clusters.length, 'configuration')}: ${joined([...new Set(parts)])}`,
    {
      help: 'Choose one with --part NAME; several names are the nodes of one cluster.',
    },
  );
}

/** Reads and interprets the files of a request, cluster by cluster. */
export async function loadClusters(
  request: CheckRequest,
  variables = variablesOf(request),
  texts: TextSource | undefined = request.live?.texts,
): Promise<Loaded> {
  const files = namedFiles(request.files, texts);
  const base = await baseOf(request, files, texts);
  const inputs = await inputsOf(files, request.stdinName, texts);
  const nodes = await Promise.all(
    inputs.map(({ input, copies }) => nodesOf(input, copies, request.stdinName, texts)),
  );
  const [flat, notes] = withoutMounted(nodes.flat());
  const all = files.length > 0 ? flat : [setUpByVariables(variables) ?? nothingHere()];
  const chosen = withCopies(chosenNodes(all, request.parts ?? []), request);
  const clusters = partitioned(chosen, inputs.length, request);
  const carriers = inputs.flatMap(({ input }) => (input.kind === 'carrier' ? carrierDocument(input) : []));
  const apart = clusters.map((cluster, index) =>
    interpreted(cluster, index === 0 ? carriers : carriers.map(soundly)),
  );
  const [only] = apart;
  const whole = only !== undefined && apart.length === 1 ? only : interpreted(chosen, carriers);
  const withLogins = await otherLogins(request, whole, variables);
  return {
    clusters: apart.map(withLogins),
    whole: withLogins(whole),
    notes: [
      ...notes,
      ...(clusters.length > 1 && request.separate !== true ? [apartNote(clusters, JUDGED)] : []),
      ...inputs.flatMap(({ input }) => (input.kind === 'carrier' ? notesOn(input.carrier) : [])),
    ],
  };

  function interpreted(cluster: readonly NodeInput[], around: readonly SourceDocument[]): Interpretation {
    const uses = new Map(cluster.map(({ document, use }) => [document, use]));
    const documents = cluster.map(({ document }) => document);
    return interpret(documents, { ...variables, target: request.target, uses, carriers: around }, base);
  }
}

/** Puts the logins that `--credentials` names in place of those of a configuration. */
async function otherLogins(
  { live }: CheckRequest,
  whole: Interpretation,
  variables: Variables,
): Promise<(read: Interpretation) => Interpretation> {
  if (live?.credentialsFile === undefined) return (read) => read;
  const { givenLogins } = await import('../logins/given.js');
  const logins = givenLogins(live.credentialsFile, whole, variables, live);
  return (read) => ({ ...read, vault: read.vault.withLogins(logins) });
}

/** The same for one configuration alone. */
export async function withGivenLogins(
  request: CheckRequest,
  read: Interpretation,
  variables: Variables,
): Promise<Interpretation> {
  return (await otherLogins(request, read, variables))(read);
}

/** The same file without its faults, which are told once; one for all clusters, whatever is made of it. */
const soundly = oncePer((carrier: SourceDocument): SourceDocument => ({
  ...carrier,
  faults: [],
  damaged: [],
}));

/** Each file once, and how often it was named: every mention is a node. */
async function inputsOf(
  files: readonly string[],
  stdinName: string,
  texts?: TextSource,
): Promise<readonly { readonly input: Input; readonly copies: number }[]> {
  const named = new Map<string, string[]>();
  for (const file of files) {
    const key = file === '-' ? file : path.resolve(file);
    named.set(key, [...(named.get(key) ?? []), file]);
  }
  const inputs: { input: Input; copies: number }[] = [];
  for (const [first = '', ...others] of named.values())
    inputs.push({ input: await readInput(first, stdinName, texts), copies: 1 + others.length });
  return inputs;
}

function withCopies(nodes: readonly NodeInput[], { nodes: copies }: CheckRequest): readonly NodeInput[] {
  if (copies === undefined) return nodes;
  if (nodes.length > 1)
    throw new UsageError(
      `--nodes says how many nodes use one configuration; there are ${nodes.length}`,
      'name one file, or choose with --part',
    );
  return nodes.map((node) => ({
    ...node,
    use: { ...node.use, node: { ...node.use.node, copies, copiesAt: null } },
  }));
}

/** Several files, and what is chosen by name, make one cluster. */
function partitioned(
  nodes: readonly NodeInput[],
  inputs: number,
  { separate = false, parts = [] }: CheckRequest,
): readonly (readonly NodeInput[])[] {
  if (separate) return nodes.map((node) => [node]);
  return inputs > 1 || parts.length > 0 ? [nodes] : clustersOf(nodes);
}

/** Of a node whose configuration is not in the file nothing is checked; one that Optimize does not read may be a copy of what it reads. */
function notesOn({ elsewhere, unread }: Carrier): readonly string[] {
  return [
    ...elsewhere.map((each) => `${safeName(each)}: it is not checked.`),
    ...unread.map((each) => `${safeName(each)}.`),
  ];
}

const JUDGED = { done: 'judged', does: 'judges' };

/** The file around the configurations: its own faults, and places outside of them. */
function carrierDocument({ carrier }: Extract<Input, { kind: 'carrier' }>): SourceDocument {
  const { file, faults, damaged } = carrier;
  const { encoding, text } = file;
  const end = { start: text.length, end: text.length };
  return {
    file,
    root: null,
    faults: [
      ...(encoding === undefined ? [] : [encodingFault(encoding)]),
      ...(isCut(file) ? faults.filter(beforeLastDocument(text)) : faults),
      ...(isCut(file) ? [{ kind: 'syntax', span: end, ...TOO_LONG } as const] : []),
    ],
    damaged: isCut(file) ? [...damaged, end] : damaged,
  };
}

/** The last document ends where reading did: that it has no end is no fault of its own. */
function beforeLastDocument(text: string): (fault: TextFault) => boolean {
  const start = text.lastIndexOf('\n---');
  return ({ kind, span }) => kind !== 'syntax' || span.start < start;
}

const TOO_LONG = {
  problem: 'the file has more than 12 MiB; what lies beyond was not read',
  hint: 'Pipe only the objects of Optimize to the tool.',
};

function encodingFault(encoding: EncodingFault): TextFault {
  const { offset } = encoding;
  return { kind: 'encoding', span: { start: offset, end: offset + 1 }, ...encoding };
}

/** Where the placeholders of a request get their values. */
export function variablesOf(
  { environment, variablesFiles, defines, live }: CheckRequest,
  texts: TextSource | undefined = live?.texts,
): Variables {
  return {
    env: environment,
    variablesFiles: variablesFiles.map((file) => readVariablesFile(file, texts)),
    defines,
  };
}

/** The layer below each file; null where none is named. */
export async function baseOf(
  { base, stdinName }: Pick<CheckRequest, 'base' | 'stdinName'>,
  files: readonly string[],
  texts?: TextSource,
): Promise<SourceDocument | null> {
  if (base === undefined) return null;
  if (base === '-' && files.includes('-'))
    throw new UsageError('standard input can be the file or its base, not both');
  const input = await readInput(base, stdinName, texts);
  if (input.kind === 'plain') return input.document;
  const [node, ...others] = await nodesOf(input, 1, stdinName, texts);
  if (node !== undefined && others.length === 0) return node.document;
  throw new InputError(`${base}: holds several configurations; a base is one`);
}
