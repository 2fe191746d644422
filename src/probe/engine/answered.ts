import { textOf } from '../http/answer/kept-fields.js';
import type { Answer } from '../http/transport.js';
import type { Failure } from '../contact.js';

export type Ok = Extract<Answer, { ok: true }>;

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

/** An open REST interface answers 401 too, to questions about the caller, but then with a body. */
export function isRejection({ status, json }: Ok): boolean {
  return status === 401 && textOf(json, 'type') !== 'InvalidRequestException';
}

/** An engine, or a gateway before it, that wants to be left alone or is not there for now: this passes. */
export function isOverload({ status }: Ok): boolean {
  return OVERLOADED.has(status);
}

const OVERLOADED: ReadonlySet<number> = new Set([429, 502, 503, 504]);
