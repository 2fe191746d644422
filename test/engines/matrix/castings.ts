import { PAIRS } from './landscapes.js';
import { titleOf } from './play.js';
import type { Casting } from './stage.js';

const EVERYTHING = { kinds: ['H2', 'PostgreSQL'], pairs: PAIRS.map(({ name }) => name) } as const;
/** Camunda up to 7.22 knows it by name; later ones take it for MySQL. */
const ON_MARIADB = { ...EVERYTHING, kinds: ['MariaDB'] } as const;

/** One on each database server; on H2 engines run in other suites. Nodes that write in turn are not among them: a machine that is busy otherwise makes them late now and then. */
const REPRESENTATIVE: readonly Casting[] = [
  {
    left: '7.24.0',
    right: '7.24.0',
    kinds: ['PostgreSQL'],
    pairs: EVERYTHING.pairs.filter((pair) => pair !== 'in-turn'),
  },
  {
    left: '7.24.0',
    right: 'operaton-1.0.3',
    kinds: ['MariaDB'],
    pairs: ['shared', 'cloned', 'distinct', 'cloned-prefix'],
  },
];
export const ALL: readonly Casting[] = [
  { left: '7.24.0', right: '7.24.0', ...EVERYTHING },
  { left: '7.24.0', right: 'operaton-1.0.3', ...EVERYTHING },
  { left: '7.22.0', right: '7.22.0', ...EVERYTHING },
  { left: '7.18.0', right: '7.18.0', ...EVERYTHING },
  { left: '7.16.0', right: '7.16.0', ...EVERYTHING },
  { left: '7.13.0', right: '7.13.0', ...EVERYTHING },
  { left: 'operaton-1.0.3', right: 'operaton-1.0.3', ...EVERYTHING },
  { left: '7.24.0', right: 'cibseven-2.0.0', ...EVERYTHING },
  { left: 'cibseven-2.0.0', right: 'cibseven-2.0.0', ...EVERYTHING },
  { left: '7.24.0', right: '7.22.0', ...EVERYTHING },
  { left: '7.24.0', right: '7.24.0', zone: 'Asia/Kolkata', ...EVERYTHING },
  { left: '7.16.0', right: '7.16.0', zone: 'Asia/Kolkata', ...EVERYTHING },
  { left: '7.24.0', right: '7.24.0', ...ON_MARIADB },
  { left: '7.22.0', right: '7.22.0', zone: 'Asia/Kolkata', ...ON_MARIADB },
  { left: '7.13.0', right: '7.13.0', ...ON_MARIADB },
  // Not with 7.22: Operaton writes a column that its databases lack, and fails as soon as it is used.
  { left: '7.24.0', right: 'operaton-1.0.3', ...ON_MARIADB },
];

/** What this run plays: the representative part, with --all everything, with --casting what its pattern finds by title. */
export function chosenCastings(): readonly Casting[] {
  if (process.env['MULTI_ENGINE_ALL'] !== '1') return REPRESENTATIVE;
  const wanted = new RegExp(process.env['MULTI_ENGINE_CASTING'] ?? '');
  const chosen = ALL.filter((casting) => wanted.test(titleOf(casting)));
  if (chosen.length === 0) throw new Error(`No casting is called ${wanted}: ${ALL.map(titleOf).join(', ')}`);
  return chosen;
}
