import type { Way } from '../harness/engine.js';

export type Truth = 'shared' | 'cloned' | 'distinct';
export type Kind = 'H2' | 'PostgreSQL' | 'MariaDB';

/** Two engines and what they read. Both have the landscape's name as engine name, in two processes. */
export interface Pair {
  readonly name: string;
  readonly says: string;
  readonly truth: Truth;
  readonly ways: readonly Way[];
  /**
   * Where their meter rows stand to each other: in the same seconds, as those of engines that were started in the same one,
   * or half an interval apart, as if one node wrote them twice as often.
   */
  readonly rows?: 'together' | 'in turn';
  /** Both in one schema, with prefixes before the names of their tables: in this kind of database alone. */
  readonly prefixesIn?: Kind;
}

export const PAIRS: readonly Pair[] = [
  { name: 'shared', says: 'two nodes on one database', truth: 'shared', ways: [] },
  {
    name: 'abreast',
    says: 'two nodes on one database that write in the same seconds',
    truth: 'shared',
    ways: [],
    rows: 'together',
  },
  {
    name: 'in-turn',
    says: 'two nodes on one database that write half an interval apart',
    truth: 'shared',
    ways: [],
    rows: 'in turn',
  },
  { name: 'cloned', says: 'a database and its copy', truth: 'cloned', ways: [] },
  {
    name: 'twins',
    says: 'two copies whose engines write in the same seconds',
    truth: 'cloned',
    ways: [],
    rows: 'together',
  },
  { name: 'distinct', says: 'two databases', truth: 'distinct', ways: [] },
  {
    name: 'pipeline',
    says: 'two databases, ids from a counter, deployed to at the same second',
    truth: 'distinct',
    ways: ['simple-ids'],
  },
  {
    name: 'shared-silent',
    says: 'two nodes on one database, without meter rows',
    truth: 'shared',
    ways: ['no-meters'],
  },
  {
    name: 'cloned-silent',
    says: 'a database and its copy, without meter rows',
    truth: 'cloned',
    ways: ['no-meters'],
  },
  {
    name: 'prefixes',
    says: 'two sets of tables in one schema, with prefixes',
    truth: 'distinct',
    ways: [],
    prefixesIn: 'MariaDB',
  },
  {
    name: 'cloned-prefix',
    says: 'tables and their copy in one schema, with prefixes',
    truth: 'cloned',
    ways: [],
    prefixesIn: 'MariaDB',
  },
];

/** What happened to the engines before they were judged, in the order in which it happens to them. */
export const STATES = [
  'just started',
  'waited for',
  'idle for minutes',
  'used on one side',
  'used on both sides',
] as const;
export type State = (typeof STATES)[number];

/** Who asks: the engine demands no login, an administrator, a user with a login and without any right. */
export const VIEWS = ['login off', 'administrator', 'no rights'] as const;
export type View = (typeof VIEWS)[number];
