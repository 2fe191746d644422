import { expect, it } from 'vitest';
import duplicates from '../../src/rules/engine/P336-duplicate-within-engine.js';

it('ids of definitions stay on the line of the advice, whatever an engine puts into them', () => {
  const ids = ['a:1:x', 'b:1:y\n::error::all is well\u202e'];
  const data = { engine: 'eu', kind: 'process' as const, key: 'a', tenant: null, version: 1, ids };
  expect(duplicates.remedy(data)).toBe(
    String.raw`Find out which deployment is wanted and delete the others: a:1:x, b:1:y\u000a::error::all is well\u202e`,
  );
});
