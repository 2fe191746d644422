import type { SourceNode, Span } from '../../types.js';
import { containerVariables, type ContainerVariables } from './container-variables.js';
import { withoutControlled } from './controllers.js';
import { bringsConfiguration, bringsVariables, engineOptions } from '../optimize-container.js';
import { spanOf } from '../text/embedded.js';
import type { Reading } from '../read-place.js';
import type { FileHolders } from './held-files.js';
import { NamedObjects, type ObjectName } from './named-objects.js';
import { objectName, type KubernetesObject } from './objects.js';
import type { CarriedNode } from '../types.js';

/** What runs pods. A Job runs to its end and is no node. */
const WORKLOADS = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DaemonSet',
  'DeploymentConfig',
  'Rollout',
  'Pod',
]);

export function isWorkload(kind: string): boolean {
  return WORKLOADS.has(kind);
}

/** A container with what it is given. */
export interface Container extends ContainerVariables, Reading {
  /** Its first line. */
  readonly at: Span;
  readonly mounts: readonly Mount[];
  /** What makes it start, or what is written beside it for what prepares Pods, brings a configuration along. */
  readonly bringsOwn: boolean;
  /** The texts of what makes it start, and of the containers that prepare something before. */
  readonly told: readonly string[];
}

/** What of a container's variables cannot be read. */
export function spoiltIn({ object }: Workload, { unreadable }: Container): readonly string[] {
  return unreadable.map((each) => `${objectName(object)} ${each}`);
}

/** A volume as a container sees it. */
export interface Mount {
  /** `ConfigMap`, `Secret`; `other` for whatever has no files that can be read here. */
  readonly kind: string;
  readonly name: string;
  /** Where it appears: a folder, or with `subPath` a single file. */
  readonly path: string;
  readonly subPath: string | null;
  /** The paths of keys that are renamed; null where all keys are files of their own name. */
  readonly items: ReadonlyMap<string, string> | null;
}

export interface Workload {
  readonly object: KubernetesObject;
  readonly containers: readonly Container[];
  readonly copies: number;
  readonly copiesAt: Span | null;
}

/** What makes a container start, or look for its files, in a way that its image does not tell. */
const STEERING = ['command', 'args', 'lifecycle', 'workingDir'];

/** The workloads of a stream with their containers. Containers that only prepare something are none of these. */
export function workloadsIn(objects: readonly KubernetesObject[], holders: FileHolders): readonly Workload[] {
  const scalers = new NamedObjects(objects.filter(isScaler), targetOf);
  return withoutControlled(objects.filter(({ kind }) => WORKLOADS.has(kind))).map((object) => ({
    object,
    containers: containersOf(object, holders),
    ...copiesOf(object, scalers.first(object)),
  }));
}

function containersOf(object: KubernetesObject, holders: FileHolders): readonly Container[] {
  const { reader, node } = object;
  const pod = object.kind === 'Pod' ? node : reader.at(node, 'spec', 'template');
  const spec = reader.at(pod, 'spec');
  const volumes = volumesOf(object, spec);
  const prepared = preparedBy(object, pod);
  const setsMore = prepared.some((text) => text.includes('CAMUNDABPM_REST_URL'));
  const areAllBrought = bringsConfiguration(prepared);
  const preparing = reader.items(reader.at(spec, 'initContainers'));
  const toldBefore = preparing.flatMap(toldTo);
  return reader.items(reader.at(spec, 'containers')).map((container) => {
    const told = toldTo(container);
    const { variables, complete, unreadable } = containerVariables(object, container, holders);
    return {
      image: reader.text(reader.at(container, 'image')) ?? '',
      at: firstLineOf(object, container),
      steered: preparing.length > 0 || STEERING.some((key) => reader.at(container, key) !== null),
      mounts: reader.items(reader.at(container, 'volumeMounts')).flatMap((mount) => {
        const text = (key: string): string | null => reader.text(reader.at(mount, key));
        const place = { path: text('mountPath') ?? '', subPath: text('subPath') ?? text('subPathExpr') };
        return (volumes.get(text('name') ?? '') ?? [UNKNOWN_VOLUME]).map((volume) => ({
          ...volume,
          ...place,
        }));
      }),
      bringsOwn: areAllBrought || bringsConfiguration(told),
      told: [...toldBefore, ...told],
      variables: new Map([...variables, ...engineOptions(told)]),
      complete: complete && !setsMore && !bringsVariables(told),
      unreadable,
    };
  });

  function toldTo(container: SourceNode): readonly string[] {
    return STEERING.flatMap((key) => reader.texts(reader.at(container, key)));
  }
}

/** What is written beside a Pod for what prepares it; what only repeats the whole of it is not. */
function preparedBy({ reader }: KubernetesObject, pod: SourceNode | null): readonly string[] {
  const annotations = [...reader.entries(reader.at(pod, 'metadata', 'annotations')).values()];
  return annotations
    .filter(({ key }) => !key.endsWith('/last-applied-configuration'))
    .flatMap(({ key, value }) => [key, ...reader.texts(value)]);
}

/** What a node has from what runs it. */
export function runBy(
  { object, copies, copiesAt }: Workload,
  { image, variables, complete, at }: Container,
): Omit<CarriedNode, 'configuration' | 'besideFile' | 'base'> {
  return {
    workload: objectName(object),
    containerAt: at,
    namespace: object.namespace,
    image,
    variables,
    complete,
    copies,
    copiesAt,
    hosts: null,
  };
}

function firstLineOf({ holder }: KubernetesObject, { span }: SourceNode): Span {
  const end = holder.text.slice(span.start, span.end).search(/[\r\n]/u);
  return spanOf(holder, { start: span.start, end: end < 0 ? span.end : span.start + end });
}

type Volume = Pick<Mount, 'kind' | 'name' | 'items'>;

/** A claim that a StatefulSet makes of a template, or what is not here. */
const UNKNOWN_VOLUME: Volume = { kind: 'other', name: '', items: null };

/** A projected volume is several in one. */
function volumesOf(
  { reader }: KubernetesObject,
  spec: SourceNode | null,
): ReadonlyMap<string, readonly Volume[]> {
  const volumes = new Map<string, readonly Volume[]>();
  for (const volume of reader.items(reader.at(spec, 'volumes'))) {
    const projected = reader.items(reader.at(volume, 'projected', 'sources'));
    const sources = projected.length > 0 ? projected : [volume];
    const name = reader.text(reader.at(volume, 'name')) ?? '';
    volumes.set(
      name,
      sources.map((source) => volumeAt(source)),
    );
  }
  return volumes;

  function volumeAt(source: SourceNode): Volume {
    const configMap = reader.at(source, 'configMap');
    if (configMap !== null)
      return { kind: 'ConfigMap', name: nameIn(configMap, 'name'), items: itemsOf(configMap) };
    const secret = reader.at(source, 'secret');
    if (secret === null) return UNKNOWN_VOLUME;
    const name = nameIn(secret, 'secretName');
    return { kind: 'Secret', name: name === '' ? nameIn(secret, 'name') : name, items: itemsOf(secret) };
  }

  function nameIn(node: SourceNode, key: string): string {
    return reader.text(reader.at(node, key)) ?? '';
  }

  function itemsOf(node: SourceNode): Volume['items'] {
    const items = reader.items(reader.at(node, 'items'));
    if (items.length === 0) return null;
    return new Map(items.map((item) => [nameIn(item, 'key'), nameIn(item, 'path')]));
  }
}

/** How many pods run: what the workload says, or what an autoscaler makes of it at most. */
function copiesOf(
  object: KubernetesObject,
  scaler: KubernetesObject | null,
): Pick<Workload, 'copies' | 'copiesAt'> {
  if (object.kind === 'Pod') return { copies: 1, copiesAt: null };
  const own = countAt(object, object.reader.at(object.node, 'spec', 'replicas'));
  const scaled = scaler === null ? null : mostOf(scaler);
  if (scaled !== null && scaled.copies > (own?.copies ?? 1)) return scaled;
  return own ?? { copies: 1, copiesAt: null };
}

function isScaler({ kind }: KubernetesObject): boolean {
  return kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject';
}

/** What an autoscaler scales. */
function targetOf({ reader, node, namespace }: KubernetesObject): ObjectName {
  const target = reader.at(node, 'spec', 'scaleTargetRef');
  const kind = reader.text(reader.at(target, 'kind')) ?? 'Deployment';
  return { kind, name: reader.text(reader.at(target, 'name')) ?? '', namespace };
}

function mostOf(scaler: KubernetesObject): Pick<Workload, 'copies' | 'copiesAt'> | null {
  const { reader, node } = scaler;
  const spec = reader.at(node, 'spec');
  return countAt(scaler, reader.at(spec, 'maxReplicas') ?? reader.at(spec, 'maxReplicaCount'));
}

function countAt(
  { reader, holder }: KubernetesObject,
  node: SourceNode | null,
): Pick<Workload, 'copies' | 'copiesAt'> | null {
  const scalar = reader.scalar(node);
  const text = reader.text(node);
  if (scalar === null || text === null || !/^\d{1,6}$/u.test(text)) return null;
  return { copies: Number(text), copiesAt: spanOf(holder, scalar.span) };
}
