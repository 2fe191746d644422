import type { Span } from '../../types.js';
import type { CarrierDocument } from '../carrier-tree.js';
import { spanOf } from '../text/embedded.js';
import { objectsIn, type KubernetesObject } from './objects.js';

/** All values of the Secrets of a document, in the offsets of the text that holds it. */
export function secretValues(document: CarrierDocument): readonly Span[] {
  return objectsIn(document).flatMap(valuesOf);
}

function valuesOf({ kind, reader, holder, node }: KubernetesObject): readonly Span[] {
  if (kind !== 'Secret') return [];
  return ['data', 'stringData'].flatMap((section) =>
    [...reader.entries(reader.at(node, section)).values()].map(({ value }) => spanOf(holder, value.span)),
  );
}
