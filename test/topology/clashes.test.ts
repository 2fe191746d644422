import { describe, expect, it } from 'vitest';
import { definitionClashes, type DefinitionClash } from '../../src/topology/clashes.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import type { Databases } from '../../src/topology/types.js';
import { definitions, uuid } from '../helpers/readings.js';
import { databasesOf, landscape, type Engine } from './landscape.js';

describe('definitionClashes', () => {
  it('finds a key and version on two databases, with both ids', () => {
    expect(clashes([eu(has('order', 1)), us(has('order', 2))])).toEqual([
      {
        kind: 'process',
        key: 'order',
        tenant: null,
        engines: ['eu', 'us'],
        versions: [
          {
            version: 1,
            deployed: [
              { engine: 'eu', id: uuid(1) },
              { engine: 'us', id: uuid(2) },
            ],
          },
        ],
      },
    ]);
  });

  it('is worked out once for all who ask about the same engines, and anew for others', () => {
    const [one, two, other] = [eu(has('order', 1)), us(has('order', 2)), us(has('order', 3))];
    const databases = databasesOf([one, two], []);
    const engines = landscape([one, two]);
    const found = definitionClashes(engines, databases);
    expect(definitionClashes([...engines], databases)).toBe(found);
    const changed = definitionClashes(landscape([one, other]), databases);
    expect(changed[0]?.versions[0]?.deployed[1]?.id).toBe(uuid(3));
    expect(definitionClashes(engines.slice(1), databases)).toEqual([]);
    expect(definitionClashes(engines, databases)).toEqual(found);
  });

  it('finds equal ids of unrelated databases too: a counter gives them out twice', () => {
    expect(clashes([eu(has('order', 1)), us(has('order', 1))])).toHaveLength(1);
  });

  it('keeps kinds and tenants apart', () => {
    const decision = { decisionDefinitions: definitions('decision', [{ key: 'order', ids: [uuid(2)] }]) };
    expect(clashes([eu(has('order', 1)), us(decision)])).toEqual([]);
    expect(clashes([eu(has('order', 1)), us(has('order', 2, 'acme'))])).toEqual([]);
    expect(clashes([eu(has('order', 1, 'acme')), us(has('order', 2, 'acme'))])).toMatchObject([
      { tenant: 'acme' },
    ]);
  });

  it('reports versions that are disjoint so far without any version', () => {
    expect(clashes([eu(versions(uuid(1), null)), us(versions(null, uuid(2)))])).toMatchObject([
      { engines: ['eu', 'us'], versions: [] },
    ]);
  });

  it('names only the versions that two unrelated databases have', () => {
    const found = clashes(
      [
        eu(versions(uuid(1), uuid(2), uuid(3))),
        us(versions(uuid(1), uuid(2), uuid(3))),
        asia(versions(null, uuid(4))),
      ],
      [['eu', 'us', 'shared']],
    );
    expect(found.map(versionsOf)).toEqual([[2]]);
    expect(found[0]?.engines).toEqual(['eu', 'us', 'asia']);
  });

  it('reports three engines at once', () => {
    const found = clashes([eu(has('order', 1)), us(has('order', 2)), asia(has('order', 3))]);
    expect(found).toMatchObject([{ engines: ['eu', 'us', 'asia'], versions: [{ version: 1 }] }]);
    expect(found[0]?.versions[0]?.deployed).toHaveLength(3);
  });

  it('leaves out an engine that only has other versions than those that clash', () => {
    expect(clashes([eu(has('order', 1)), us(has('order', 2)), asia(versions(null, uuid(9)))])).toMatchObject([
      { engines: ['eu', 'us'] },
    ]);
  });
});

describe('default tenants', () => {
  it('keep definitions without tenant apart', () => {
    expect(clashes([eu(has('order', 1), { tenant: 'eu' }), us(has('order', 2), { tenant: 'us' })])).toEqual(
      [],
    );
    expect(clashes([eu(has('order', 1), { tenant: 'eu' }), us(has('order', 2))])).toEqual([]);
  });

  it('bring definitions together that carry the tenant themselves', () => {
    const found = clashes([eu(has('order', 1), { tenant: 'acme' }), us(has('order', 2, 'acme'))]);
    expect(found).toMatchObject([{ tenant: 'acme', engines: ['eu', 'us'] }]);
  });

  it('do not cover a tenant of its own', () => {
    const found = clashes([
      eu(has('order', 1, 'acme'), { tenant: 'eu' }),
      us(has('order', 2, 'acme'), { tenant: 'us' }),
    ]);
    expect(found).toMatchObject([{ tenant: 'acme' }]);
  });
});

/** What clashes where one engine, whose default tenant is the other's, leaves out a tenant. */
function excluding(tenant: string): ReturnType<typeof clashes> {
  return clashes([eu(has('order', 1), { tenant: 'acme', excluded: [tenant] }), us(has('order', 2, 'acme'))]);
}

describe('excluded tenants', () => {
  it('take part in no clash', () => {
    expect(
      clashes([eu(has('order', 1, 'acme'), { excluded: ['acme'] }), us(has('order', 2, 'acme'))]),
    ).toEqual([]);
    expect(
      clashes([eu(has('order', 1, 'acme'), { excluded: ['other'] }), us(has('order', 2, 'acme'))]),
    ).toHaveLength(1);
  });

  it('drop definitions without tenant when the empty string is among them, default tenant or not', () => {
    expect(excluding('')).toEqual([]);
    expect(excluding('other')).toMatchObject([{ tenant: 'acme' }]);
  });
});

describe('engines that are not unrelated', () => {
  const both = [eu(has('order', 1)), us(has('order', 1))];

  it('on one database have nothing that could clash', () => {
    expect(clashes(both, [['eu', 'us', 'shared']])).toEqual([]);
    expect(clashes(both, [['eu', 'us', 'same-node']])).toEqual([]);
  });

  it('on one database clash with a third engine, once', () => {
    const found = clashes([...both, asia(has('order', 2))], [['eu', 'us', 'shared']]);
    expect(found).toMatchObject([{ engines: ['eu', 'us', 'asia'], versions: [{ version: 1 }] }]);
  });

  it('are not blamed for what a copy inherited with its id', () => {
    expect(clashes(both, [['eu', 'us', 'cloned']])).toEqual([]);
    expect(clashes(both, [['eu', 'us', 'unknown']])).toEqual([]);
  });

  it('clash by what a copy deployed by itself, in that version alone', () => {
    const found = clashes(
      [eu(versions(uuid(1), uuid(2))), us(versions(uuid(1), uuid(3)))],
      [['eu', 'us', 'cloned']],
    );
    expect(found.map(versionsOf)).toEqual([[2]]);
  });

  it('are not said to clash one day when a copy got other versions', () => {
    expect(
      clashes([eu(versions(uuid(1), null)), us(versions(null, uuid(2)))], [['eu', 'us', 'cloned']]),
    ).toEqual([]);
  });

  it.each<[string, (of: Databases) => Databases]>([
    ['a group', ({ groups }) => ({ groups, pairs: new Map() })],
    ['a pair', ({ pairs }) => ({ groups: [], pairs })],
    ['a pair that nobody looked at', ({ pairs }) => ({ groups: [], pairs: unseenIn(pairs) })],
  ])('are not blamed where %s alone tells of the copy', (_, told) => {
    const databases = told(databasesOf(both, [['eu', 'us', 'cloned']]));
    expect(definitionClashes(landscape(both), databases)).toEqual([]);
  });

  it('are unrelated as long as nothing says otherwise', () => {
    expect(clashes(both, [['eu', 'us', 'distinct']])).toHaveLength(1);
  });
});

type Verdicts = Parameters<typeof databasesOf>[1];

function unseenIn(pairs: Databases['pairs']): Databases['pairs'] {
  return new Map([...pairs].map(([key, pair]) => [key, { ...pair, sameOrigin: false, unseen: true }]));
}

function clashes(engines: readonly Engine[], verdicts: Verdicts = []): readonly DefinitionClash[] {
  return definitionClashes(landscape(engines), databasesOf(engines, verdicts));
}

function versionsOf(clash: DefinitionClash): readonly number[] {
  return clash.versions.map(({ version }) => version);
}

function eu(read: Partial<EngineReadings> | undefined, setting = {}): Engine {
  return { alias: 'eu', read: read ?? {}, ...setting };
}

function us(read: Partial<EngineReadings> | undefined, setting = {}): Engine {
  return { alias: 'us', read: read ?? {}, ...setting };
}

function asia(read: Partial<EngineReadings> | undefined, setting = {}): Engine {
  return { alias: 'asia', read: read ?? {}, ...setting };
}

/** Process "order" with these ids as its versions. */
function versions(...ids: readonly (string | null)[]): Partial<EngineReadings> {
  return { processDefinitions: definitions('process', [{ key: 'order', ids }]) };
}

function has(key: string, number: number, tenantId: string | null = null): Partial<EngineReadings> {
  return { processDefinitions: definitions('process', [{ key, tenantId, ids: [uuid(number)] }]) };
}
