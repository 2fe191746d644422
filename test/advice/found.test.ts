import { describe, expect, test } from 'vitest';
import { interpret } from '../../src/configuration/interpret.js';
import { unknown } from '../../src/core/observed.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { foundGroups } from '../../src/run/balancer/candidates.js';
import type { Landscape } from '../../src/run/examine.js';
import { groupPairs } from '../../src/topology/databases.js';
import { subjectOf } from '../../src/topology/facts.js';
import type { PairVerdict } from '../../src/topology/types.js';
import { readings } from '../helpers/readings.js';

const TEXT = `engines:
  a: {name: default, rest: http://a/engine-rest, authentication: {enabled: true, user: u, password: '\${P}'}}
  b: {name: default, rest: http://user:hidden@b/engine-rest, authentication: {enabled: true, user: u, password: secret}}
  c: {name: default, rest: http://c/engine-rest, importEnabled: true}
  d: {name: default, rest: http://d/engine-rest, authentication: {enabled: true, user: u, password: '\${Q}'}}
`;

const env = { P: 'secret' };

function found(...verdicts: readonly Pick<PairVerdict, 'engines' | 'verdict' | 'certainty'>[]) {
  const source = interpret([parseYaml({ name: 'x.yaml', text: TEXT })], {
    env,
    variablesFiles: [],
    defines: {},
    target: null,
  });
  const entries = source.configuration.engines;
  const read = entries.map(({ alias }) =>
    readings(alias, alias === 'd' ? { version: unknown('failed', 'no answer') } : {}),
  );
  const pairs = verdicts.map((verdict) => ({
    rows: ['test'],
    offline: false,
    evidence: [],
    undecidedBecause: null,
    sameOrigin: false,
    ...verdict,
  }));
  const landscape: Landscape = {
    subjects: entries.map((entry, index) => subjectOf(entry, read[index] ?? readings(entry.alias))),
    readings: read,
    databases: groupPairs(
      entries.map(({ alias }) => alias),
      pairs,
    ),
  };
  return foundGroups(landscape, source);
}

describe('what the verdicts found', () => {
  test('becomes a group with its certainty, and the first imported entry stays', () => {
    const [group, ...others] = found(
      { engines: ['a', 'b'], verdict: 'shared', certainty: 'strong' },
      { engines: ['b', 'c'], verdict: 'same-node', certainty: 'proven' },
    );
    expect(others).toEqual([]);
    expect(group).toMatchObject({
      sharing: 'shared',
      certainty: 'strong',
      keep: 'c',
      sameNode: [['b', 'c']],
    });
    expect(group?.members.map(({ alias, version }) => [alias, version])).toEqual([
      ['a', '7.24.0'],
      ['b', '7.24.0'],
      ['c', '7.24.0'],
    ]);
  });

  test('compares logins by what they are once placeholders have their values, and holds none of them', () => {
    const [group] = found({ engines: ['a', 'b'], verdict: 'shared', certainty: 'proven' });
    expect(new Set(group?.members.map(({ login }) => login)).size).toBe(1);
    expect(JSON.stringify(group)).not.toMatch(/secret|hidden/);
  });

  test('tells a login from none, and leaves open what has no value yet', () => {
    const [group] = found(
      { engines: ['a', 'c'], verdict: 'shared', certainty: 'proven' },
      { engines: ['c', 'd'], verdict: 'shared', certainty: 'proven' },
    );
    const [a, c, d] = group?.members.map(({ login }) => login) ?? [];
    expect(a).not.toBe(c);
    expect(d).toBeNull();
    expect(group?.members[2]?.version).toBeNull();
  });

  test('keeps copies apart, so that they are refused with their reason', () => {
    const groups = found(
      { engines: ['a', 'b'], verdict: 'shared', certainty: 'proven' },
      { engines: ['b', 'd'], verdict: 'cloned', certainty: 'proven' },
    );
    expect(groups.map(({ sharing, members }) => [sharing, members.length])).toEqual([
      ['shared', 2],
      ['cloned', 2],
    ]);
  });
});
