import type { MissingRight } from '../../../../core/observed.js';
import { textOf } from '../../../http/answer/kept-fields.js';
import { RESOURCE_TYPES, type ResourceType } from './resource-types.js';

/** READ on all resources of a type. */
export function readOn(type: ResourceType): MissingRight {
  const { number, title } = RESOURCE_TYPES[type];
  return { permission: 'READ', resource: title, type: number };
}

/** What the engine asks for before it shows a resource (docs of the REST API; observed on 7.16 to 7.24). Most lists are short instead. */
const NEEDED: readonly (readonly [path: string, type: ResourceType])[] = [
  ['/telemetry/', 'system'],
  ['/schema/log', 'system'],
  ['/authorization', 'authorization'],
  ['/process-definition', 'processDefinition'],
  ['/decision-definition', 'decisionDefinition'],
  ['/decision-requirements-definition', 'decisionRequirementsDefinition'],
  ['/deployment', 'deployment'],
  ['/tenant', 'tenant'],
  ['/user', 'user'],
  ['/group', 'group'],
];

/**
 * The right that would open a resource which the engine refused; undefined where no single one is known to, and where something before
 * the engine refused, which knows nothing of its rights.
 */
export function rightFor(path: string, json: unknown): MissingRight | undefined {
  if (textOf(json, 'type')?.endsWith('AuthorizationException') !== true) return undefined;
  const found = NEEDED.find(([start]) => path.startsWith(start));
  return found && readOn(found[1]);
}
