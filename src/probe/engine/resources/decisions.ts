import { mapObserved } from '../../../core/observed.js';
import { definitionFields, DefinitionFold } from '../lists/definition-fold.js';
import { readList, type Listed } from '../lists/pages.js';
import type { EngineSession } from '../session.js';
import type { DefinitionKind, DefinitionSet } from '../../types.js';

/** `GET /decision-definition`: pages of it load no models. */
export function readDecisionDefinitions(session: EngineSession): Promise<Listed<DefinitionSet>> {
  return readDefinitions(session, 'decision-definition', 'decision');
}

/** `GET /decision-requirements-definition`: likewise. */
export function readDecisionRequirements(session: EngineSession): Promise<Listed<DefinitionSet>> {
  return readDefinitions(session, 'decision-requirements-definition', 'decision-requirements');
}

async function readDefinitions(
  session: EngineSession,
  of: string,
  kind: DefinitionKind,
): Promise<Listed<DefinitionSet>> {
  const list = await readList(session, { of, fields: definitionFields(session) }, () => new DefinitionFold());
  return async () => mapObserved(await list(), (fold) => fold.set(kind));
}
