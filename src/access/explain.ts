import { joined, quotedList } from '../core/text/text.js';
import type { Standing } from './engine-access.js';
import { engineDecides } from './engine-rules.js';
import { grantsOf, grantText } from './authorizations/grants.js';
import {
  decideKnowing,
  LOOKED_FOR,
  OPTIMIZE,
  type Decision,
  type Level,
} from './authorizations/resolution.js';
import type { Ability, Authorization } from './types.js';
import { whyNotImported } from './visible.js';

/** How one question was answered, step by step. */
export interface Explanation {
  readonly engine: string;
  /** E.g. `ACCESS on application "optimize"`. */
  readonly question: string;
  /** One line each, in the order in which Optimize goes. */
  readonly steps: readonly string[];
  readonly result: string;
}

/** Every step for one user: is the user there, who is the user, and what do the authorizations say. */
export function explain(
  standings: readonly Standing[],
  user: string,
  definition: string | null,
): readonly Explanation[] {
  return standings.flatMap((standing) => [
    presence(standing),
    ...(standing.access.facts.down ? [] : questions(standing, definition)).map((question) =>
      resolved(standing, user, question),
    ),
  ]);
}

function presence({ alias, access, known, groups }: Standing): Explanation {
  const words = { true: 'yes', false: 'no', null: 'not known' } as const;
  const members = groups.known ? joined(groups.value) || 'none' : `not known (${groups.detail})`;
  const steps = access.facts.down ? ['the engine does not answer'] : [`groups: ${members}`];
  return { engine: alias, question: 'known to the engine', steps, result: words[`${known}`] };
}

interface Question {
  readonly ability: Ability;
  readonly id: string;
  /** Why no right shows it: it is not imported; null where it is. Of a definition, under any tenant. */
  readonly leftOut: string | null;
}

function questions({ access }: Standing, definition: string | null): readonly Question[] {
  const { definitions, tenants } = access.facts;
  const asked = new Map<string, Question>();
  const ask = (ability: Ability, id: string, leftOut: string | null): void => {
    const name = `${ability} ${id}`;
    const before = asked.get(name);
    asked.set(name, { ability, id, leftOut: before === undefined ? leftOut : before.leftOut && leftOut });
  };
  ask('application', OPTIMIZE, null);
  for (const each of definitions.known ? definitions.value : [])
    if (definition === null || each.key === definition)
      ask(each.kind, each.key, whyNotImported(access, each));
  for (const id of tenants.known ? tenants.value : [])
    ask('tenant', id, access.excludes(id) ? 'the tenant is excluded from the import' : null);
  return [...asked.values()];
}

function resolved(standing: Standing, user: string, { ability, id, leftOut }: Question): Explanation {
  const { access, alias, groups } = standing;
  const { permission, resource } = LOOKED_FOR[ability];
  const start = { engine: alias, question: `${permission} on ${resource} ${quotedList([id])}` };
  if (ability === 'tenant' && id === access.facts.defaultTenant)
    return { ...start, steps: [], result: defaultTenantResult(standing) };
  const index = access.indexes[ability];
  if (!index.known) return { ...start, steps: [], result: notKnown(index.detail) };
  const levels = index.value.levels(user, groups.known ? groups.value : []);
  const decision = decideKnowing(levels, groups, id);
  if (typeof decision === 'string') return { ...start, steps: [], result: notKnown(decision) };
  const own = groups.known ? [ownRules(standing, user, ability, id)] : [];
  const steps = [...stepsOf(levels, ability, id), ...own];
  const result = leftOut === null ? resultOf(decision, index.gaps) : `refused: ${leftOut}`;
  return { ...start, steps, result };
}

/** A list that may be short refuses nobody: the grant may be what is hidden. */
function resultOf({ allowed, level, pass }: Decision, gaps: readonly string[]): string {
  const [gap] = gaps;
  if (!allowed && gap !== undefined) return notKnown(gap);
  const decided = level === null ? 'no authorization applies' : `${level} ${pass ?? ''}`;
  return `${allowed ? 'allowed' : 'refused'}: ${decided}`;
}

/** Optimize adds the default tenant by itself, whatever the authorizations say of it. */
function defaultTenantResult({ optimize, because }: Standing): string {
  if (optimize === null) return notKnown(because ?? '');
  return `${optimize ? 'allowed' : 'refused'}: the default tenant comes with the right to use Optimize`;
}

function notKnown(because: string): string {
  return `not known: ${because}`;
}

/** From everybody to the user, each level in its four passes: what comes later has the last word. */
function stepsOf(levels: readonly Level[], ability: Ability, id: string): readonly string[] {
  const steps = levels.toReversed().flatMap((level) => {
    const passes = [
      ['nothing is seen any more', level.revokeAny],
      ['everything is seen', level.grantAny],
      ['taken away', level.revokeIds.get(id)],
      ['given', level.grantIds.get(id)],
    ] as const;
    return passes.flatMap(([effect, rows]) => rowLines(level.name, effect, rows ?? [], ability));
  });
  return steps.length === 0 ? ['no row'] : steps;
}

function rowLines(
  level: string,
  effect: string,
  rows: readonly Authorization[],
  ability: Ability,
): readonly string[] {
  return grantsOf(rows, ability).map((grant) => `${level}: ${grantText(grant)} → ${effect}`);
}

function ownRules({ access, groups }: Standing, user: string, ability: Ability, id: string): string {
  const { resource, permission } = LOOKED_FOR[ability];
  const listed = groups.known ? groups.value : [];
  const rows = access.rowsAbout(user, listed).on(resource, id);
  const own = engineDecides(rows, { user, groups: listed, resource, id, permission }, access.facts.checks);
  return `the engine itself: ${own.allowed ? 'allowed' : 'refused'} (${own.because})`;
}
