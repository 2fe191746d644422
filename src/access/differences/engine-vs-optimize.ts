import { quotedList } from '../../core/text/text.js';
import type { Compared, Disagreement } from './compared.js';
import type { Standing } from '../engine-access.js';
import { engineDecides } from '../engine-rules.js';
import { LOOKED_FOR, OPTIMIZE } from '../authorizations/resolution.js';
import type { RowsByResource } from '../authorizations/rows-by-holder.js';
import { ABILITIES, type Ability, type Definition } from '../types.js';

/** A resource on which an engine and Optimize come to different ends. */
export interface Difference {
  readonly ability: Ability;
  readonly id: string;
  readonly engineAllows: boolean;
  readonly because: string;
}

/** Where the engine's own rules differ from Optimize's, on the engines whose rights count for the user. */
export function engineDifferences(compared: Compared): readonly Disagreement[] {
  const { user } = compared;
  return standingsThatCount(compared).flatMap((standing) =>
    differencesAt(standing, user).map(({ ability, id, engineAllows, because }) => {
      const [engine, optimize] = engineAllows ? ['allowed', 'refused'] : ['refused', 'allowed'];
      return {
        about: `${LOOKED_FOR[ability].resource} ${quotedList([id])} on ${quotedList([standing.alias])}`,
        documented: `${engine} by the engine itself: ${because}`,
        code: `${optimize} by Optimize, which resolves authorizations by rules of its own`,
      };
    }),
  );
}

/** Comparing every definition is for people who look at one user. */
function standingsThatCount({ standings, code, options }: Counting): readonly Standing[] {
  if (options.hidden === 'none') return [];
  return standings.filter(({ known, alias }) => known === true || code.counts.includes(alias));
}

type Counting = Pick<Compared, 'standings' | 'code' | 'options'>;

/** On which of these engines nobody can tell whether the two sets of rules differ, and why. */
export function notCompared(
  counting: Counting,
): readonly { readonly engine: string; readonly because: string }[] {
  return standingsThatCount(counting).flatMap(({ access, alias, groups }) => {
    const { down, otherRevokes } = access.facts;
    const unread = [groups, otherRevokes].find(({ known }) => !known);
    if (down || unread === undefined || unread.known) return [];
    if (!ABILITIES.some((ability) => access.mayDiffer(ability))) return [];
    return [
      { engine: alias, because: `whether the engine itself decides as Optimize does: ${unread.detail}` },
    ];
  });
}

/** Every resource of an engine that the two sets of rules disagree about for one user. */
export function differencesAt({ access, groups }: Standing, user: string): readonly Difference[] {
  const { facts } = access;
  if (facts.down || !groups.known || !facts.otherRevokes.known) return [];
  const differences: Difference[] = [];
  let own: RowsByResource | null = null;
  for (const [ability, ids] of resourcesOf(access.facts)) {
    const index = access.indexes[ability];
    if (!index.known || !access.mayDiffer(ability)) continue;
    const { resource, permission } = LOOKED_FOR[ability];
    own ??= access.rowsAbout(user, groups.value);
    for (const id of ids) {
      const question = { user, groups: groups.value, resource, id, permission };
      const engine = engineDecides(own.on(resource, id), question, facts.checks);
      if (engine.allowed === index.value.decide(user, groups.value, id).allowed) continue;
      differences.push({ ability, id, engineAllows: engine.allowed, because: engine.because });
    }
  }
  return differences;
}

function* resourcesOf(facts: Standing['access']['facts']): Iterable<readonly [Ability, ReadonlySet<string>]> {
  const { definitions, tenants } = facts;
  const keys = (kind: Definition['kind']): ReadonlySet<string> =>
    new Set(
      definitions.known ? definitions.value.filter((each) => each.kind === kind).map(({ key }) => key) : [],
    );
  yield ['application', new Set([OPTIMIZE])];
  yield ['process', keys('process')];
  yield ['decision', keys('decision')];
  yield ['tenant', new Set(tenants.known ? tenants.value : [])];
}
