import type { Embedded, SourceNode } from '../../types.js';
import { CarrierReader, type CarrierDocument } from '../carrier-tree.js';
import { wholeDocument } from '../text/embedded.js';

/** One object of a manifest. */
export interface KubernetesObject {
  readonly reader: CarrierReader;
  /** The document in which it stands. */
  readonly holder: Embedded;
  readonly node: SourceNode;
  readonly kind: string;
  readonly name: string;
  /** Null where none is named: any may be meant. */
  readonly namespace: string | null;
}

/** The objects of a document; a `List` of any kind stands for its items. Nothing where the document is no manifest. */
export function objectsIn(document: CarrierDocument): readonly KubernetesObject[] {
  if (document.root === null) return [];
  const place = { reader: new CarrierReader(document), holder: wholeDocument(document) };
  // What `jq .items` leaves of a list.
  const roots = document.root.kind === 'sequence' ? document.root.items : [document.root];
  return roots.flatMap((root) => objectsAt(place, root, null));
}

type Place = Pick<KubernetesObject, 'reader' | 'holder'>;

/** `kindOfItems`: the items of a ConfigMapList need not say that they are ConfigMaps. */
function objectsAt(place: Place, node: SourceNode, kindOfItems: string | null): readonly KubernetesObject[] {
  const { reader } = place;
  const kind = reader.text(reader.at(node, 'kind')) ?? kindOfItems;
  if (kind === null || (kindOfItems === null && reader.text(reader.at(node, 'apiVersion')) === null))
    return [];
  const items = reader.at(node, 'items');
  const [, ofItems] = /^(\w*)List$/u.exec(kind) ?? [];
  if (ofItems !== undefined && items?.kind === 'sequence')
    return reader.items(items).flatMap((item) => objectsAt(place, item, ofItems === '' ? null : ofItems));
  return [{ ...place, node, kind, ...namesOf(reader, node) }];
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
