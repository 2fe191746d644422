/**
 * Where rules lie: the folder below src/rules, how their codes begin, what makes such a rule, and the generated lists that have them.
 * Of two areas with the same letters the first is meant unless the other is asked for by its name.
 */
export const AREAS = [
  { folder: 'config', codes: 'C1', makes: 'configurationRule', lists: ['index.ts'] },
  { folder: 'landscape', codes: 'C2', makes: 'configurationRule', lists: ['index.ts'] },
  { folder: 'bookkeeping', codes: 'S9', makes: 'configurationRule', lists: ['index.ts'] },
  { folder: 'engine', codes: 'P3', makes: 'engineRule', lists: ['live.ts'] },
  { folder: 'topology', codes: 'T4', makes: 'landscapeRule', lists: ['live.ts'] },
  { folder: 'access', codes: 'A5', makes: 'landscapeRule', lists: ['live.ts', 'people.ts'] },
  { folder: 'change', codes: 'D6', makes: 'changeRule', lists: ['change.ts'] },
  { folder: 'optimize', codes: 'O7', makes: 'optimizeRule', lists: ['optimize.ts'] },
  { folder: 'users', codes: 'A5', makes: 'userRule', lists: ['people.ts'] },
];

/** The folders whose rules stand in a generated list. */
export function foldersOf(list) {
  return AREAS.filter(({ lists }) => lists.includes(list)).map(({ folder }) => folder);
}
