import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  acceptedBy,
  engineSettingAt,
  engineSettings,
  namesIn,
  shippedEngine,
} from '../../src/optimize/engine-settings.js';
import {
  deletedSettings,
  fileSettings,
  fileSettingsWith,
  unreadSettings,
} from '../../src/optimize/file-settings.js';
import { settingAt, settingNamed } from '../../src/optimize/settings.js';
import { engineVariables, knownVariables } from '../../src/optimize/variables.js';
import { ROOT } from '../helpers/fixtures.js';

const named = (all: Iterable<{ readonly name: string }>): readonly string[] =>
  Array.from(all, ({ name }) => name);

describe('what the build has looked for', () => {
  it.each(['exact', 'secret', 'positive', 'refusedSince', 'unreadSince'] as const)(
    'are the settings for which the schema says "%s", each with all its facts',
    (fact) => {
      const all = fileSettings().filter(({ setting }) => setting[fact] !== undefined);
      expect(all).not.toEqual([]);
      expect(fileSettingsWith(fact).map(({ name, setting }) => ({ name, setting }))).toEqual(all);
    },
  );

  it('are the variables of the engine that Optimize ships', () => {
    const entry = JSON.stringify(shippedEngine().entry);
    expect(engineVariables()).toEqual(Array.from(entry.matchAll(/\$\{(\w+):/gu), ([, name]) => name));
  });
});

describe('what the schema says of a setting', () => {
  it.each([
    ['name', 'a text'],
    ['rest', 'an address as text'],
    ['importEnabled', 'true or false'],
    ['excludedTenants', 'a list of tenant ids'],
    ['excludedTenants.0', 'a tenant id as text'],
    ['defaultTenant', 'a mapping with id and name'],
    ['authentication', 'a mapping with enabled, user and password'],
    ['authentication.enabled', 'true or false'],
    ['webapps', 'a mapping with endpoint and enabled'],
  ])('tells what %s of an engine accepts, in words', (name, words) => {
    expect(acceptedBy(engineSettingAt(name.split('.')) ?? {})).toBe(words);
  });

  it('names what a mapping of an engine may hold today, and nothing that is only there to be refused', () => {
    expect(namesIn(engineSettingAt([]) ?? {})).toEqual([
      'name',
      'rest',
      'importEnabled',
      'eventImportEnabled',
      'excludedTenants',
      'defaultTenant',
      'authentication',
      'webapps',
    ]);
    expect(namesIn(engineSettingAt(['authentication']) ?? {})).toEqual(['enabled', 'user', 'password']);
  });

  it('has nothing under keys that every object has', () => {
    for (const key of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect([settingAt([key]), settingAt(['es', key]), engineSettingAt([key])]).toEqual([null, null, null]);
  });

  it('finds settings in lists and under free keys', () => {
    expect(settingAt(['es', 'connection', 'nodes', '3', 'httpPort'])?.kind).toBe('number');
    expect(settingAt(['engines', 'any alias', 'authentication', 'password'])?.secret).toBe(true);
    expect(settingAt(['es', 'connection', 'nodes', 'host'])).toBeNull();
  });

  it('refuses to be asked for what it does not describe', () => {
    expect(() => settingNamed('es.connection.node')).toThrow('es.connection.node');
  });

  it('knows which values are secret', () => {
    const secrets = [...engineSettings(), ...fileSettings()].filter(({ setting }) => setting.secret === true);
    expect(named(secrets)).toEqual(
      expect.arrayContaining([
        'authentication.password',
        'es.security.password',
        'email.authentication.password',
        'security.auth.token.secret',
        'api.accessToken',
        'auth.cookie.token.secret',
      ]),
    );
    for (const name of named(secrets)) expect(name).toMatch(/(?:password|secret|token)$/iu);
  });

  it('knows what was deleted and what is left over, and what takes its place', () => {
    const deleted = deletedSettings();
    expect(deleted).toHaveLength(27);
    expect(named(deleted)).toContain('es.connection.nodes[].tcpPort');
    expect(named(unreadSettings())).toEqual([
      'import.handler.backoff.interval',
      'import.handler.backoff.isEnabled',
      'import.indexType',
      'es.scrollTimeout',
      'auth.token.secret',
      'auth.token.lifeMin',
      'auth.superGroupIds',
    ]);
    for (const { setting } of [...deleted, ...unreadSettings()]) {
      const target = setting.replacement?.replace(/ and .*/u, '');
      if (target !== undefined) expect(named(fileSettings())).toContain(target);
    }
  });

  it('knows the engine that Optimize brings along, and the variables that reach it', () => {
    expect(shippedEngine()).toMatchObject({ alias: 'camunda-bpm', entry: { name: 'default' } });
    expect(engineVariables()).toEqual([
      'OPTIMIZE_CAMUNDABPM_REST_URL',
      'OPTIMIZE_CAMUNDABPM_WEBAPPS_URL',
      'OPTIMIZE_CAMUNDA_BPM_EVENT_IMPORT_ENABLED',
    ]);
    expect(knownVariables()).toContain('OPTIMIZE_EVENT_BASED_PROCESSES_IMPORT_ENABLED');
  });

  it('costs the program no text that only people read', () => {
    const table = readFileSync(path.join(ROOT, 'src/generated/settings.js'), 'utf8');
    for (const word of ['title', 'description', 'examples', 'deprecat', 'pattern'])
      expect(table).not.toContain(`"${word}`);
    expect(table.length).toBeLessThan(40_000);
  });
});
