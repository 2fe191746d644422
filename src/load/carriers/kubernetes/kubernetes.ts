import type { CarrierDocument } from '../carrier-tree.js';
import {
  configurationsBelow,
  configurationsIn,
  isBaseName,
  isFileName,
  type Found,
  type Recognition,
  type Search,
} from '../find-configurations.js';
import { whyNoBase64, whyNoStructure } from '../unreadable.js';
import { withoutMark } from '../text/embedded.js';
import { FileHolders, type FileHolder } from './held-files.js';
import { NamedObjects } from './named-objects.js';
import { objectName, objectsIn, type KubernetesObject } from './objects.js';
import { valuesNode } from '../helm-values.js';
import { NOTHING_KNOWN, rewrittenNote } from '../optimize-container.js';
import { configurationFileIn, isReadAt, unreadNote, uppermost } from '../read-place.js';
import type { Carried, CarriedConfiguration, CarriedNode } from '../types.js';
import { unknownWorkloads } from './unknown-workloads.js';
import { scriptsOf, withoutConfiguration } from './without-configuration.js';
import { runBy, spoiltIn, workloadsIn, type Container, type Mount, type Workload } from './workloads.js';

/** The nodes that a stream of manifests describes, and what is missing of them. */
export function kubernetesNodes(documents: readonly CarrierDocument[], recognition: Recognition): Carried {
  const objects = documents.flatMap(objectsIn);
  const holders = new FileHolders(objects);
  const perHolder = holders.all.map((holder) => heldIn(holder, recognition));
  const held = perHolder.flatMap(({ found }) => found);
  const workloads = workloadsIn(objects, holders);
  const heldByName = new NamedObjects(held, ({ holder }) => holder.object);
  const mounted = workloads.flatMap((workload) => mountedBy(workload, heldByName, holders));
  const used = new Set(mounted.map(({ held: { configuration } }) => configuration));
  const unused = held.filter(({ configuration, isBase }) => !isBase && !used.has(configuration));
  const perObject = objects.map((object) => valuesIn(object, recognition));
  const inValues = perObject.flatMap(({ found }) => found);
  const found = [...mounted.map(nodeOf), ...unused.map((each) => aloneNode(each)), ...inValues];
  const reading = new Set(mounted.map(({ workload }) => workload));
  const others = withoutConfiguration(
    workloads.filter((workload) => !reading.has(workload)),
    holders,
  );
  return {
    nodes: [...found, ...others.nodes],
    elsewhere: [
      ...[...perHolder, ...perObject].flatMap(({ unreadable }) => unreadable),
      ...others.elsewhere,
      ...unknownWorkloads(objects),
    ],
    unread: [...mounted.flatMap((each) => notesOn(each, holders)), ...others.unread],
  };
}

/** A configuration in a ConfigMap or Secret. */
interface Held {
  readonly holder: FileHolder;
  readonly key: string;
  readonly configuration: CarriedConfiguration;
  /** `service-config.yaml`: lies below the others of its holder. */
  readonly isBase: boolean;
}

/** What an object has, and in words what it has that cannot be read. */
interface Searched<T> {
  readonly found: readonly T[];
  readonly unreadable: readonly string[];
}

function heldIn(holder: FileHolder, recognition: Recognition): Searched<Held> {
  const found: Held[] = [];
  const unreadable: string[] = [];
  const nameOf = (path: readonly string[]): string => `${objectName(holder.object)}:${path.join(':')}`;
  const inSecret = holder.object.kind === 'Secret';
  for (const key of holder.keys) {
    const isBase = isBaseName(key);
    const search = searchOf(holder, key, recognition);
    for (const { embedded, path } of search.found) {
      // What is Base64 is nothing that a parameter could be put into.
      const interpolated = holder.object.parameters.namedIn(embedded.form === 'base64' ? '' : embedded.text);
      const configuration = { name: nameOf(path), embedded, inSecret, interpolated };
      found.push({ holder, key, configuration, isBase });
    }
    for (const { path, why } of search.unreadable) unreadable.push(`${nameOf(path)} ${why}`);
  }
  return { found, unreadable };
}

function searchOf(
  holder: FileHolder,
  key: string,
  recognition: Recognition,
): Pick<Search, 'unreadable'> & { readonly found: readonly Pick<Found, 'embedded' | 'path'>[] } {
  const file = holder.file(key);
  const path = [key];
  if (file === null) {
    const why = whyUnreadable(holder, key, recognition);
    return { found: [], unreadable: why === null ? [] : [{ path, why }] };
  }
  if (isBaseName(key)) return { found: [{ embedded: withoutMark(file), path }], unreadable: [] };
  return configurationsIn(file, path, recognition);
}

/** Why a key has no text, where one is missed: the name or what is written says that it is a configuration. */
function whyUnreadable(holder: FileHolder, key: string, recognition: Recognition): string | null {
  const isMeant = isFileName(key);
  const structure = holder.structure(key);
  if (structure !== null)
    return isMeant || recognition.isStructure(structure)
      ? whyNoStructure(holder.object.holder, structure)
      : null;
  const text = holder.writtenText(key)?.text ?? '';
  return text !== '' && (isMeant || recognition.isConfiguration(text, false)) ? whyNoBase64(text) : null;
}

/** A configuration that a container has as a file. */
interface Mounted {
  readonly workload: Workload;
  readonly container: Container;
  readonly held: Held;
  /** Where it is in the container. */
  readonly path: string;
  readonly base: Held | null;
}

/** Of several configurations, a container reads the one that is where Optimize looks for it, or at least has the name. */
function mountedBy(workload: Workload, held: NamedObjects<Held>, holders: FileHolders): readonly Mounted[] {
  const { namespace } = workload.object;
  return workload.containers.flatMap((container) => {
    const files = container.mounts.flatMap((mount) =>
      held.all({ ...mount, namespace }).flatMap((each) => {
        const path = pathOf(mount, each);
        return path === null ? [] : [{ each, path, mountedAt: mount.path }];
      }),
    );
    const bases = files.filter(({ path }) => isBaseName(path)).map(({ each }) => each);
    const own = files.filter(({ path, each }) => !isBaseName(path) && !each.isBase);
    const read = uppermost(own.filter(({ path }) => isReadAt(path, container.image)));
    if (readsElsewhere(workload, container, holders, read?.mountedAt ?? '')) return [];
    const likely = read ?? own.find(({ path }) => isFileName(path)) ?? own[0];
    if (likely === undefined) return [];
    return [{ workload, container, held: likely.each, path: likely.path, base: bases[0] ?? null }];
  });
}

/** Whether what a container reads comes from what is not in the stream, and covers what is: whatever else it is given is something else. */
function readsElsewhere(
  { object }: Workload,
  { mounts, image, steered }: Container,
  holders: FileHolders,
  covered: string,
): boolean {
  return (
    !steered &&
    mounts.some(
      (mount) =>
        mount.path.length > covered.length &&
        holders.find(mount.kind, mount.name, object) === null &&
        isReadAt(fileOf(mount), image),
    )
  );
}

/** The configuration as a mount has it that may hold it: the file itself, or one in its folder. */
function fileOf({ path, subPath }: Mount): string {
  return isFileName(path) || subPath !== null ? path : (configurationFileIn(path) ?? path);
}

function notesOn({ workload, container, held, path }: Mounted, holders: FileHolders): readonly string[] {
  const what = `${objectName(workload.object)}: ${held.configuration.name}`;
  const told = [...container.told, ...scriptsOf(workload, container, holders)];
  return [
    ...unreadNote(what, path, container),
    ...rewrittenNote(what, told),
    ...spoiltIn(workload, container),
  ];
}

/** Where a container finds a file of what is mounted; null where it does not have it. */
function pathOf(mount: Mount, { key }: Held): string | null {
  const inVolume = mount.items === null ? key : (mount.items.get(key) ?? null);
  if (inVolume === null) return null;
  if (mount.subPath === null) return `${mount.path}/${inVolume}`;
  // An expression is filled when the Pod starts: it may name any of them.
  return mount.subPath === inVolume || mount.subPath.includes('$(') ? mount.path : null;
}

function nodeOf({ workload, container, held, base }: Mounted): CarriedNode {
  return {
    configuration: held.configuration,
    besideFile: null,
    base: base?.configuration ?? null,
    ...runBy(workload, container),
  };
}

function aloneNode({ configuration, holder }: Held): CarriedNode {
  const { namespace } = holder.object;
  return { ...NOTHING_KNOWN, configuration, namespace };
}

/** Values for a chart in a HelmChart, a HelmRelease or an Application, and whatever else holds a configuration as text. */
function valuesIn(object: KubernetesObject, recognition: Recognition): Searched<CarriedNode> {
  if (object.kind === 'ConfigMap' || object.kind === 'Secret') return { found: [], unreadable: [] };
  const { holder, reader, node, namespace } = object;
  const nameOf = (path: readonly string[]): string => `${objectName(object)}:${shortPath(path)}`;
  const { found, unreadable } = configurationsBelow(holder, reader, node, recognition);
  return {
    found: found.map((each) => ({ ...valuesNode(each, nameOf(each.path)), namespace })),
    unreadable: [
      ...unreadable.map(({ path, why }) => `${nameOf(path)} ${why}`),
      ...keysFilledElsewhere(object).map((key) => `${nameOf([key])} is kept elsewhere`),
      ...generatedBy(object),
    ],
  };
}

/** Configurations that another program makes of an object, in words: as files and literals of Kustomize, or as parameters of a chart. */
function generatedBy({ kind, name, reader, node }: KubernetesObject): readonly string[] {
  if (kind === 'Kustomization') {
    const generators = ['configMapGenerator', 'secretGenerator'].flatMap((key) =>
      reader.items(reader.at(node, key)),
    );
    const given = generators.flatMap((generator) =>
      ['files', 'literals'].flatMap((key) => reader.texts(reader.at(generator, key))),
    );
    const keys = given.map((text) => text.split('=', 1)[0]?.trim() ?? '').filter(isFileName);
    return keys.map(
      (key) =>
        `${key} is made by Kustomize, so pipe what comes of it (kubectl kustomize . | multi-engine validate -)`,
    );
  }
  if (kind !== 'Application') return [];
  const sources = [reader.at(node, 'spec', 'source'), ...reader.items(reader.at(node, 'spec', 'sources'))];
  const parameters = sources.flatMap((source) => reader.items(reader.at(source, 'helm', 'parameters')));
  const isOfEngine = parameters.some((each) =>
    ENGINE_PARAMETER.test(reader.text(reader.at(each, 'name')) ?? ''),
  );
  return isOfEngine
    ? [`application/${name} gives engines to a chart as parameters, so pipe what the chart makes of them`]
    : [];
}

const ENGINE_PARAMETER = /(?:^|\.)engines(?:[.[]|$)/u;

/** Those of an ExternalSecret that are called like a configuration. */
function keysFilledElsewhere({ kind, reader, node }: KubernetesObject): readonly string[] {
  if (!/^(?:Cluster)?ExternalSecret$/u.test(kind)) return [];
  const spec = kind === 'ExternalSecret' ? ['spec'] : ['spec', 'externalSecretSpec'];
  return reader
    .items(reader.at(node, ...spec, 'data'))
    .flatMap((item) => reader.text(reader.at(item, 'secretKey')) ?? [])
    .filter(isFileName);
}

/** Without the keys under which every object of its kind has its values. */
function shortPath(path: readonly string[]): string {
  const values = path.findLastIndex((key) => /^(?:values(?:Content|Object)?|encryptedData)$/u.test(key));
  return path.slice(values + 1).join('.') || path.join('.');
}
