import type { Embedded, SourceNode } from '../../types.js';
import { decodedIn, scalarIn } from '../text/embedded.js';
import { NamedObjects } from './named-objects.js';
import type { KubernetesObject } from './objects.js';

/** The sections of a ConfigMap and of a Secret, the one that counts in the end first, and which of them are Base64. */
const SECTIONS: Readonly<Record<string, readonly { readonly name: string; readonly base64: boolean }[]>> = {
  ConfigMap: [
    { name: 'data', base64: false },
    { name: 'binaryData', base64: true },
  ],
  Secret: [
    { name: 'stringData', base64: false },
    { name: 'data', base64: true },
  ],
};

/** A value of a ConfigMap or Secret as it is written. */
interface Written {
  readonly node: SourceNode;
  readonly base64: boolean;
}

/** A ConfigMap or Secret: texts by key. */
export class FileHolder {
  readonly object: KubernetesObject;
  readonly #written = new Map<string, Written>();
  readonly #read = new Map<string, Embedded | null>();

  constructor(object: KubernetesObject) {
    this.object = object;
    const { reader, node, kind } = object;
    for (const { name, base64 } of SECTIONS[kind] ?? [])
      for (const [key, { value }] of reader.entries(reader.at(node, name)))
        if (!this.#written.has(key)) this.#written.set(key, { node: reader.resolved(value), base64 });
  }

  get keys(): readonly string[] {
    return [...this.#written.keys()];
  }

  /** False for one that holds nothing yet, too: what fills it later is not in the stream. */
  lacks(key: string): boolean {
    return this.#written.size > 0 && !this.#written.has(key);
  }

  /** Each text is decoded when it is asked for: most of a chart's are none of our business. */
  file(key: string): Embedded | null {
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const written = this.writtenText(key);
    const file = written !== null && this.#written.get(key)?.base64 === true ? decodedIn(written) : written;
    this.#read.set(key, file);
    return file;
  }

  /** As it stands in the object, Base64 or not; null where it is no text. */
  writtenText(key: string): Embedded | null {
    const node = this.#written.get(key)?.node;
    return node?.kind === 'scalar' ? scalarIn(this.object.holder, node) : null;
  }

  /** What is written in place of a text; null where it is one. */
  structure(key: string): SourceNode | null {
    const node = this.#written.get(key)?.node;
    return node === undefined || node.kind === 'scalar' ? null : node;
  }
}

/** The text of a key as a variable; null where it is not there, or no text. */
export function valueIn(holder: FileHolder | null, key: string): Embedded | null {
  const file = holder?.file(key) ?? null;
  return file?.encoding === undefined ? file : null;
}

/** The ConfigMaps and Secrets of a stream, as workloads name them. */
export class FileHolders {
  readonly all: readonly FileHolder[];
  readonly #named: NamedObjects<FileHolder>;

  constructor(objects: readonly KubernetesObject[]) {
    this.all = objects.filter(({ kind }) => kind in SECTIONS).map((object) => new FileHolder(object));
    this.#named = new NamedObjects(this.all, ({ object }) => object);
  }

  find(kind: string, name: string, { namespace }: Pick<KubernetesObject, 'namespace'>): FileHolder | null {
    return this.#named.first({ kind, name, namespace });
  }
}
