import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/topology/verdict/pair.js';
import { at } from '../helpers/readings.js';
import { judge } from './pairs.js';
import { unknown } from '../../src/core/observed.js';
import { groupPairs, judgeDatabases } from '../../src/topology/databases.js';
import { inheritanceOf } from '../../src/topology/inheritance.js';
import { Pair } from '../../src/topology/verdict/pair.js';
import { needSecondLook, secondLooks } from '../../src/topology/verdict/second-look.js';
import { judgePair } from '../../src/topology/verdict/verdict.js';
import { latenessMs, look, lookClosely } from './simulator.js';
import type { Database, Deployment, Look, Node, Rights } from './simulator.js';

const NOW = at('12:00:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const RUNS = { numRuns: 600 };

describe('two nodes on one simulated database', () => {
  it('are never judged to read two', () => {
    const world = fc.tuple(database(), fc.tuple(node(), node()), looks(rights()));
    fc.assert(
      fc.property(world, ([empty, [first, second], [one, other]]) => {
        const shared = { ...empty, nodes: [...empty.nodes, first, second] };
        const { verdict } = judge(look('a', first, shared, one), look('b', second, shared, other));
        expect(['same-node', 'shared', 'unknown']).toContain(verdict);
      }),
      RUNS,
    );
  });
});

describe('two nodes that have been writing meter rows to one simulated database for a while', () => {
  const both = fc.record({
    intervalMs: fc.constantFrom(10_000, 60_000, 900_000),
    part: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5)),
    gap: fc.integer({ min: -4_000, max: 4_000 }),
    start: ago(0, 900_000),
  });
  const rightless = rights().filter((who) => who !== 'member');

  it('are judged to read one, strong or proven, wherever their rows stand to each other', () => {
    fc.assert(
      fc.property(
        database(),
        both,
        looks(rightless),
        (empty, { intervalMs, part, gap, start }, [one, other]) => {
          const first = { ...PLAIN, start: start - 25 * intervalMs };
          const second = { ...PLAIN, start: first.start + Math.round(part * intervalMs) + gap };
          fc.pre(tellsTwo(first, second, intervalMs));
          const shared = { ...empty, deployments: [], cleanups: [], intervalMs, nodes: [first, second] };
          const looked = [look('a', first, shared, one), look('b', second, shared, other)] as const;
          const spans = secondLooks(looked)[0]?.ticks ?? [];
          const [a, b] = looked.map((each) => lookClosely(each, shared, spans, NOW));
          if (a === undefined || b === undefined) throw new Error('nobody looked');
          const { verdict, certainty } = judge(a, b);
          expect([verdict, certainty === 'weak']).toEqual(['shared', false]);
        },
      ),
      RUNS,
    );
  });
});

describe('what is simulated', () => {
  it('is decided in most cases: the tests above would be empty otherwise', () => {
    const shared = fc.tuple(database(), fc.tuple(node(), node()), looks(fc.constant<Rights>('open')));
    const verdicts = fc
      .sample(shared, { seed: 7, numRuns: 500 })
      .map(([empty, [first, second], [one, other]]) => {
        const world = { ...empty, nodes: [...empty.nodes, first, second] };
        return judge(look('a', first, world, one), look('b', second, world, other)).verdict;
      });
    expect(verdicts.filter((verdict) => verdict === 'shared').length).toBeGreaterThan(300);
    const copies = fc.tuple(
      copied(fc.integer({ min: 1, max: 30 * HOUR })),
      looks(fc.constant<Rights>('open')),
    );
    const others = fc.sample(copies, { seed: 7, numRuns: 500 }).map(([world, [one, other]]) => {
      const { original, copy, first, second } = world;
      return judge(look('a', first, original, one), look('b', second, copy, other)).verdict;
    });
    expect(others.filter((verdict) => verdict === 'cloned').length).toBeGreaterThan(300);
  });
});

describe('two simulated databases', () => {
  it('are never judged to be one', () => {
    const world = fc.tuple(database(), database(), fc.tuple(node(), node()), looks(rights()));
    fc.assert(
      fc.property(world, ([firstOne, secondOne, [first, second], [one, other]]) => {
        // Idle engines that were started in the same second look alike to those who see nothing but meters.
        fc.pre(!blind(one, other) || !firstOne.idle);
        const a = { ...firstOne, seed: 1, nodes: [...firstOne.nodes, first] };
        const b = { ...secondOne, seed: 2, nodes: [...secondOne.nodes, second] };
        const looked = [look('a', first, a, one), look('b', second, b, other)] as const;
        const { verdict } = judge(...closely(looked, [a, b]));
        expect(['distinct', 'cloned', 'unknown']).toContain(verdict);
      }),
      RUNS,
    );
  });
});

describe('a simulated database and its copy', () => {
  it('are never judged to be one by who sees when the engines started', () => {
    const world = fc.tuple(
      copied(fc.integer({ min: 1, max: 30 * HOUR })),
      looks(fc.constant<Rights>('open')),
    );
    fc.assert(
      fc.property(world, ([{ original, copy, first, second }, [one, other]]) => {
        // Two nodes that started in the same millisecond cannot be told from one.
        fc.pre(first.start + first.skewMs !== second.start + second.skewMs);
        const looked = [look('a', first, original, one), look('b', second, copy, other)] as const;
        const { verdict } = judge(...closely(looked, [original, copy]));
        expect(['distinct', 'cloned', 'unknown']).toContain(verdict);
      }),
      RUNS,
    );
  });

  it('are not judged to be one by who does not, once the copy is older than the window of meter rows', () => {
    const world = fc.tuple(
      copied(fc.integer({ min: 1, max: 30 * HOUR })),
      looks(fc.constant<Rights>('none')),
    );
    fc.assert(
      fc.property(world, ([{ original, copy, first, second }, [one, other]]) => {
        const pair = [look('a', first, original, one), look('b', second, copy, other)] as const;
        fc.pre(!original.idle && pair.every((engine) => isOlder(copy, engine)));
        const { verdict } = judge(...closely(pair, [original, copy]));
        expect(['distinct', 'cloned', 'unknown']).toContain(verdict);
      }),
      RUNS,
    );
  });
});

describe('a landscape of simulated databases, copies and nodes', () => {
  it('is judged as all pairs of its engines are', () => {
    const one = fc.record({
      world: fc.oneof(
        fc
          .tuple(database(), fc.array(node(), { minLength: 1, maxLength: 2 }))
          .map(([empty, nodes]) =>
            nodes.map((each) => [{ ...empty, nodes: [...empty.nodes, ...nodes] }, each] as const),
          ),
        copied(fc.integer({ min: 1, max: 30 * HOUR })).map(({ original, copy, first, second }) => [
          [original, first] as const,
          [copy, second] as const,
        ]),
      ),
      look: looks(rights()),
      base: fc.option(fc.constantFrom('http://one.example/rest', 'http://two.example/rest'), { freq: 6 }),
      told: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 3 }), (parts) => {
        const engines = parts.flatMap(({ world, look: looked, base, told }, part) =>
          world.map(([origin, each], index) => {
            const alias = `${part}-${index}`;
            const seen = look(
              alias,
              each,
              { ...origin, seed: origin.seed + 10 * part },
              looked[index] ?? looked[0],
            );
            const { entry, facts } = seen;
            const log = told === 0 ? unknown('failed', 'nobody knows') : facts.schemaLog;
            return {
              ...seen,
              entry: base === null ? entry : { ...entry, base },
              facts: { ...facts, schemaLog: log },
            };
          }),
        );
        const aliases = engines.map(({ entry }) => entry.alias);
        const pairs = engines.flatMap((first, index) =>
          engines.slice(index + 1).map((second) => new Pair(first, second)),
        );
        const all = groupPairs(
          aliases,
          pairs.map((pair) => {
            const verdict = judgePair(pair);
            return verdict.verdict === 'cloned' ? { ...verdict, inherited: inheritanceOf(pair) } : verdict;
          }),
        );
        const judged = judgeDatabases(engines);
        expect(judged.groups).toEqual(all.groups);
        for (const [key, verdict] of all.pairs) {
          const { verdict: kind, sameOrigin, undecidedBecause, unseen = false } = verdict;
          const nothing = { kind: 'distinct', sameOrigin: false, undecidedBecause: null, unseen: false };
          if (judged.pairs.has(key)) expect(judged.pairs.get(key)).toEqual(verdict);
          else expect({ kind, sameOrigin, undecidedBecause, unseen }).toEqual(nothing);
        }
        const looked = pairs.flatMap(({ first, second }) => needSecondLook([first, second]));
        expect(needSecondLook(engines).toSorted()).toEqual([...new Set(looked)].toSorted());
      }),
      RUNS,
    );
  });
});

/** Not where both always write in the same millisecond, or exactly in turn. */
function tellsTwo(first: Node, second: Node, intervalMs: number): boolean {
  const apart = second.start + latenessMs(second) - first.start - latenessMs(first);
  const fromHalf = (((apart % intervalMs) + intervalMs * 1.5) % intervalMs) - intervalMs / 2;
  const [together, inTurn] = [Math.abs(fromHalf), intervalMs / 2 - Math.abs(fromHalf)];
  return together > 20 && inTurn > 100;
}

/** Whether a running node would have written a row between the copy and the end of the window. */
function isOlder({ copyOf }: Database, { facts: { meters } }: Candidate): boolean {
  if (copyOf === null || !meters.known) return false;
  const { end, intervalSeconds } = meters.value;
  return copyOf.at < end - intervalSeconds * 1000 - 2 * MINUTE;
}

interface Copied {
  readonly original: Database;
  readonly copy: Database;
  /** A node of the original. */
  readonly first: Node;
  /** A node of the copy, started after it was made. */
  readonly second: Node;
}

function copied(age: fc.Arbitrary<number>): fc.Arbitrary<Copied> {
  return fc
    .tuple(database(), database(), node(), node(), age, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([empty, later, first, node2, milliseconds, part]) => {
      const copiedAt = NOW - milliseconds;
      const second = { ...node2, start: Math.floor(copiedAt + part * (milliseconds - 1)) };
      const original = { ...empty, seed: 1, nodes: [...empty.nodes, first] };
      const copy = {
        ...empty,
        seed: 2,
        nodes: [second],
        deployments: later.deployments.filter((made) => made.at > copiedAt),
        cleanups: later.cleanups.filter((ran) => ran > copiedAt),
        copyOf: { original, at: copiedAt },
      };
      return { original, copy, first, second };
    });
}

/** The same engines after the closer look that they need. */
function closely(
  [a, b]: readonly [Candidate, Candidate],
  [first, second]: readonly [Database, Database],
): [Candidate, Candidate] {
  const spans = secondLooks([a, b])[0]?.ticks ?? [];
  return [lookClosely(a, first, spans, NOW), lookClosely(b, second, spans, NOW)];
}

const PLAIN: Omit<Node, 'start'> = { stop: null, skewMs: 0, zone: 0, product: 'camunda' };

function database(): fc.Arbitrary<Database> {
  return fc.record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    createdAt: ago(31 * HOUR, 900 * DAY),
    keeps: fc.constantFrom('wall-clock' as const, 'moment' as const),
    zone: zone(),
    counter: fc.boolean(),
    idle: fc.boolean(),
    intervalMs: fc.constant(900_000),
    nodes: fc.array(formerNode(), { maxLength: 2 }),
    deployments: fc.array(deployment(), { maxLength: 4 }),
    cleanups: fc.array(ago(-MINUTE, 4 * HOUR), { maxLength: 4 }),
    copyOf: fc.constant(null),
  });
}

function node(): fc.Arbitrary<Node> {
  return fc.record({
    start: ago(MINUTE, 30 * HOUR),
    stop: fc.constant(null),
    skewMs: skew(),
    zone: zone(),
    product: fc.constantFrom('camunda' as const, 'camunda' as const, 'operaton' as const),
  });
}

function formerNode(): fc.Arbitrary<Node> {
  return fc
    .tuple(node(), fc.boolean(), fc.integer({ min: 1, max: 10 * HOUR }))
    .map(([former, running, life]) => ({
      ...former,
      stop: running ? null : Math.min(former.start + life, NOW - 1),
    }));
}

/** Some of them while the engines are read. */
function deployment(): fc.Arbitrary<Deployment> {
  return fc
    .record({
      at: ago(-MINUTE, 20 * HOUR),
      life: fc.option(fc.integer({ min: 1, max: 20 * HOUR })),
      ghost: fc.boolean(),
      skewMs: skew(),
    })
    .map(({ at: made, life, ghost, skewMs }) => ({
      at: made,
      deletedAt: life === null ? null : made + life,
      ghost,
      skewMs,
    }));
}

/** All engines are read once before any of them is looked at again. */
function looks(who: fc.Arbitrary<Rights>): fc.Arbitrary<readonly [Look, Look]> {
  const single = fc.record({
    at: fc.integer({ min: NOW, max: NOW + 20_000 }),
    again: fc.integer({ min: NOW + 20_001, max: NOW + 50_000 }),
    rights: who,
  });
  return fc.tuple(single, single);
}

function rights(): fc.Arbitrary<Rights> {
  return fc.constantFrom<Rights>('open', 'member', 'none');
}

function blind(...all: readonly Look[]): boolean {
  return all.some((each) => each.rights === 'none');
}

function ago(least: number, most: number): fc.Arbitrary<number> {
  return fc.integer({ min: least, max: most }).map((milliseconds) => NOW - milliseconds);
}

function skew(): fc.Arbitrary<number> {
  return fc.integer({ min: -MINUTE, max: MINUTE });
}

function zone(): fc.Arbitrary<number> {
  return fc.constantFrom(0, 0, 60, 330, 345, -480);
}
