import type { Credentials } from '../../configuration/logins.js';
import type { Limits, Transport } from '../http/transport.js';
import type { Site } from './address/site.js';

export interface SessionOptions {
  readonly transport: Transport;
  /** Key of the engine in this run. */
  readonly engine: string;
  readonly alias: string;
  /** The base as it may be shown: with one trailing slash removed, without user info. */
  readonly base: string;
  /** Where it is really called and what must not come back; where nothing is masked and nothing secret is sent, not given. */
  readonly site?: Pick<Site, 'address' | 'echoes'>;
  readonly name: string;
  readonly limits: Limits;
  /** Where the web applications of the engine are said to be. */
  readonly webappsEndpoint?: string | null;
  /** Keep of each definition by which deployment it came. */
  readonly deployments?: boolean;
}

export interface AskOptions {
  readonly credentials?: Credentials | null;
  readonly repeatable?: boolean;
  /**
   * Over a connection that has not carried it yet, and in a round with nothing but such requests: a balancer whose nodes take turns
   * shows the next node to each of them, where other requests in between could show one node to all.
   */
  readonly fresh?: boolean;
  /** Before requests that wait for longer: others are asked only after its answer. */
  readonly early?: boolean;
  /** Milliseconds, where it must be over earlier than others. */
  readonly atMostMs?: number;
}
