import { describe, expect, it } from 'vitest';
import { NamedObjects } from '../../../src/load/carriers/kubernetes/named-objects.js';

const STREAM = [
  { kind: 'ConfigMap', name: 'a', namespace: 'eu', text: '1' },
  { kind: 'Secret', name: 'a', namespace: null, text: '2' },
  { kind: 'ConfigMap', name: 'a', namespace: null, text: '3' },
  { kind: 'ConfigMap', name: 'b', namespace: null, text: '4' },
  { kind: 'ConfigMap', name: 'a', namespace: 'us', text: '5' },
  { kind: 'ConfigMap', name: 'a', namespace: 'eu', text: '6' },
];

describe('of objects of a stream, a name means', () => {
  const named = new NamedObjects(STREAM, (object) => object);
  it.each([
    ['the first of the namespace and of none', 'eu', ['1', '3']],
    ['that of none from where there are no others', 'asia', ['3']],
    ['the first from nowhere', null, ['1']],
  ])('%s', (_, namespace, texts) => {
    const wanted = { kind: 'ConfigMap', name: 'a', namespace };
    expect(named.all(wanted).map(({ text }) => text)).toEqual(texts);
    expect(named.first(wanted)?.text).toBe(texts[0]);
  });

  it('all that belongs to an object', () => {
    const items = STREAM.flatMap((object) => [
      { object, key: 'x' },
      { object, key: 'y' },
    ]);
    const held = new NamedObjects(items, ({ object }) => object);
    const found = held.all({ kind: 'ConfigMap', name: 'a', namespace: 'eu' });
    expect(found.map(({ object, key }) => object.text + key)).toEqual(['1x', '1y', '3x', '3y']);
  });

  it('as much however many are called so', () => {
    const [object] = STREAM;
    const many = Array.from({ length: 1000 }, () => ({
      ...object,
      kind: 'ConfigMap',
      name: 'a',
      namespace: null,
    }));
    const held = new NamedObjects(many, (each) => each);
    expect(held.all({ kind: 'ConfigMap', name: 'a', namespace: null })).toHaveLength(1);
  });

  it('nothing where none of its kind is called so', () => {
    const wanted = { kind: 'Secret', name: 'b', namespace: null };
    expect(named.all(wanted)).toEqual([]);
    expect(named.first(wanted)).toBeNull();
  });
});
