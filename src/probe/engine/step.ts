import type { Credentials } from '../../configuration/types.js';
import type { Answer, Transport } from '../http/transport.js';
import type { Turn } from '../slots.js';
import type { Failure } from '../types.js';
import type { Logins } from './logins.js';
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

export type Ok = Extract<Answer, { ok: true }>;

/** What a step of the chain came to. */
export type Step<T> = { readonly value: T } | { readonly failure: Failure };

/** What broke, told by an answer. `said` follows the address that was asked. */
export function failureOf(
  { status, milliseconds, refusal }: Ok,
  address: string,
  { step, code, said }: Pick<Failure, 'step' | 'code'> & { readonly said: string },
): Failure {
  const detail = `GET ${address}: ${said}`;
  return { step, code, detail, milliseconds, status, ...(refusal !== undefined && { refusal }) };
}

/** `answered 403 (nginx): "403 Forbidden"`; without an author its type, as `answered 502 (text/html)`. */
export function answeredInWords({ status, headers, refusal }: Ok): string {
  const type = headers.contentType?.split(';')[0];
  const signed = refusal?.by === 'engine' ? 'the engine' : (refusal?.product ?? type);
  const quoted = refusal?.sentence === undefined ? '' : `: "${refusal.sentence}"`;
  return `answered ${status}${signed === undefined ? '' : ` (${signed})`}${quoted}`;
}
