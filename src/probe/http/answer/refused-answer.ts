import { isObject, textOf } from './kept-fields.js';

/** What of an answer is read to find out who gave it. */
export interface RefusedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

/** `{type, message, code}`. Spring has a `timestamp` instead, and problem details (RFC 9457) have a `title`. */
export function isErrorOfEngine(json: unknown): boolean {
  return (
    isObject(json) &&
    textOf(json, 'type') !== null &&
    'message' in json &&
    !('timestamp' in json) &&
    !('title' in json)
  );
}
