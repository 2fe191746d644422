import { describe, expect, it } from 'vitest';
import { known } from '../../src/core/observed.js';
import { enginesPlace, optimizePlace } from '../../src/rules/shared/optimize/places.js';
import { listsDefinition } from '../../src/rules/shared/optimize/stored.js';
import { subjectOf } from '../../src/topology/facts.js';
import { interpreted } from '../configuration/helpers.js';
import { configurationOf, definitions, entry, readings, uuid } from '../helpers/readings.js';

function placeIn(text: string): ReturnType<typeof optimizePlace> {
  return optimizePlace(interpreted(text).configuration);
}

describe('where something stands that is said of Optimize as a whole', () => {
  const engines = 'engines: {eu: {name: default}}\n';

  it('is where a file says how it listens, or else its engines', () => {
    const place = { file: 'test.yaml', part: 'key' };
    expect(placeIn(`${engines}container: {ports: {http: 8090}}\n`)).toEqual([
      { ...place, pointer: '/container' },
    ]);
    expect(placeIn(engines)).toEqual([{ ...place, pointer: '/engines' }]);
    expect(enginesPlace(interpreted(engines).configuration)).toEqual([{ ...place, pointer: '/engines' }]);
  });

  it('is nowhere without a file', () => {
    expect(optimizePlace(configurationOf([]))).toEqual([]);
    expect(enginesPlace(configurationOf([]))).toEqual([]);
  });
});

describe('whether an engine lists a definition that Optimize has stored', () => {
  const [process, decision] = [uuid(1), uuid(2)];
  const eu = subjectOf(
    entry('eu'),
    readings('eu', {
      processDefinitions: definitions('process', [{ key: 'order', ids: [process] }]),
      decisionDefinitions: definitions('decision', [{ key: 'discount', ids: [decision] }]),
    }),
  );

  it('is looked up among those of its kind', () => {
    expect(listsDefinition(eu, { kind: 'process', id: process })).toBe(true);
    expect(listsDefinition(eu, { kind: 'decision', id: decision })).toBe(true);
    expect(listsDefinition(eu, { kind: 'decision', id: process })).toBe(false);
    expect(listsDefinition(eu, { kind: 'process', id: decision })).toBe(false);
  });

  it('is open where its list has gaps, and of an engine that was not read', () => {
    const facts = {
      ...eu.facts,
      processDefinitions: known(valueOf(eu.facts.processDefinitions), [], ['a part']),
    };
    expect(listsDefinition({ ...eu, facts }, { kind: 'process', id: process })).toBe(true);
    expect(listsDefinition({ ...eu, facts }, { kind: 'process', id: decision })).toBeNull();
    expect(listsDefinition(undefined, { kind: 'process', id: process })).toBeNull();
  });
});

function valueOf<T>(fact: { readonly known: true; readonly value: T } | { readonly known: false }): T {
  if (!fact.known) throw new Error('the test needs a fact that is known');
  return fact.value;
}
