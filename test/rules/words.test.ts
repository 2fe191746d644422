import { describe, expect, it } from 'vitest';
import { enginesAt, placeholderFor, scalarOf, settingAt, someNames } from '../../src/rules/shared/words.js';

describe('a text as a YAML scalar', () => {
  it.each(['payment', 'a-b_c9', 'No-1', 'yesterday', 'nullable', 'trueish'])('is %s as it is', (text) => {
    expect(scalarOf(text)).toBe(text);
  });

  it.each([
    '',
    '9a',
    '-a',
    'a b',
    'a:b',
    'a.b',
    'äb',
    'y',
    'N',
    'Yes',
    'no',
    'On',
    'off',
    'TRUE',
    'false',
    'Null',
    'a"b',
  ])('is "%s" in quotes', (text) => {
    expect(scalarOf(text)).toBe(JSON.stringify(text));
  });
});

describe('where a pointer leads', () => {
  it.each([
    ['/engines/eu/rest', ['eu'], '"rest" of engine "eu"'],
    ['/engines/eu/authentication/user', ['eu'], '"authentication.user" of engine "eu"'],
    ['/engines/eu', ['eu'], 'engine "eu"'],
    ['/engines', [], '"engines"'],
    ['/es/connection/timeout', [], '"es.connection.timeout"'],
    ['/other/eu/rest', [], '"other.eu.rest"'],
  ])('%s', (pointer, engines, said) => {
    expect(enginesAt(pointer)).toEqual(engines);
    expect(settingAt(pointer)).toBe(said);
  });
});

describe('a placeholder for a setting of an engine', () => {
  it.each([
    ['eu', '${EU_PASSWORD}'],
    ['eu-west.1', '${EU_WEST_1_PASSWORD}'],
    ['--eu--', '${EU_PASSWORD}'],
    ['1st', '${ENGINE_PASSWORD}'],
    ['é', '${ENGINE_PASSWORD}'],
  ])('%s: %s', (alias, placeholder) => {
    expect(placeholderFor(alias, 'PASSWORD')).toBe(placeholder);
  });
});

describe('names', () => {
  it.each<[readonly string[], number, string]>([
    [['a'], 0, '"a"'],
    [['a', 'b'], 0, '"a" and "b"'],
    [['a', 'b', 'c'], 0, '"a", "b" and "c"'],
    [['a', 'b', 'c', 'd'], 0, '"a", "b", "c" and 1 more'],
    [['a'], 2, '"a" and 2 more'],
  ])('%j and %i further: %s', (names, further, said) => {
    expect(someNames(names, further)).toBe(said);
  });
});
