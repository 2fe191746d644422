import { unknown, type Unknown } from '../../../../core/observed.js';
import type { EngineReadings } from '../../../readings.js';
import type { EngineSession } from '../../session.js';
import { readAuthorizations } from './authorizations.js';
import { readPeople } from './people.js';
import type { AccessReadings, Who } from './types.js';

/** Users, groups and authorizations of an engine that let the user in. */
export async function readAccess(session: EngineSession, who: Who): Promise<AccessReadings> {
  const rows = await readAuthorizations(session);
  return { alias: session.alias, rows, ...(await readPeople(session, who)) };
}

/** The same of an engine whose chain broke: nothing more was asked. */
export function unreadAccess({ alias, reach }: EngineReadings): AccessReadings {
  if (reach.status === 'failed') return unread(alias, unknown('failed', reach.failure.detail));
  return unread(alias, unknown('failed', reach.status === 'not-probed' ? reach.because : 'never asked'));
}

function unread(alias: string, reason: Unknown): AccessReadings {
  return {
    alias,
    rows: {
      application: reason,
      processDefinition: reason,
      decisionDefinition: reason,
      tenant: reason,
      revokes: reason,
    },
    people: new Map(),
    stranger: { exists: reason, groups: reason },
  };
}
