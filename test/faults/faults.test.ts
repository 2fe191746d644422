import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.js';
import { document } from '../dialect/documents.js';
import { Seeded, seedOf } from '../helpers/seeded.js';
import { sample, written } from './configurations.js';
import { FAULTS } from './faults.js';
import { findingsIn } from './findings.js';

const seed = seedOf('faults');
const VALID = 5000;
const EACH = 85;
const ANYTHING = 5000;

function found(findings: readonly Finding[]): string {
  return findings
    .map(({ rule, message, locations: [at] }) => `${rule} ${at?.line}:${at?.column} ${message}`)
    .join('\n');
}

it(`no valid configuration gets an error: ${VALID} cases`, { timeout: 60_000 }, () => {
  const choices = new Seeded(seed);
  const wrong: string[] = [];
  for (let count = 0; count < VALID; count += 1) {
    const { text } = written(sample(choices));
    const errors = findingsIn(Buffer.from(text)).filter(({ severity }) => severity === 'error');
    if (errors.length > 0) wrong.push(`${found(errors)}\n\n${text}`);
  }
  expect(wrong.slice(0, 3)).toEqual([]);
});

describe(`every fault is found at its place: ${EACH * FAULTS.size} cases`, () => {
  for (const [name, fault] of FAULTS) {
    it(name, () => {
      const choices = new Seeded(seed);
      const misses: string[] = [];
      let cases = 0;
      for (let tries = 0; cases < EACH; tries += 1) {
        if (tries > 100 * EACH) throw new Error('no configuration has a place for this fault');
        const faulty = fault(sample(choices), choices);
        if (faulty === null) continue;
        cases += 1;
        const { text, rule, line, column } = faulty;
        const findings = findingsIn(Buffer.from(text));
        const places = findings.filter((each) => each.rule === rule).flatMap(({ locations }) => locations);
        const isThere = places.some((at) => at.line === line && (column === 0 || at.column === column));
        if (!isThere) misses.push(`${rule} not at ${line}:${column}, but\n${found(findings)}\n\n${text}`);
      }
      expect(misses.slice(0, 3)).toEqual([]);
    });
  }
});

it(`no input crashes: ${ANYTHING} cases`, { timeout: 60_000 }, () => {
  const choices = new Seeded(seed);
  const texts = choices.times(20, () => written(sample(choices)).text);
  for (let count = 0; count < ANYTHING; count += 1) {
    const bytes = Buffer.from(document(choices, texts));
    for (let times = choices.below(3); times > 0 && bytes.length > 0; times -= 1)
      if (choices.oneIn(4)) bytes[choices.below(bytes.length)] = choices.below(256);
    for (const { locations } of findingsIn(bytes)) expect(locations[0]?.line).toBeGreaterThan(0);
  }
});
