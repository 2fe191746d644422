import type { EngineAccess } from '../engine-access.js';
import { ANY, holds, OPTIMIZE } from '../resolution.js';
import type { Authorization } from '../types.js';

/** The rows of an engine that let somebody use Optimize; null where they are not known. */
export function optimizeGrants({ facts }: EngineAccess): readonly Authorization[] | null {
  const { application } = facts.authorizations;
  if (!application.known || application.gaps.length > 0 || facts.down) return null;
  return application.value.filter(
    (row) =>
      row.type !== 'revoke' &&
      row.resource === 'application' &&
      (row.id === OPTIMIZE || row.id === ANY) &&
      holds(row, 'ACCESS'),
  );
}
