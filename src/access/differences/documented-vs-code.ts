import { counted, joined, quotedList } from '../../core/text/text.js';
import type { Compared, Disagreement } from './compared.js';
import { engineDifferences } from './engine-vs-optimize.js';
import { isApart, type Standing } from '../engine-access.js';
import { grantsOf, grantText } from '../authorizations/grants.js';
import type { Maybe } from '../types.js';

const SHOWN = 3;

/** What the code does differently from the documentation, and Optimize from the engine itself, for one user. */
export function disagreementsOf(compared: Compared): readonly Disagreement[] {
  return [
    ...loginDiffers(compared),
    ...rightsOfStrangers(compared),
    ...passwords(compared),
    ...tenantsElsewhere(compared),
    ...engineDifferences(compared),
  ];
}

function loginDiffers({ login, code }: Compared): readonly Disagreement[] {
  if (login.admitted === code.admitted) return [];
  return [{ about: 'login', documented: verdict(login.admitted), code: verdict(code.admitted) }];
}

function verdict(admitted: Maybe): string {
  if (admitted === null) return 'cannot be told';
  return admitted ? 'admitted' : 'refused';
}

/** Engines that have never heard of the user, but whose authorizations speak of the id, a group or everybody. */
function rightsOfStrangers(compared: Compared): readonly Disagreement[] {
  const { standings, login, code, sightAt, options } = compared;
  const strangers = standings.filter(
    ({ alias, known }) => known === false && code.counts.includes(alias) && !login.counts.includes(alias),
  );
  return strangers.flatMap((standing) => {
    const keys = [...new Set(sightAt(standing).definitions.map(({ key }) => key))];
    if (options.definition !== null && !keys.includes(options.definition)) return [];
    const { alias, decision } = standing;
    const [grant] = decision === null ? [] : grantsOf(decision.by, 'application');
    const rights = grant === undefined ? '' : ` (${grantText(grant)})`;
    return [
      {
        about: `rights on ${quotedList([alias])}`,
        documented: `none: ${quotedList([alias])} does not know the user`,
        code: `counted by user id${rights}: ${countedKeys(keys)}`,
      },
    ];
  });
}

function countedKeys(keys: readonly string[]): string {
  if (keys.length === 0) return 'no definition more';
  const shown = keys.slice(0, SHOWN).map((key) => `"${key}"`);
  const rest = keys.length > SHOWN ? [`${keys.length - SHOWN} more`] : [];
  return `${counted(keys.length, 'definition')} (${joined([...shown, ...rest])})`;
}

/** One id with a password of its own on several engines: is it one person? */
function passwords({ standings, code }: Compared): readonly Disagreement[] {
  const known = standings.filter((standing) => standing.known === true);
  const homes = known.map(({ alias }) => alias);
  const gained = standings.filter(
    (each) => code.counts.includes(each.alias) && known.some((home) => isApart(home, each)),
  );
  if (!known.some((home) => known.some((other) => isApart(home, other))) || gained.length === 0) return [];
  const opened = quotedList(gained.map(({ alias }) => alias));
  return [
    {
      about: `password on ${quotedList(homes)}`,
      documented: 'an engine counts only if it accepts the password itself',
      code: `the password of any of ${quotedList(homes)} opens ${opened}: rights are added up by user id`,
    },
  ];
}

/** Optimize keeps a tenant for the engine that was imported first. */
function tenantsElsewhere({ standings, login, sightAt }: Compared): readonly Disagreement[] {
  const holders = tenantHolders(standings);
  const seen = standings.filter(({ alias }) => login.counts.includes(alias));
  const ids = new Set(seen.flatMap((standing) => sightAt(standing).tenants.map(({ id }) => id)));
  return [...ids].flatMap((id) => {
    const on = holders.get(id) ?? [];
    if (!on.some((holder) => on.some((other) => isApart(holder, other)))) return [];
    return [
      {
        about: `tenant ${quotedList([id])} on ${quotedList(on.map(({ alias }) => alias))}`,
        documented: 'seen on every engine that grants it',
        code: 'seen only through the engine from which it was imported first',
      },
    ];
  });
}

function tenantHolders(standings: readonly Standing[]): ReadonlyMap<string, readonly Standing[]> {
  const holders = new Map<string, Standing[]>();
  for (const standing of standings) {
    const { tenants } = standing.access.facts;
    for (const id of tenants.known ? tenants.value : []) {
      if (standing.access.excludes(id)) continue;
      const own = holders.get(id);
      if (own === undefined) holders.set(id, [standing]);
      else own.push(standing);
    }
  }
  return holders;
}
