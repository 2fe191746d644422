import { describe, expect, it } from 'vitest';
import {
  accepts,
  COMPATIBILITY,
  compatibilityOf,
  parseEngineVersion,
  refusedFrom,
  wanted,
} from '../../src/optimize/supported-engines.js';

describe('the version of an engine', () => {
  it.each([
    ['7.24.0', [7, 24, 0]],
    ['7.22.3-ee', [7, 22, 3]],
    ['7.25.0-alpha1', [7, 25, 0]],
    ['7.24.0-SNAPSHOT', [7, 24, 0]],
    ['7.22.0-cibseven', [7, 22, 0]],
    ['1.0.3', [1, 0, 3]],
    ['7.24', [7, 24, 0]],
    ['unknown', null],
    ['', null],
  ])('%s is read without its qualifiers', (text, numbers) => {
    expect(parseEngineVersion(text)).toEqual(numbers);
  });
});

describe('what a version of Optimize accepts', () => {
  it.each([
    ['3.4', '7.13.4', false],
    ['3.4', '7.13.5', true],
    ['3.4', '7.12.20', false],
    ['3.4', '7.30.0', true],
    ['3.14', '7.19.9', false],
    ['3.14.2', '7.20.0', true],
    ['3.15', '7.21.0', true],
    ['3.15.12', '7.21.0', false],
    ['3.15.13', '7.24.0', true],
    ['3.16', '7.24.0', true],
  ])('Optimize %s and Camunda %s: %s', (optimize, engine, accepted) => {
    const row = compatibilityOf(targetOf(optimize));
    expect(row === null ? null : accepts(row, numbersOf(engine))).toBe(accepted);
  });

  it('is told by the first line that refuses an engine', () => {
    expect(refusedFrom(numbersOf('7.18.0'))?.optimize).toBe('3.13');
    expect(refusedFrom(numbersOf('7.13.0'))?.optimize).toBe('3.2');
    expect(refusedFrom(numbersOf('7.24.0'))).toBeNull();
  });

  it('names the patch of the engine’s own minor where that would do', () => {
    const row = refusedFrom(numbersOf('7.13.0'));
    expect(row === null ? null : wanted(row, numbersOf('7.13.0'))).toBe('7.13.5');
  });

  it('stands in ascending order', () => {
    const order = COMPATIBILITY.map(({ from }) => from[0] * 1e6 + from[1] * 1e3 + from[2]);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });
});

function numbersOf(version: string) {
  const numbers = parseEngineVersion(version);
  if (numbers === null) throw new Error(version);
  return numbers;
}

function targetOf(text: string) {
  const [major = 0, minor = 0, patch] = text.split('.').map(Number);
  return { major, minor, patch: patch ?? null, text };
}
