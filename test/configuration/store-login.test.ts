import { describe, expect, it } from 'vitest';
import { storeLoginIn, storeSectionIn } from '../../src/configuration/store-login.js';
import { fileOf } from './helpers.js';

const ES = 'es: {}\n';
const OPENSEARCH = 'opensearch: {}\n';

describe('the store that Optimize uses', () => {
  it.each([
    [ES, 'opensearch', 'opensearch'],
    [ES, ' OpenSearch ', 'opensearch'],
    [OPENSEARCH, 'elasticsearch', 'es'],
    [OPENSEARCH, 'another', 'opensearch'],
    [OPENSEARCH, null, 'opensearch'],
    [ES, null, 'es'],
    [ES + OPENSEARCH, null, 'es'],
    ['x: 1\n', null, 'es'],
  ])('of %j with the variable %j is %s', (text, variable, section) => {
    expect(storeSectionIn(fileOf(text).tree(), variable)).toBe(section);
  });
});

function withLogin(username: string, password: string): ReturnType<typeof storeLoginIn> {
  const text = `es:\n  security:\n    username: ${username}\n    password: ${password}\n`;
  return storeLoginIn(fileOf(text).tree(), 'es');
}

describe('its login', () => {
  it('is a user and a password, also from placeholders', () => {
    expect(withLogin('kim', 'x9')).toEqual({ user: 'kim', password: 'x9' });
    expect(withLogin('${USER_OF_STORE:kim}', '12')).toEqual({ user: 'kim', password: '12' });
  });

  it.each([
    ['', 'x9'],
    ['kim', ''],
    ["''", 'x9'],
    ['kim', "''"],
    ['${NOT_SET_ANYWHERE}', 'x9'],
    ['[kim]', 'x9'],
  ])('is none of %j and %j', (username, password) => {
    expect(withLogin(username, password)).toBeNull();
  });

  it('is none of the other store', () => {
    const tree = fileOf('es: { security: { username: kim, password: x9 } }\n').tree();
    expect(storeLoginIn(tree, 'opensearch')).toBeNull();
  });
});
