import { describe, expect, it } from 'vitest';
import { targetOf } from '../../src/cli/request.js';
import { UsageError } from '../../src/core/errors.js';
import { ENGINE_SUPPORT, FIELDS, KNOWN_VERSIONS } from '../../src/topology/optimize-versions.js';
import { isBefore, isFrom, lacks } from '../../src/rules/shared/versions.js';

describe('--optimize', () => {
  it.each(['2.0', '3.15', '3.15.12', '3.6.2', '8.x', '8.7', '1.4'])('knows %s', (text) => {
    expect(targetOf(text)).toMatchObject({ text });
  });

  it.each(['3.16', '3.x', '2.9', '4.0', '9.1', '0.1', '3', 'latest', '', '3.15-alpha1', 'v3.15'])(
    'refuses "%s" and lists what it knows',
    (text) => {
      const refused = (): unknown => targetOf(text);
      expect(refused).toThrow(UsageError);
      try {
        refused();
      } catch (error) {
        const { help } = error as UsageError;
        for (const version of [...KNOWN_VERSIONS, 'none']) expect(help).toContain(version);
      }
    },
  );

  it('takes none for none, and nothing for any', () => {
    expect(targetOf('none')).toBe('none');
    expect(targetOf(undefined)).toBeNull();
  });
});

describe('the table of releases', () => {
  it('names only releases that can be named', () => {
    const minors = FIELDS.flatMap(({ from, until, surelyMissingIn }) => [from, until, surelyMissingIn]);
    for (const minor of minors) if (minor !== null) expect(KNOWN_VERSIONS).toContain(minor);
    for (const { optimize } of ENGINE_SUPPORT)
      expect(KNOWN_VERSIONS).toContain(optimize.split('.').slice(0, 2).join('.'));
  });

  it('orders releases by their numbers, not by their letters', () => {
    expect(isBefore(targetOf('3.9'), '3.10')).toBe(true);
    expect(isFrom(targetOf('3.10'), '3.9')).toBe(true);
    expect(isFrom(targetOf('8.x'), '3.9')).toBe(false);
    expect(isBefore(targetOf('1.x'), '2.0')).toBe(true);
  });

  it.each([
    ['2.0', 'surely'],
    ['3.0', 'surely'],
    ['3.1', 'probably'],
    ['3.8.2', 'probably'],
    ['3.9', null],
    ['3.15', null],
  ])('says for %s that excludedTenants is missing: %s', (version, missing) => {
    const excluded = FIELDS.find(({ setting }) => setting === 'excludedTenants');
    const target = targetOf(version);
    if (excluded === undefined || target === null || target === 'none') throw new Error('no such field');
    expect(lacks(excluded, target)).toBe(missing);
  });
});
