import type { Credentials } from '../../configuration/logins.js';
import type { Transport } from '../http/transport.js';
import type { Turn } from '../slots.js';
import type { Failure } from '../contact.js';
import type { Logins } from './login/logins.js';
import type { EngineSession } from './session.js';

export interface ChainOptions {
  readonly session: EngineSession;
  /** Key of the engine in this run. */
  readonly engine: string;
  readonly login: Credentials | null;
  readonly logins: Logins;
  readonly transport: Transport;
  readonly turn: Turn;
  /** Nothing is read behind the login. */
  readonly loginOnly: boolean;
}

/** What a step of the chain came to. */
export type Step<T> = { readonly value: T } | { readonly failure: Failure };
