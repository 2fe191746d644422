import type { Holder, SourceFile, Span, TextFault } from '../types.js';
import { carrierDocuments, CarrierReader, treeInFile, type CarrierDocument } from './carrier-tree.js';
import { spanOf } from './text/embedded.js';
import { whyCamunda8, zeebeNote } from './camunda-8.js';
import { composeNodes, type ReadVariables } from './compose.js';
import type { Recognition } from './find-configurations.js';
import { helmValuesNodes } from './helm-values.js';
import { kubernetesNodes } from './kubernetes/kubernetes.js';
import { objectsIn } from './kubernetes/objects.js';
import { secretValues } from './kubernetes/secret-values.js';
import { withOwnNames } from './own-names.js';
import { NOTHING_CARRIED, type Carried, type CarriedNode, type Carrier } from './types.js';

/** Looks for configurations in a file that is none itself. Pure: what lies beside the file is asked for. */
export function readCarrier(
  source: SourceFile,
  recognition: Recognition,
  readVariables: ReadVariables,
): Carrier {
  const documents = carrierDocuments(source);
  const found = withoutCamunda8(somewhereIn(documents, recognition, readVariables));
  return { file: { ...source, holder: holderOf(documents, found) }, ...found, ...faultsOf(documents) };
}

function somewhereIn(
  documents: readonly CarrierDocument[],
  recognition: Recognition,
  readVariables: ReadVariables,
): Carried {
  const found = nodesIn(documents, recognition, readVariables);
  if (found.nodes.length > 0 || recognition.otherwise === undefined) return found;
  const others = nodesIn(documents, recognition.otherwise, readVariables);
  return others.nodes.length > 0 ? others : found;
}

/** Whatever it is given: an Optimize of Camunda 8 is not one to be judged. */
function withoutCamunda8({ nodes, elsewhere, unread }: Carried): Carried {
  const others = nodes.filter((node) => whyCamunda8(node) === null);
  const left = nodes.flatMap((node) => {
    const why = whyCamunda8(node);
    return why === null ? [] : [`${nameOf(node)} ${why}`];
  });
  const notes = others.flatMap((node) => zeebeNote(nameOf(node), node));
  return { nodes: withOwnNames(others), elsewhere: [...elsewhere, ...left], unread: [...unread, ...notes] };
}

function nameOf({ workload, configuration }: CarriedNode): string {
  return workload ?? configuration?.name ?? '';
}

function nodesIn(
  documents: readonly CarrierDocument[],
  recognition: Recognition,
  readVariables: ReadVariables,
): Carried {
  // Comments above a marker are a document of their own here.
  const first = documents.find(
    ({ root }) => root !== null && !(root.kind === 'scalar' && root.value === null),
  );
  if (documents.some((document) => objectsIn(document).length > 0))
    return kubernetesNodes(documents, recognition);
  if (first === undefined) return NOTHING_CARRIED;
  if (isCompose(first)) return composeNodes(first, recognition, readVariables);
  return helmValuesNodes(first, recognition);
}

/** Trees are put together when something of the file is to be shown. */
function holderOf(documents: readonly CarrierDocument[], { nodes }: Pick<Carried, 'nodes'>): Holder {
  return {
    tree: () => ({
      kind: 'sequence',
      span: { start: 0, end: 0 },
      items: documents.flatMap((document) => treeInFile(document) ?? []),
    }),
    parts: () =>
      nodes.flatMap(({ configuration }) => {
        const text = configuration?.embedded;
        return text === undefined ? [] : [spanOf(text, { start: 0, end: text.text.length })];
      }),
    secret: () => documents.flatMap(secretValues),
  };
}

function isCompose(document: CarrierDocument): boolean {
  const reader = new CarrierReader(document);
  return (
    reader.at(document.root, 'services')?.kind === 'mapping' || reader.at(document.root, 'configs') !== null
  );
}

/** In the offsets of the file. */
function faultsOf(documents: readonly CarrierDocument[]): Pick<Carrier, 'faults' | 'damaged'> {
  return {
    faults: documents.flatMap(({ faults, offset }) => faults.map((fault) => moved(fault, offset))),
    damaged: documents.flatMap(({ damaged, offset }) => damaged.map((span) => shifted(span, offset))),
  };
}

function moved(fault: TextFault, distance: number): TextFault {
  return { ...fault, span: shifted(fault.span, distance) };
}

function shifted({ start, end }: Span, distance: number): Span {
  return { start: start + distance, end: end + distance };
}
