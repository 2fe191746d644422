import type { Use } from '../../configuration/interpret.js';
import { safeName } from '../../configuration/secrets/safe-name.js';
import type { ContainerVariables } from '../../configuration/resolved/placeholders.js';
import type { NodeFacts } from '../../configuration/types.js';
import type {
  CarriedConfiguration,
  CarriedNode,
  Carrier,
  Interpolations,
} from '../../load/carriers/types.js';
import { withinLimit } from '../../load/text/source.js';
import type { SourceDocument, SourceFile } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { besideOf, readInput, type Input } from './inputs.js';
import type { NodeInput } from './node-input.js';
import type { TextSource } from './texts.js';

/** The nodes of a file that holds their configurations. `copies`: how often it was named. */
export async function carriedNodes(
  { carrier, path }: Extract<Input, { readonly kind: 'carrier' }>,
  copies: number,
  stdinName: string,
  texts?: TextSource,
): Promise<readonly NodeInput[]> {
  const names = new Set<string>();
  const containers = new Map<string, number>();
  return Promise.all(carrier.nodes.map((node) => nodeOf(safelyNamed(node))));

  async function nodeOf(node: CarriedNode): Promise<NodeInput> {
    const document = await documentOf(node);
    const use: Use = {
      node: factsOf(node, carrier, copies),
      container: containerOf(node),
      base: node.base === null ? null : carriedDocument(carrier, node.base, nameOf(node.base.name, null)),
    };
    return { document, use, carried: node };
  }

  async function documentOf(node: CarriedNode): Promise<SourceDocument> {
    const { configuration, besideFile, workload } = node;
    if (configuration !== null)
      return carriedDocument(carrier, configuration, nameOf(configuration.name, workload));
    if (besideFile === null) return parseYaml(variablesOnly(carrier, node, numbered(workload ?? '')));
    const beside = await readInput(besideOf(path, besideFile), stdinName, texts);
    return beside.kind === 'plain' ? beside.document : parseYaml(withinLimit(beside.carrier.file));
  }

  /** Several containers of one workload are nodes of their own. */
  function numbered(workload: string): string {
    const name = `${carrier.file.name}#${workload}`;
    const number = (containers.get(name) ?? 0) + 1;
    containers.set(name, number);
    return number === 1 ? name : `${name} (${number})`;
  }

  /** A text that several workloads read is a node of each. */
  function nameOf(part: string, workload: string | null): string {
    const name = `${carrier.file.name}#${part}`;
    const own = names.has(name) && workload !== null ? `${name} (${workload})` : name;
    names.add(own);
    return own;
  }
}

/** Names of objects and keys are shown, and may be anything. */
function safelyNamed(node: CarriedNode): CarriedNode {
  const [configuration, base] = [node.configuration, node.base].map(
    (each) => each && { ...each, name: safeName(each.name) },
  );
  const { workload } = node;
  return {
    ...node,
    configuration: configuration ?? null,
    base: base ?? null,
    workload: workload && safeName(workload),
  };
}

function carriedDocument(
  { file }: Carrier,
  { name: part, embedded, inSecret }: CarriedConfiguration,
  name: string,
): SourceDocument {
  const { text, encoding } = embedded;
  const carried = { ...embedded, file, part, inSecret };
  return parseYaml({ name, text, carried, ...(encoding && { encoding }) });
}

/** A configuration without a text: all that there is are variables. */
function variablesOnly({ file }: Carrier, { workload, containerAt }: CarriedNode, name: string): SourceFile {
  const part = workload ?? '';
  const { start, end } = containerAt ?? { start: 0, end: 0 };
  const places = { at: () => start, endAt: () => end };
  return {
    name,
    text: '',
    carried: { text: '', places, levels: [], form: 'lines', file, part, inSecret: false },
  };
}

function factsOf(node: CarriedNode, { file }: Carrier, copies: number): NodeFacts {
  const { copiesAt, workload, hosts, variables, configuration, besideFile } = node;
  const interpolations = interpolationsOf(node);
  return {
    copies: node.copies * copies,
    copiesAt: copiesAt === null ? null : { file: file.name, span: copiesAt },
    workload,
    hosts,
    byVariables: configuration === null && besideFile === null,
    interpolation: (name) => {
      const interpolation = interpolations.get(name);
      if (interpolation === undefined || interpolation === 'refused') return interpolation ?? null;
      if (interpolation.by === 'template') return 'template';
      const given = variables.get(name);
      // From another file: compose may be started with it, too.
      return given === undefined || given.value === null || given.span === null ? 'shell' : 'not-container';
    },
    placeOf: (name) => {
      const span = variables.get(name)?.span ?? null;
      return span === null ? null : { file: file.name, span };
    },
  };
}

function containerOf(node: CarriedNode): ContainerVariables | null {
  const { workload, variables, complete } = node;
  const interpolated = interpolationsOf(node);
  if (workload === null && variables.size === 0 && interpolated.size === 0) return null;
  const values = new Map([...variables].map(([name, { value }]) => [name, value]));
  return { values, complete: complete && workload !== null, interpolated };
}

function interpolationsOf({ configuration, base }: CarriedNode): Interpolations {
  return new Map([...(base?.interpolated ?? []), ...(configuration?.interpolated ?? [])]);
}
