import type { SourceFile, Span, TextFault } from '../types.js';
import { carrierDocuments, CarrierReader, type CarrierDocument } from './carrier-tree.js';
import { composeNodes, type ReadVariables } from './compose.js';
import type { Recognition } from './find-configurations.js';
import { helmValuesNodes } from './helm-values.js';
import { kubernetesNodes } from './kubernetes/kubernetes.js';
import { objectsIn } from './kubernetes/objects.js';
import type { Carrier } from './types.js';

/** Looks for configurations in a file that is none itself. Pure: what lies beside the file is asked for. */
export function readCarrier(
  file: SourceFile,
  recognition: Recognition,
  readVariables: ReadVariables,
): Carrier {
  const documents = carrierDocuments(file);
  const [first] = documents;
  const manifests = documents.filter((document) => objectsIn(document).length > 0);
  if (manifests.length > 0) {
    const kind = 'Kubernetes manifests';
    return { file, kind, ...kubernetesNodes(manifests, recognition), ...faultsOf(manifests) };
  }
  if (first === undefined)
    return { file, kind: 'an empty file', nodes: [], elsewhere: [], faults: [], damaged: [] };
  if (isCompose(first)) {
    const kind = 'a compose file';
    return { file, kind, ...composeNodes(first, recognition, readVariables), ...faultsOf([first]) };
  }
  const nodes = helmValuesNodes(first, recognition);
  return { file, kind: 'values of a Helm chart', nodes, elsewhere: [], ...faultsOf([first]) };
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
