import { unknown, type Observed } from '../../../core/observed.js';
import { isObject, keepFields } from '../../http/answer/kept-fields.js';
import { unreadable } from '../observing.js';
import type { EngineSession } from '../session.js';
import type { Resource } from '../resource.js';
import type { Answer } from '../../http/transport.js';

/** `GET {rest}/engine/{name}/version`. No proof of the name: it answers 200 for names that do not exist. */
export const version: Resource = {
  name: 'version',
  path: '/version',
  mayBeAbsent: true,
  keep: keepFields('version'),
};

/** Asked on purpose without the login: judges no password, and tells what those get who send none. */
export const versionWithoutLogin: Resource = { ...version, name: 'version-without-login' };

/** A known null is an engine that does not know its own version (shaded builds). */
export function versionIn(session: EngineSession, answer: Answer): Observed<string | null> {
  if (!answer.ok || answer.status !== 200) return unreadable(answer, version);
  if (!isObject(answer.json) || !('version' in answer.json))
    return unknown('failed', 'GET /version tells no version');
  const { version: value } = answer.json;
  if (value !== null && typeof value !== 'string')
    return unknown('failed', 'GET /version tells a version that is not a text');
  return {
    known: true,
    value,
    gaps: [],
    evidence: [session.evidence(version, value ?? 'the engine does not know its version')],
  };
}
