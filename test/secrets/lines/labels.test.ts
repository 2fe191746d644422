import { describe, expect, it } from 'vitest';
import { isSecretLabel } from '../../../src/configuration/secrets/lines/labels.js';

describe('the name before a separator means a secret', () => {
  it.each([
    'password[0]',
    'password[0] (eu)',
    '"password" [old] (eu) (of the import)',
    'user: x, password[0] (eu)',
    'password? (eu)',
  ])('in %j', (label) => {
    expect(isSecretLabel(label)).toBe(true);
  });

  it.each(['timeout[0] (eu)', 'users[0] (password)', 'name (eu)'])('not in %j', (label) => {
    expect(isSecretLabel(label)).toBe(false);
  });
});
