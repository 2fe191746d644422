import { oncePer } from '../../../core/memoize.js';
import type { Embedded, SourceNode } from '../../types.js';
import { CarrierReader, type CarrierDocument } from '../carrier-tree.js';
import { wholeDocument } from '../text/embedded.js';
import {
  NO_PARAMETERS,
  parametersOf,
  TemplateReader,
  type TemplateParameters,
} from './template-parameters.js';

/** One object of a manifest. */
export interface KubernetesObject {
  readonly reader: CarrierReader;
  /** Those of the Template in which it stands. */
  readonly parameters: TemplateParameters;
  /** The document in which it stands. */
  readonly holder: Embedded;
  readonly node: SourceNode;
  readonly kind: string;
  readonly name: string;
  /** Null where none is named: any may be meant. */
  readonly namespace: string | null;
}

/** The objects of a document; a `List` of any kind stands for its items, and a Template for its objects. Nothing where the document is no manifest. */
export const objectsIn = oncePer((document: CarrierDocument): readonly KubernetesObject[] => {
  if (document.root === null) return [];
  const place = {
    reader: new CarrierReader(document),
    holder: wholeDocument(document),
    parameters: NO_PARAMETERS,
    seen: new Set<SourceNode>(),
  };
  // What `jq .items` leaves of a list.
  const roots = document.root.kind === 'sequence' ? document.root.items : [document.root];
  return roots.flatMap((root) => objectsAt(place, root, null));
});

interface Place extends Pick<KubernetesObject, 'reader' | 'holder' | 'parameters'> {
  /** What an alias repeats is the same object, and a list may hold itself. */
  readonly seen: Set<SourceNode>;
}

/** `kindOfItems`: the items of a ConfigMapList need not say that they are ConfigMaps. */
function objectsAt(place: Place, node: SourceNode, kindOfItems: string | null): readonly KubernetesObject[] {
  const { reader, seen, ...of } = place;
  if (seen.has(node)) return [];
  seen.add(node);
  const kind = reader.text(reader.at(node, 'kind')) ?? kindOfItems;
  if (kind === null || (kindOfItems === null && reader.text(reader.at(node, 'apiVersion')) === null))
    return [];
  const items = reader.at(node, 'items');
  const [, ofItems] = /^(\w*)List$/u.exec(kind) ?? [];
  if (ofItems !== undefined && items?.kind === 'sequence')
    return reader.items(items).flatMap((item) => objectsAt(place, item, ofItems === '' ? null : ofItems));
  const made = kind === 'Template' ? objectsOfTemplate(place, node) : [];
  return made.length > 0 ? made : [{ ...of, reader, node, kind, ...namesOf(reader, node) }];
}

function objectsOfTemplate({ reader, ...around }: Place, node: SourceNode): readonly KubernetesObject[] {
  const parameters = parametersOf(reader, node);
  const place = { ...around, reader: new TemplateReader(reader, parameters), parameters };
  return reader.items(reader.at(node, 'objects')).flatMap((item) => objectsAt(place, item, null));
}

function namesOf(reader: CarrierReader, node: SourceNode): Pick<KubernetesObject, 'name' | 'namespace'> {
  return {
    name: reader.text(reader.at(node, 'metadata', 'name')) ?? '',
    namespace: reader.text(reader.at(node, 'metadata', 'namespace')),
  };
}

/** `configmap/optimize`. */
export function objectName({ kind, name }: Pick<KubernetesObject, 'kind' | 'name'>): string {
  return `${kind.toLowerCase()}/${name}`;
}
