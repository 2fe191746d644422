import type { Limits } from './transport.js';
import type { HttpResult } from './requests.js';
import type { RetryReason } from '../contact.js';

/** A server that restarts, or a balancer that drops a node, needs a moment. */
const PAUSE_MS = 300;
/** What a request needs at least, besides the pause. */
const LEAST_MS = 100;

/**
 * What a second try may help against; null for all else. An answer of 429 asks for fewer requests, not for one more.
 *
 * @param repeatable false for a login: it is sent again only where there was no tunnel to send it through
 */
export function retryReason(result: HttpResult, repeatable: boolean): RetryReason | null {
  if (result.ok) return repeatable ? reasonIn(result.status) : null;
  const { failure, redirected = false } = result;
  if (failure.code === 'proxy') return repeatable || !redirected ? reasonIn(failure.status) : null;
  return repeatable && failure.code === 'reset' ? 'reset' : null;
}

function reasonIn(status: number | undefined): RetryReason | null {
  return status === 502 || status === 503 || status === 504 ? status : null;
}

/**
 * The limits of the second try after a pause, within the time of the first; null where that is too short.
 *
 * @param spentMs milliseconds since the first try was begun
 */
export function secondTry(
  result: HttpResult,
  limits: Limits,
  spentMs: number,
): { readonly pauseMs: number; readonly limits: Limits } | null {
  const wanted = result.ok ? retryAfterMs(result.headers['retry-after'] ?? '') : null;
  const pauseMs = wanted ?? PAUSE_MS;
  const timeoutMs = limits.timeoutMs - spentMs - pauseMs;
  const beforeDeadline = limits.deadlineAt - performance.now() - pauseMs;
  if (limits.signal.aborted || Math.min(timeoutMs, beforeDeadline) < LEAST_MS) return null;
  return { pauseMs, limits: { ...limits, timeoutMs } };
}

/** Seconds, or a date. */
export function retryAfterMs(header: string, now = Date.now()): number | null {
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return 1_000 * Number(text);
  const time = Date.parse(text);
  return text === '' || Number.isNaN(time) ? null : Math.max(0, time - now);
}
