import { ANY, holds } from './authorizations/resolution.js';
import type { Authorization, EngineChecks } from './types.js';

/** Who asks an engine for what. */
export interface Question {
  readonly user: string;
  readonly groups: readonly string[];
  /** E.g. `process-definition`. */
  readonly resource: string;
  readonly id: string;
  readonly permission: string;
}

/** What an engine answers itself, and by which row of its table of precedence. */
export interface EngineDecision {
  readonly allowed: boolean;
  /** In words; the first row of the table that matched. */
  readonly because: string;
  readonly by: readonly Authorization[];
}

interface Step {
  readonly because: string;
  readonly allows: boolean;
  readonly whose: 'user' | 'group' | 'global';
  readonly type: Authorization['type'];
  readonly on: 'id' | 'any';
  /** A global row that lacks the permission takes it away. */
  readonly lacking?: true;
}

/** The engine's own precedence, first match decides. Rows that refuse count only while revokes are in play. */
const TABLE: readonly Step[] = [
  ...(['user', 'group'] as const).flatMap((whose) =>
    (['id', 'any'] as const).flatMap((on): Step[] => [
      { because: `${whose} grant on ${shownTarget(on)}`, allows: true, whose, type: 'grant', on },
      { because: `${whose} revoke on ${shownTarget(on)}`, allows: false, whose, type: 'revoke', on },
    ]),
  ),
  ...(['id', 'any'] as const).flatMap((on): Step[] => [
    {
      because: `global authorization on ${shownTarget(on)}`,
      allows: true,
      whose: 'global',
      type: 'global',
      on,
    },
    {
      because: `global authorization on ${shownTarget(on)} without the permission`,
      allows: false,
      whose: 'global',
      type: 'global',
      on,
      lacking: true,
    },
  ]),
];

function shownTarget(on: Step['on']): string {
  return on === 'id' ? 'the id' : ANY;
}

/** What the engine says to `GET /authorization/check`. `rows` may hold any rows of the engine. */
export function engineDecides(
  rows: readonly Authorization[],
  question: Question,
  checks: EngineChecks,
): EngineDecision {
  if (!checks.enabled) return { allowed: true, because: 'the engine checks no authorizations', by: [] };
  const inPlay = revokesInPlay(rows, question, checks);
  const concerned = rows.filter(({ resource, id }) => resource === question.resource && isFor(id, question));
  for (const step of TABLE) {
    if (!step.allows && !inPlay) continue;
    const by = concerned.filter((row) => matches(step, row, question));
    if (by.length > 0) return { allowed: step.allows, because: step.because, by };
  }
  return { allowed: false, because: 'no authorization applies', by: [] };
}

function isFor(id: string, question: Question): boolean {
  return id === ANY || id === question.id;
}

function matches(step: Step, row: Authorization, question: Question): boolean {
  if (row.type !== step.type || (row.id === ANY) !== (step.on === 'any')) return false;
  if (holds(row, question.permission) === (step.lacking ?? false)) return false;
  if (step.whose === 'global') return true;
  if (row.identity?.kind !== step.whose) return false;
  return step.whose === 'user'
    ? row.identity.id === question.user
    : question.groups.includes(row.identity.id);
}

/** In mode `auto` an engine looks at revokes only where there is one for the user or a group, on whatever resource. */
function revokesInPlay(
  rows: readonly Authorization[],
  { user, groups }: Question,
  { revokes }: EngineChecks,
): boolean {
  if (revokes !== 'auto') return revokes === 'always';
  return rows.some(({ type, identity }) => {
    if (type !== 'revoke' || identity === null) return false;
    if (identity.kind === 'group') return groups.includes(identity.id);
    return identity.id === user || identity.id === ANY;
  });
}
