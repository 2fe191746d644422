import type { AccessReport, GrantRow, StandingRow, UserRow } from './types.js';

/** `yes`, `no`, `?`. */
export function answerWord(value: boolean | null): string {
  if (value === null) return '?';
  return value ? 'yes' : 'no';
}

/** How a user stands with an engine, in one word: the cells of the matrix. */
export function standingWord({ known, optimize }: StandingRow): keyof typeof STANDINGS {
  if (known === true && optimize === true) return 'optimize';
  if (known === true && optimize === false) return 'login only';
  if (known === false) return optimize === true ? 'right only' : '–';
  return '?';
}

/** What the words of the matrix mean. */
export const STANDINGS = {
  optimize: 'may log in and use Optimize through this engine',
  'login only': 'known there, without the right to use Optimize',
  'right only': 'has the right to use Optimize there, but the engine does not know the user',
  '–': 'not known there',
  '?': 'could not be told',
} as const;

export function grantWords({ type, permission, resource, id, ...holder }: GrantRow): string {
  const { user, group, addedByOptimize } = holder;
  const whom = user === undefined ? (group === undefined ? '' : `, group ${group}`) : `, user ${user}`;
  const added = addedByOptimize === true ? ' (default tenant)' : '';
  return `${type} ${permission} on ${resource} ${id}${whom}${added}`;
}

/** Of a user in thousands of groups each definition may have thousands of authorizations: a text names so many of them, JSON all. */
const GRANTS_SHOWN = 20;

export function grantsWords(grants: readonly GrantRow[]): string {
  const rest = grants.length - GRANTS_SHOWN;
  const more = rest > 0 ? [`${rest} more`] : [];
  return [...grants.slice(0, GRANTS_SHOWN).map(grantWords), ...more].join('; ');
}

/** The user id, with the name where names were asked for. */
export function userWords({ user, name }: UserRow): string {
  return name === undefined ? user : `${user} (${name})`;
}

/** `5 users: 3 admitted, 2 refused`. */
export function countWords({ users, definition }: AccessReport): string {
  const those = (admitted: boolean | null): number =>
    users.filter((each) => each.admitted === admitted).length;
  const parts = [
    `${those(true)} admitted`,
    `${those(false)} refused`,
    ...(those(null) === 0 ? [] : [`${those(null)} not known`]),
  ];
  const all = `${users.length} ${users.length === 1 ? 'user' : 'users'}: ${parts.join(', ')}`;
  if (definition === null) return all;
  const seeing = users.filter(({ definitions }) => definitions.length > 0).length;
  return `${all}; ${seeing} ${seeing === 1 ? 'sees' : 'see'} ${definition}`;
}
