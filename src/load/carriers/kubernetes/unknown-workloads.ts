import type { SourceNode } from '../../types.js';
import { isOptimize } from '../optimize-container.js';
import { objectName, type KubernetesObject } from './objects.js';
import { isWorkload } from './workloads.js';

/** These end by themselves, and so are no nodes. */
const ENDING = new Set(['Job', 'CronJob']);

/**
 * Objects of other kinds of which containers of Optimize are made, in words: a Service of Knative, an Object of Crossplane, a Template of
 * OpenShift. Who names them would believe them checked.
 */
export function unknownWorkloads(objects: readonly KubernetesObject[]): readonly string[] {
  return objects
    .filter(({ kind }) => !isWorkload(kind) && !ENDING.has(kind))
    .filter(holdsContainer)
    .map(
      (object) =>
        `${objectName(object)} runs Optimize in Pods that are not known here, so pipe what is made of it (kubectl get deployment,pod,configmap -o yaml | multi-engine validate -)`,
    );
}

function holdsContainer({ reader, node }: KubernetesObject): boolean {
  const nodes = new Set<SourceNode>([node]);
  for (const each of nodes) {
    if (each.kind === 'sequence') for (const item of each.items) nodes.add(reader.resolved(item));
    if (each.kind !== 'mapping') continue;
    const images = reader
      .items(reader.at(each, 'containers'))
      .map((container) => reader.text(reader.at(container, 'image')) ?? '');
    if (images.some((image) => isOptimize(image, new Map()))) return true;
    for (const { value } of each.entries) nodes.add(reader.resolved(value));
  }
  return false;
}
