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
    ['those of the namespace and of none', 'eu', ['1', '3', '6']],
    ['those of none from where there are no others', 'asia', ['3']],
    ['all of them from nowhere', null, ['1', '3', '5', '6']],
  ])('%s', (_, namespace, texts) => {
    const wanted = { kind: 'ConfigMap', name: 'a', namespace };
    expect(named.all(wanted).map(({ text }) => text)).toEqual(texts);
    expect(named.first(wanted)?.text).toBe(texts[0]);
  });

  it('nothing where none of its kind is called so', () => {
    const wanted = { kind: 'Secret', name: 'b', namespace: null };
    expect(named.all(wanted)).toEqual([]);
    expect(named.first(wanted)).toBeNull();
  });
});
