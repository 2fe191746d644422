import { append } from '../../../core/many.js';
import { oncePer } from '../../../core/memoize.js';
import { isFileName } from '../find-configurations.js';
import { whyCamunda8 } from '../camunda-8.js';
import {
  bringsConfiguration,
  isOptimize,
  NOTHING_KNOWN,
  otherOrigin,
  unknownNote,
  type Making,
} from '../optimize-container.js';
import { configurationFileIn, isMisnamed, unreadNote } from '../read-place.js';
import type { Carried, CarriedNode } from '../types.js';
import { valueIn, type FileHolder, type FileHolders } from './held-files.js';
import { objectName } from './objects.js';
import { runBy, spoiltIn, type Container, type Mount, type Workload } from './workloads.js';

/** Containers of Optimize that are set up by variables alone, or by a configuration that is not in the stream. */
export function withoutConfiguration(workloads: readonly Workload[], holders: FileHolders): Carried {
  const nodes: CarriedNode[] = [];
  const elsewhere: string[] = [];
  const unread: string[] = [];
  for (const workload of workloads)
    for (const container of workload.containers) {
      if (!isOptimize(container.image, container.variables)) continue;
      const name = objectName(workload.object);
      const why = whyElsewhere(workload, container, holders);
      if (why === null) {
        nodes.push({ ...NOTHING_KNOWN, ...runBy(workload, container) });
        append(unread, [
          ...unknownNote(name, container),
          ...misnamedIn(name, container),
          ...spoiltIn(workload, container),
        ]);
      } else elsewhere.push(`${name} ${why}`);
    }
  return { nodes, elsewhere, unread };
}

/** Files that stand beside the configuration and are none by their names. */
function misnamedIn(name: string, container: Container): readonly string[] {
  return container.mounts
    .filter(({ path }) => isMisnamed(path))
    .flatMap((mount) => unreadNote(`${name}: ${sourceOf(mount)}`, mount.path, container));
}

/** Null where the built-in engine is what counts. */
function whyElsewhere(workload: Workload, container: Container, holders: FileHolders): string | null {
  const sources = container.mounts.filter(mayBeConfiguration).map((mount): Source => ({
    mount,
    holder: holders.find(mount.kind, mount.name, workload.object),
  }));
  const missing = sources.find(({ holder }) => holder === null) ?? sources[0];
  if (missing === undefined) return otherOrigin(makingOf(workload, container, holders));
  return whyCamunda8(container) ?? lackOf(missing);
}

/** What starts it may be a script in a ConfigMap. */
function makingOf(workload: Workload, container: Container, holders: FileHolders): Making {
  const bringsOwn = container.bringsOwn || scriptsOf(workload, container, holders).length > 0;
  return { ...container, bringsOwn, madeOf: null };
}

/** The texts that a container is given which bring a configuration along, where it is started in a way of its own. */
export function scriptsOf(
  { object }: Workload,
  { mounts, steered }: Container,
  holders: FileHolders,
): readonly string[] {
  if (!steered) return [];
  return mounts.flatMap(({ kind, name }) => {
    const holder = holders.find(kind, name, object);
    return holder === null ? [] : scriptsIn(holder);
  });
}

const scriptsIn = oncePer((holder: FileHolder) =>
  holder.keys
    .filter((key) => !isFileName(key))
    .map((key) => valueIn(holder, key)?.text ?? '')
    .filter((text) => bringsConfiguration([text])),
);

/** A mount that puts something where Optimize reads its configuration. */
function mayBeConfiguration({ kind, path, subPath }: Mount): boolean {
  // Below a volume that has no keys, a `subPath` may be a folder as well.
  const isFolder = subPath === null || kind === 'other';
  return isFileName(path) || (isFolder && configurationFileIn(path) !== null);
}

interface Source {
  readonly mount: Mount;
  /** Null where it is not in the stream. */
  readonly holder: FileHolder | null;
}

function lackOf({ mount, holder }: Source): string {
  return `takes its configuration from ${sourceOf(mount)}, ${holder === null ? 'which is not here' : lackIn(holder, keyOf(mount))}`;
}

function sourceOf({ kind, name }: Mount): string {
  return kind === 'other' ? 'a volume' : `the ${kind} "${name}"`;
}

function lackIn(holder: FileHolder, key: string): string {
  return holder.keys.includes(key)
    ? `whose key "${key}" holds none that can be read`
    : `which has no key "${key}"`;
}

/** The key of the file that Optimize is to read. */
function keyOf({ items, subPath }: Mount): string {
  const file = subPath ?? 'environment-config.yaml';
  return [...(items ?? [])].find(([, path]) => path === file)?.[0] ?? file;
}
