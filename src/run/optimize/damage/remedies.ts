import type { AliasChange, TenantChange } from '../../../core/report/damage.js';
import { quotedList } from '../../../core/text/text.js';
import type { Share } from './shares.js';

export const UNREAD =
  'The data of Optimize could not be read to its end: what has been imported is not known.';

export const NOTHING = 'Nothing of it has been imported yet: a plain edit is enough.';
const ANEW = 'delete the data of Optimize and import anew';

/** Where data of several engines meets. */
export function mixedRemedy(shares: readonly Share[]): string {
  const imported = aliasesOf(shares, true);
  if (imported.length > 1)
    return `Both sides have been imported. Correct the cause, then ${ANEW}: nothing else separates what was mixed, or shows what was hidden.`;
  if (aliasesOf(shares, null).length > 0)
    return `${quotedList(imported)} has been imported; whether the other one has is not known, because not all data could be read.`;
  return `Only ${quotedList(imported)} has been imported: correct this before Optimize imports the other one, and nothing is lost.`;
}

/** Where an engine got another alias. */
export function aliasRemedy(shares: readonly Share[], { from, to }: AliasChange): string {
  const imported = aliasesOf(shares, true);
  if (imported.length > 1)
    return `It has been imported under both aliases and is counted twice: ${ANEW}, under one of them.`;
  return imported.includes(from)
    ? `All of it is tied to "${from}". Keep that alias, and nothing is lost; under "${to}" all of it is imported again and counted twice, unless you ${ANEW}.`
    : `All of it is tied to "${to}" already: the change costs nothing.`;
}

/** Where an engine got another default tenant. `before` is what is stored with the one from before. */
export function tenantRemedy(before: readonly Share[], { from, to }: TenantChange): string {
  if (before.every(({ isThere }) => isThere === false))
    return `Nothing is stored ${tenantInWords(from)}: the change costs nothing.`;
  return `What is stored ${tenantInWords(from)} stays so, and only what is imported from now on is stored ${tenantInWords(to)}. Undo the change, or ${ANEW}.`;
}

export function unknownTenantRemedy(): string {
  return 'Which default tenant this has is not known here: give the placeholders their values, with --define or --variables.';
}

function tenantInWords(tenant: string | null): string {
  return tenant === null ? 'without a tenant' : `with tenant "${tenant}"`;
}

function aliasesOf(shares: readonly Share[], isThere: boolean | null): readonly string[] {
  return shares.filter((share) => share.isThere === isThere).map(({ alias }) => alias);
}
