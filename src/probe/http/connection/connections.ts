import type { ClientOptions } from '../requests.js';
import { Connection } from './connection.js';
import { NameResolver } from './name-resolver.js';
import { proxyFor } from './proxy.js';
import { secureOptions } from './trust.js';

/** Connections by a key, each made when it is first wanted. */
export class Connections {
  readonly #options: ClientOptions;
  readonly #names: NameResolver;
  readonly #open = new Map<string, Connection>();
  readonly #closing = new Set<Promise<unknown>>();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#names = options.names ?? new NameResolver();
  }

  /** Throws where the way leads through a proxy that nobody can address. */
  to(url: URL, key: string): Connection {
    const existing = this.#open.get(key);
    if (existing !== undefined) return existing;
    const { tls = {}, environment = process.env } = this.#options;
    const proxy = proxyFor(url, environment);
    if (proxy?.url === null) throw new Error(`${proxy.variable} is not the address of a proxy`);
    const made = new Connection({
      url,
      proxy: proxy?.url ?? null,
      secure: secureOptions(tls, environment),
      insecure: tls.insecure === true,
      lookup: this.#names.lookup,
    });
    this.#open.set(key, made);
    return made;
  }

  drop(key: string): void {
    const connection = this.#open.get(key);
    if (connection === undefined) return;
    this.#open.delete(key);
    const closing = connection.destroy().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** Ends every connection and look-up, so that nothing keeps the process alive. */
  async close(): Promise<void> {
    for (const key of this.#open.keys()) this.drop(key);
    this.#names.close();
    await Promise.allSettled(this.#closing);
  }
}
