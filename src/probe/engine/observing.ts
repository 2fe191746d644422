import { known, unknown, type Observed, type Unknown } from '../../core/observed.js';
import { numberOf, textOf } from '../http/answer/kept-fields.js';
import { rightFor } from './resources/rights/needed-right.js';
import type { Ok } from './answered.js';
import type { Answer } from '../http/transport.js';
import type { EngineSession } from './session.js';
import { shown, type Resource } from './resource.js';

/** What an answer that is not the wanted one means for the fact behind it. */
export function unreadable(answer: Answer, resource: Resource): Unknown {
  if (!answer.ok) {
    // Nobody asked when the recording was made: that is no fault of the engine.
    const reason = answer.failure.code === 'not-recorded' ? 'not-asked' : 'failed';
    return unknown(reason, answer.failure.detail);
  }
  const { status, json } = answer;
  // Of an answer of status 200, a field of that name may be anything.
  const type = status === 200 ? null : textOf(json, 'type');
  const said = `GET ${shown(resource)} answered ${status}${type === null ? '' : ` (${type})`}`;
  if (status === 401 || status === 403) return unknown('refused', said, rightFor(resource.path, json));
  if (saysNotFound(answer) && resource.mayBeAbsent === true) return unknown('absent', said);
  return unknown('failed', status === 200 ? `${said} with something else than expected` : said);
}

/** Whether the engine itself says so: a server in front of it that answers 404 knows nothing of what is behind it. */
export function saysNotFound({ status, json }: Ok): boolean {
  return status === 404 && textOf(json, 'type') !== null;
}

/** A decoded answer as a fact; `decode` gives null for what is not the expected shape. */
export function observed<T>(
  session: EngineSession,
  resource: Resource,
  answer: Answer,
  decode: (json: unknown) => T | null,
  describe: (value: T) => string,
): Observed<T> {
  const value = answer.ok && answer.status === 200 ? decode(answer.json) : null;
  if (value === null) return unreadable(answer, resource);
  return known(value, [session.evidence(resource, describe(value))]);
}

export async function readCount(session: EngineSession, of: string): Promise<Observed<number>> {
  const resource: Resource = { name: `${of}-count`, path: `/${of}/count`, keep: keepCount };
  const answer = await session.ask(resource);
  return observed(
    session,
    resource,
    answer,
    (json) => numberOf(json, 'count'),
    (count) => String(count),
  );
}

function keepCount(body: unknown): unknown {
  return { count: numberOf(body, 'count') };
}
