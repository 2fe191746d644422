import { joined } from '../../core/text/text.js';
import { nodeAt } from '../../load/locate.js';
import type { NodeInput } from './node-input.js';
import { partOf } from './nodes.js';

/** What tells whether two nodes keep their data in one place. */
const STORE = [
  '/es/connection',
  '/es/settings/index/prefix',
  '/opensearch/connection',
  '/opensearch/settings/index/prefix',
];
const STORE_VARIABLE = /ELASTICSEARCH|OPENSEARCH|OPTIMIZE_DATABASE/u;

/**
 * The nodes of one carrier by the Optimize cluster that they make: workloads in one namespace whose store is the same. What nothing runs is
 * a configuration by itself: a development and a production one may well be in one file.
 */
export function clustersOf(nodes: readonly NodeInput[]): readonly (readonly NodeInput[])[] {
  const clusters = new Map<string, NodeInput[]>();
  for (const [index, node] of nodes.entries()) {
    const key = clusterOf(node) ?? `alone ${index}`;
    const cluster = clusters.get(key);
    if (cluster === undefined) clusters.set(key, [node]);
    else cluster.push(node);
  }
  return [...clusters.values()];
}

/** Says of several clusters that each is taken by itself: `done` and `does` are what happens to them, e.g. `judged` and `judges`. */
export function apartNote(
  clusters: readonly (readonly NodeInput[])[],
  { done, does }: { readonly done: string; readonly does: string },
): string {
  const names = clusters.map((cluster) =>
    joined(cluster.map((node) => partOf(node) ?? node.document.file.name)),
  );
  return `${names.join('; ')}: not known to be nodes of one Optimize cluster, so each is ${done} by itself. --part NAME,… ${does} those named together.`;
}

function clusterOf({ document, carried }: NodeInput): string | null {
  if (carried === null || carried.workload === null) return null;
  const settings = STORE.map((pointer) => {
    const node = nodeAt(document, pointer);
    return node === null
      ? null
      : document.file.text.slice(node.span.start, node.span.end).replaceAll(/\s+/gu, ' ');
  });
  const variables = [...carried.variables]
    .filter(([name]) => STORE_VARIABLE.test(name))
    .map(([name, { value }]) => [name, value] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([carried.namespace, settings, variables]);
}
