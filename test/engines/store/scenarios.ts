import type { Product } from './products.js';
import type { Seed, SeededDefinition } from './seed.js';

/** What the file of a scenario says of its engines besides their names. */
export interface Entry {
  readonly defaultTenant?: string;
  readonly excludedTenants?: readonly string[];
  readonly importEnabled?: boolean;
}

export interface Scenario {
  readonly seed: Seed | null;
  readonly engines: Readonly<Record<string, Entry>>;
  /** The rules about data that find something. */
  readonly finds: readonly string[];
  /** Fixtures of rules have its answers: `npm run test:engines -- --record` writes them. */
  readonly recorded?: true;
}

const MINUTE = 60_000;

/** Everything that a healthy pair of engines has. */
function pair(changes: Partial<Seed> = {}): Seed {
  const now = Date.now();
  return {
    release: '3.13',
    definitions: [
      { id: 'pay:1:a', key: 'pay', alias: 'payment', instances: { payment: 20 } },
      { id: 'stock:1:b', key: 'stock', alias: 'inventory', instances: { inventory: 5 } },
      { id: 'fee:1:c', key: 'fee', alias: 'payment', kind: 'decision', instances: { payment: 3 } },
    ],
    tenants: {},
    runs: { payment: now, inventory: now },
    ...changes,
  };
}

const BOTH = { payment: {}, inventory: {} };

/** How many instances 200 process keys have together, in how many indices. One store has as many as were asked for; they count alike. */
export interface Many {
  readonly instances: number;
  readonly indices: number;
}

export const MANY_KEYS = 200;
const FEWER: Many = { instances: 100_000, indices: 4 };
export const MANY: Readonly<Record<Product['profile'], Many>> = {
  opensearch: { instances: 5_000_000, indices: 40 },
  'elasticsearch-7': FEWER,
  'elasticsearch-8': FEWER,
};

function manyKeys({ instances, indices }: Many): readonly SeededDefinition[] {
  const each = instances / MANY_KEYS / indices;
  return Array.from({ length: MANY_KEYS }, (_, index) => {
    const alias = index % 2 === 0 ? 'payment' : 'inventory';
    return { id: `key-${index}:1:x`, key: `key-${index}`, alias, instances: { [alias]: each } };
  });
}

/** Everything that one product is filled with. */
export function scenariosFor({ profile }: Product): Readonly<Record<string, Scenario>> {
  const many = MANY[profile];
  return {
    ...SCENARIOS,
    [MANY_PREFIX]: {
      seed: pair({ definitions: manyKeys(many), instanceIndices: many.indices }),
      engines: { payments: {}, inventory: {} },
      finds: ['O723', 'O724'],
    },
  };
}

export const MANY_PREFIX = 'many-keys';

/** By prefix: all of them lie side by side in one store, as installations may. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'healthy-34': { seed: pair({ release: '3.4' }), engines: BOTH, finds: [], recorded: true },
  'healthy-37': { seed: pair({ release: '3.7' }), engines: BOTH, finds: [] },
  'healthy-310': { seed: pair({ release: '3.10' }), engines: BOTH, finds: [] },
  healthy: { seed: pair(), engines: BOTH, finds: [], recorded: true },
  'imported-twice': {
    seed: pair({
      definitions: [
        { id: 'pay:1:a', key: 'pay', alias: 'inventory', instances: { payment: 7, inventory: 5 } },
        { id: 'fee:1:c', key: 'fee', alias: 'payment', kind: 'decision', instances: { inventory: 2 } },
      ],
    }),
    engines: BOTH,
    finds: ['O729', 'O729'],
    recorded: true,
  },
  hidden: {
    seed: pair({
      definitions: [
        { id: 'pay:1:a', key: 'pay', alias: 'payment', deleted: true, instances: { payment: 7 } },
        { id: 'pay:1:b', key: 'pay', alias: 'inventory', instances: { inventory: 5 } },
        // A deployment of the same on one engine hides nothing of another.
        { id: 'fee:1:c', key: 'fee', alias: 'payment', deleted: true },
        { id: 'fee:1:d', key: 'fee', alias: 'payment' },
      ],
    }),
    engines: BOTH,
    finds: ['O726'],
    recorded: true,
  },
  renamed: { seed: pair(), engines: { payments: {}, inventory: {} }, finds: ['O723', 'O724'] },
  'tenant-taken': {
    seed: pair({
      definitions: [
        { id: 'pay:1:a', key: 'pay', alias: 'payment', tenant: 'acme', instances: { payment: 2 } },
        { id: 'stock:1:b', key: 'stock', alias: 'inventory', tenant: 'acme', instances: { inventory: 4 } },
      ],
      tenants: { acme: 'payment' },
    }),
    engines: BOTH,
    finds: ['O728'],
    recorded: true,
  },
  'default-tenant-later': {
    seed: pair(),
    engines: { payment: { defaultTenant: 'payments' }, inventory: {} },
    finds: ['O730'],
  },
  'tenant-excluded-later': {
    seed: pair({
      definitions: [
        { id: 'pay:1:a', key: 'pay', alias: 'payment', tenant: 'acme', instances: { payment: 2 } },
        { id: 'stock:1:b', key: 'stock', alias: 'inventory', instances: { inventory: 4 } },
      ],
    }),
    engines: { payment: { excludedTenants: ['acme'] }, inventory: {} },
    finds: ['O731'],
    recorded: true,
  },
  stopped: {
    seed: pair({ runs: { payment: Date.now() - 42 * MINUTE, inventory: Date.now() } }),
    engines: BOTH,
    finds: ['O725'],
    recorded: true,
  },
  'other-prefix': { seed: null, engines: BOTH, finds: ['O722'], recorded: true },
};
