import { describe, expect, it } from 'vitest';
import { targetOf } from '../../src/optimize/target.js';
import { UsageError } from '../../src/core/errors.js';
import { engineSetting, engineSettings } from '../../src/optimize/engine-settings.js';
import { fileSettings } from '../../src/optimize/file-settings.js';
import { KNOWN_VERSIONS } from '../../src/optimize/releases.js';
import { COMPATIBILITY } from '../../src/optimize/supported-engines.js';
import { isBefore, isFrom, isNamed, isUpTo, lacks, type NamedTarget } from '../../src/optimize/target.js';

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
        for (const version of [...KNOWN_VERSIONS, 'none']) expect(help.join('\n')).toContain(version);
      }
    },
  );

  it('takes none for none, and nothing for any', () => {
    expect(targetOf('none')).toBe('none');
    expect(targetOf(undefined)).toBeNull();
  });
});

function named(version: string): NamedTarget {
  const target = targetOf(version);
  if (!isNamed(target)) throw new Error('no release');
  return target;
}

describe('the table of releases', () => {
  it('names only releases that can be named', () => {
    const all = [...engineSettings(), ...fileSettings()];
    const releases = all.flatMap(({ setting }) => [
      setting.first,
      setting.last,
      setting.surelyMissingIn,
      setting.neededSince,
      setting.defaultSince,
      setting.refusedSince,
      setting.unreadSince,
    ]);
    expect(releases.filter((each) => each !== undefined).length).toBeGreaterThan(40);
    for (const release of releases) if (release !== undefined) expect(KNOWN_VERSIONS).toContain(release);
    for (const { optimize } of COMPATIBILITY)
      expect(KNOWN_VERSIONS).toContain(optimize.split('.').slice(0, 2).join('.'));
  });

  it('orders releases by their numbers, not by their letters', () => {
    expect(isBefore(targetOf('3.9'), '3.10')).toBe(true);
    expect(isFrom(targetOf('3.10'), '3.9')).toBe(true);
    expect(isFrom(targetOf('8.x'), '3.9')).toBe(false);
    expect(isBefore(targetOf('1.x'), '2.0')).toBe(true);
    expect(isUpTo(targetOf('2.0.5'), '2.0')).toBe(true);
    expect(isUpTo(targetOf('3.10'), '3.9')).toBe(false);
  });

  it.each([
    ['2.0', 'surely'],
    ['3.0', 'surely'],
    ['3.1', 'probably'],
    ['3.8.2', 'probably'],
    ['3.9', null],
    ['3.15', null],
  ])('says for %s that excludedTenants is missing: %s', (version, missing) => {
    expect(lacks(engineSetting('excludedTenants').setting, named(version))).toBe(missing);
  });

  it.each([
    ['alias', '2.0', '2.1'],
    ['enabled', '1.x', '3.15'],
    ['defaultTenantId', '2.5', '2.6'],
    ['webapps', '2.1', '2.0'],
    ['defaultTenant', '2.6', '2.5'],
    ['eventImportEnabled', '3.1', '3.0'],
  ])('knows that an engine has %s in %s and not in %s', (name, has, hasNot) => {
    const { setting } = engineSetting(name);
    expect([lacks(setting, named(has)), lacks(setting, named(hasNot))]).toEqual([null, 'surely']);
  });
});
