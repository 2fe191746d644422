import path from 'node:path';
import { expect, it } from 'vitest';
import { RULE_FIXTURES, runFixture } from '../../helpers/fixtures.js';

it.each([
  ['a list that was not answered', 'fail-no-answer', 'process-definition/statistics', undefined],
  ['a list that took long', 'fail-eight-seconds', 'decision-definition', 200],
])('%s is told with the request', async (_what, name, resource, status) => {
  const { findings } = await runFixture(path.join(RULE_FIXTURES, 'P334-slow-page', name));
  const found = findings.find(({ rule }) => rule === 'P334');
  expect(found?.evidence).toMatchObject([{ request: `GET /engine/default/${resource}` }]);
  expect(found?.evidence[0]?.status).toBe(status);
  expect(found?.message).not.toContain('-statistics');
});
