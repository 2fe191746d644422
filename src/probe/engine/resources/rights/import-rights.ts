import { known, unknown, type Observed } from '../../../../core/observed.js';
import { unreadable } from '../../observing.js';
import type { EngineSession } from '../../session.js';
import type { Resource } from '../../resource.js';
import type { ImportRights, MissingRight } from '../../../types.js';
import { isAuthorized } from './authorization-check.js';
import { RESOURCE_TYPES } from './resource-types.js';

const running: Resource = {
  name: 'import-rights',
  path: '/optimize/process-instance/running?maxResults=1',
  // Whether there is a list is the point; process instances are nobody's business here.
  keep: (body) => (Array.isArray(body) ? [] : null),
};

/** What the engine wants, all together, for everything below `/optimize`. */
const WANTED = [
  ['READ_HISTORY', 'processDefinition'],
  ['READ_HISTORY', 'decisionDefinition'],
  ['READ', 'tenant'],
] as const;

/** The cheapest of the requests by which Optimize imports. */
export async function readImportRights(session: EngineSession): Promise<Observed<ImportRights>> {
  const answer = await session.ask(running);
  if (answer.ok && answer.status === 200 && Array.isArray(answer.json)) {
    return known({ granted: true }, [session.evidence(running, 'allowed')]);
  }
  if (!answer.ok || answer.status !== 403) return unreadable(answer, running);
  // The refusal names all three rights, whichever is missing.
  const missing: MissingRight[] = [];
  for (const [permission, type] of WANTED) {
    if ((await isAuthorized(session, permission, type)) !== false) continue;
    missing.push({ permission, resource: RESOURCE_TYPES[type].title, resourceId: '*' });
  }
  if (missing.length === 0)
    return unknown('refused', 'the import is refused, but the missing right could not be told');
  return known({ granted: false, missing }, [{ ...session.evidence(running, 'refused'), status: 403 }]);
}
