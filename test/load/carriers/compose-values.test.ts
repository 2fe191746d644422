import { describe, expect, it } from 'vitest';
import { carrier } from '../../helpers/carried.js';

const LONG = 'x'.repeat(50_000);
const FILES = { '.env': { A: LONG } };

function compose(image: string, environment: Readonly<Record<string, string>>): string {
  const lines = Object.entries(environment).map(([name, value]) => `      ${name}: "${value}"\n`);
  return `services:\n  web:\n    image: "${image}"\n    environment:\n${lines.join('')}`;
}

describe('what compose puts into values', () => {
  it('makes none longer than there can be', () => {
    const many = '${A}'.repeat(20_000);
    const [node] = carrier(compose(`optimize:${many}`, { B: many, C: '${A}' }), FILES).nodes;
    expect([...(node?.variables ?? [])].map(([name, { value }]) => [name, value])).toEqual([
      ['B', null],
      ['C', LONG],
    ]);
  });

  it('is no more than fits into memory', () => {
    const environment = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`V${index}`, '${A}${A}']),
    );
    const [node] = carrier(compose('camunda/optimize:3.15.0', environment), FILES).nodes;
    const values = [...(node?.variables.values() ?? [])].map(({ value }) => value);
    expect(values).toHaveLength(20_000);
    expect(values.filter((value) => value !== null).length).toBeLessThan(100);
    expect(values[0]).toBe(LONG + LONG);
  });
});
