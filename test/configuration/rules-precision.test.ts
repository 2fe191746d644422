import { describe, expect, it } from 'vitest';
import { targetOf } from '../../src/optimize/target.js';
import { starterFor } from '../../src/advice/starter.js';
import { configurationRules } from '../../src/rules/index.js';
import { runRules } from '../../src/run/judge/runner.js';
import { interpreted } from './helpers.js';

/** Codes of what all configuration rules find, in a file as it stands. */
function found(text: string, optimize?: string): readonly string[] {
  const env = { EU_ENGINE_PASSWORD: 'kept outside', US_ENGINE_PASSWORD: 'as well' };
  const { configuration } = interpreted(text, { target: targetOf(optimize) ?? null, env });
  const { hits, defects } = runRules(configurationRules, { configuration, live: null });
  expect(defects).toEqual([]);
  return hits.map(({ rule }) => rule.code).toSorted();
}

describe('what is right stays without a finding', () => {
  it.each([undefined, '3.15'])('the starter file, for %s', (optimize) => {
    expect(found(starterFor([{ alias: 'eu' }, { alias: 'us' }]), optimize)).toEqual([]);
  });
});

describe('a file for Optimize 8', () => {
  it('has one finding where the rest is only what Optimize 3 would do with the engines', () => {
    const text =
      'engines:\n  a: {name: default, rest: "http://a:80/engine-rest//", enabled: true}\n  b: {name: default, rest: "http://b/rest", alias: b}\n';
    expect(found(text, '8.x')).toEqual(['C148']);
  });
});

function nodeOf(key: string): string {
  return `es: {connection: {nodes: [{"${key}": localhost}]}}\n`;
}

function linksTo(page: string, enabled: string): string {
  return `engines:\n  a: {name: default, rest: "https://a.example.com/engine-rest", webapps: {endpoint: "${page}", enabled: ${enabled}}}\n`;
}

describe('what is wrong is found wherever it stands', () => {
  it('a placeholder in a key below a list', () => {
    expect(found(nodeOf('${KEY:host}'))).toContain('C115');
    expect(found(nodeOf('host'))).not.toContain('C115');
  });

  it('a page in place of the web applications, unless the links are switched off', () => {
    const page = 'https://a.example.com/camunda/app/cockpit';
    for (const on of ['true', '"${LINKS}"']) expect(found(linksTo(page, on))).toContain('C145');
    for (const off of ['false', '"false"', 'null']) expect(found(linksTo(page, off))).not.toContain('C145');
  });
});
