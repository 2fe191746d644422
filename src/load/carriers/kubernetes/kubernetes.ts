import type { CarrierDocument } from '../carrier-tree.js';
import {
  configurationsBelow,
  configurationsIn,
  isBaseName,
  isFileName,
  type Recognition,
} from '../find-configurations.js';
import { FileHolders, type FileHolder } from './held-files.js';
import { mayShareNamespace, objectName, objectsIn, type KubernetesObject } from './objects.js';
import { valuesNode } from '../helm-values.js';
import { isOptimize, NOTHING_KNOWN } from '../optimize-container.js';
import type { CarriedConfiguration, CarriedNode, Carrier } from '../types.js';
import { workloadsIn, type Container, type Mount, type Workload } from './workloads.js';

/** The nodes that a stream of manifests describes, and what is missing of them. */
export function kubernetesNodes(
  documents: readonly CarrierDocument[],
  recognition: Recognition,
): Pick<Carrier, 'nodes' | 'elsewhere'> {
  const objects = documents.flatMap(objectsIn);
  const holders = new FileHolders(objects);
  const held = holders.all.flatMap((holder) => heldIn(holder, recognition));
  const workloads = workloadsIn(objects, holders);
  const mounted = workloads.flatMap((workload) => mountedBy(workload, held));
  const used = new Set(mounted.map(({ held: { configuration } }) => configuration));
  const unused = held.filter(({ configuration, isBase }) => !isBase && !used.has(configuration));
  const inValues = objects.flatMap((object) => valuesIn(object, recognition));
  const found = [...mounted.map(nodeOf), ...unused.map((each) => aloneNode(each)), ...inValues];
  const reading = new Set(mounted.map(({ workload }) => workload));
  const others = byVariables(workloads.filter((workload) => !reading.has(workload)));
  return { nodes: [...found, ...others.nodes], elsewhere: others.elsewhere };
}

/** A configuration in a ConfigMap or Secret. */
interface Held {
  readonly holder: FileHolder;
  readonly key: string;
  readonly configuration: CarriedConfiguration;
  /** `service-config.yaml`: lies below the others of its holder. */
  readonly isBase: boolean;
}

function heldIn(holder: FileHolder, recognition: Recognition): readonly Held[] {
  return holder.keys.flatMap((key) => {
    const file = holder.file(key);
    const isBase = isBaseName(key);
    if (file === null) return [];
    const found = isBase ? [{ embedded: file, path: [key] }] : configurationsIn(file, [key], recognition);
    return found.map(({ embedded, path }) => {
      const name = `${objectName(holder.object)}:${path.join(':')}`;
      const inSecret = holder.object.kind === 'Secret';
      return { holder, key, configuration: { name, embedded, inSecret }, isBase };
    });
  });
}

/** A configuration that a container has as a file. */
interface Mounted {
  readonly workload: Workload;
  readonly container: Container;
  readonly held: Held;
  readonly base: Held | null;
}

/** Of a volume with several configurations, a container reads the one that has the name in the end. */
function mountedBy(workload: Workload, held: readonly Held[]): readonly Mounted[] {
  return workload.containers.flatMap((container) => {
    const files = container.mounts.flatMap((mount) =>
      held.flatMap((each) => {
        const path = pathOf(mount, each, workload.object);
        return path === null ? [] : [{ each, path }];
      }),
    );
    const bases = files.filter(({ path }) => isBaseName(path)).map(({ each }) => each);
    const own = files.filter(({ path, each }) => !isBaseName(path) && !each.isBase);
    const named = own.filter(({ path }) => isFileName(path));
    const [read] = named.length > 0 ? named : own;
    return read === undefined ? [] : [{ workload, container, held: read.each, base: bases[0] ?? null }];
  });
}

/** Where a container finds a file; null where it does not have it. */
function pathOf(mount: Mount, { holder, key }: Held, seenFrom: KubernetesObject): string | null {
  const { object } = holder;
  if (mount.kind !== object.kind || mount.name !== object.name || !mayShareNamespace(object, seenFrom))
    return null;
  const inVolume = mount.items === null ? key : (mount.items.get(key) ?? null);
  if (inVolume === null) return null;
  if (mount.subPath === null) return `${mount.path}/${inVolume}`;
  return mount.subPath === inVolume ? mount.path : null;
}

function nodeOf({ workload, container, held, base }: Mounted): CarriedNode {
  return {
    configuration: held.configuration,
    besideFile: null,
    base: base?.configuration ?? null,
    ...runBy(workload, container),
  };
}

function runBy(
  { object, copies, copiesAt }: Workload,
  { variables, complete, at }: Container,
): Omit<CarriedNode, 'configuration' | 'besideFile' | 'base'> {
  return {
    workload: objectName(object),
    containerAt: at,
    namespace: object.namespace,
    variables,
    complete,
    copies,
    copiesAt,
    hosts: null,
  };
}

function aloneNode({ configuration, holder }: Held): CarriedNode {
  const { namespace } = holder.object;
  return { ...NOTHING_KNOWN, configuration, namespace };
}

/** Values for a chart in a HelmChart, a HelmRelease or an Application, and whatever else holds a configuration as text. */
function valuesIn(object: KubernetesObject, recognition: Recognition): readonly CarriedNode[] {
  if (object.kind === 'ConfigMap' || object.kind === 'Secret') return [];
  const { holder, reader, node, namespace } = object;
  return configurationsBelow(holder, reader, node, recognition).map((found) => ({
    ...valuesNode(found, `${objectName(object)}:${shortPath(found.path)}`),
    namespace,
  }));
}

/** Without the keys under which every object of its kind has its values. */
function shortPath(path: readonly string[]): string {
  const values = path.findLastIndex((key) => /^values(?:Content|Object)?$/u.test(key));
  return path.slice(values + 1).join('.') || path.join('.');
}

/** Containers of Optimize that are set up by variables alone, or by a configuration that is not in the stream. */
function byVariables(workloads: readonly Workload[]): Pick<Carrier, 'nodes' | 'elsewhere'> {
  const nodes: CarriedNode[] = [];
  const elsewhere: string[] = [];
  for (const workload of workloads)
    for (const container of workload.containers) {
      if (!isOptimize(container.image, container.variables)) continue;
      const missing = container.mounts.find(mayBeConfiguration);
      if (missing === undefined) nodes.push({ ...NOTHING_KNOWN, ...runBy(workload, container) });
      else elsewhere.push(missingText(workload, missing));
    }
  return { nodes, elsewhere };
}

/** A mount that puts something where Optimize reads its configuration. */
function mayBeConfiguration({ path, subPath }: Mount): boolean {
  return isFileName(path) || (subPath === null && /\/(?:config|environment)\/?$/u.test(path));
}

function missingText({ object }: Workload, { kind, name }: Mount): string {
  const what = kind === 'other' ? 'a volume' : `the ${kind} "${name}"`;
  return `${objectName(object)} takes its configuration from ${what}, which is not here`;
}
