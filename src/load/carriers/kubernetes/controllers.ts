import { NamedObjects, type ObjectName } from './named-objects.js';
import type { KubernetesObject } from './objects.js';

/** What gives the objects of a kind their names: its own, and a hash or a number behind it. */
const MAKERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ReplicaSet', ['Deployment', 'Rollout']],
  ['ReplicationController', ['DeploymentConfig']],
]);

/** Those of some workloads that are nodes of their own: a cluster lists each Deployment once more as its ReplicaSets, and as their Pods. */
export function withoutControlled(workloads: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const named = new NamedObjects(workloads, (workload) => workload);
  return workloads.filter((object) => {
    if (hasEnded(object)) return false;
    const controller = controllerOf(object);
    if (controller === null) return true;
    // A Job runs to its end, and without Pods there is only the ReplicaSet of an older state left.
    if (controller.kind === 'Job' || replicasOf(object) === '0') return false;
    return [controller, ...makersOf(controller)].every((each) => named.first(each) === null);
  });
}

/** A Pod that was evicted stays in the list. */
function hasEnded({ kind, reader, node }: KubernetesObject): boolean {
  const phase = kind === 'Pod' ? reader.text(reader.at(node, 'status', 'phase')) : null;
  return phase === 'Failed' || phase === 'Succeeded';
}

function controllerOf({ reader, node, namespace }: KubernetesObject): ObjectName | null {
  const owners = reader.items(reader.at(node, 'metadata', 'ownerReferences'));
  const owner = owners.find((each) => reader.text(reader.at(each, 'controller')) === 'true');
  if (owner === undefined) return null;
  const text = (key: string): string => reader.text(reader.at(owner, key)) ?? '';
  return { kind: text('kind'), name: text('name'), namespace };
}

function replicasOf({ reader, node }: KubernetesObject): string | null {
  return reader.text(reader.at(node, 'spec', 'replicas'));
}

/** What may control a controller that is not in the stream itself. */
function makersOf({ kind, name, namespace }: ObjectName): readonly ObjectName[] {
  const maker = name.replace(/-[a-z\d]+$/u, '');
  return (MAKERS.get(kind) ?? []).map((each) => ({ kind: each, name: maker, namespace }));
}
