import { describe, expect, it } from 'vitest';
import { isPermission, resourceName } from '../../../src/access/authorizations/resources.js';

describe('a permission', () => {
  it.each(['ALL', 'READ_HISTORY', 'CREATE_BATCH_DELETE_RUNNING_PROCESS_INSTANCES'])('is %s', (name) => {
    expect(isPermission(name)).toBe(true);
  });

  it.each([
    'READ_HISTORIES',
    'read',
    '',
    'CREATE_BATCH_',
    'CREATE_BATCH_delete',
    'CREATE_BATCH_A B',
    'MY_CREATE_BATCH_A',
  ])('is not "%s"', (name) => {
    expect(isPermission(name)).toBe(false);
  });
});

describe('a type of resource', () => {
  it('has a name, also one of a later version', () => {
    expect([0, 6, 10, 11, 99].map(resourceName)).toEqual([
      'application',
      'process-definition',
      'decision-definition',
      'tenant',
      'resource-99',
    ]);
  });
});
