import { describe, expect, it } from 'vitest';
import { harmIn } from './harm.js';

const ENGINE = 'GET /engine-rest/engine/default';
const COUNT = `${ENGINE}/process-definition/count`;
const STATISTICS = `${ENGINE}/process-definition/statistics`;
const page = (first: number, rows = 50, engine = ENGINE): string =>
  `${engine}/process-definition?sortBy=id&sortOrder=asc&firstResult=${first}&maxResults=${rows}`;

describe('no harm is', () => {
  it.each([
    ['what counts and describes', [COUNT, STATISTICS, `${ENGINE}/process-definition/key/a/xml`]],
    [
      'the first rows of the plain list, where the statistics did not come',
      [COUNT, STATISTICS, page(0), page(49)],
    ],
    ['the same at the second look', [COUNT, STATISTICS, page(0), page(196), `${ENGINE}/deployment`, page(0)]],
  ])('%s', (_name, lines) => {
    expect(harmIn(lines)).toEqual([]);
  });
});

describe('harm is', () => {
  it.each([
    ['whatever is no GET', 'POST /engine-rest/engine/default/deployment/create'],
    ['the check of a password', 'GET /engine-rest/identity/verify'],
    ['the plain list without an end', `${ENGINE}/process-definition`],
    ['the same with a slash', `${ENGINE}/process-definition/`],
    ['the plain list without pages', `${ENGINE}/process-definition?sortBy=id&sortOrder=asc`],
    ['a large page of it', page(0, 1_000)],
    ['a page far behind', page(245)],
    ['a page of an engine that was asked for no statistics', page(0, 50, 'GET /engine-rest/engine/other')],
  ])('%s', (_name, line) => {
    expect(harmIn([COUNT, STATISTICS, line])).toEqual([line]);
  });

  it('the plain list before anything was counted, or before the statistics were asked for', () => {
    expect(harmIn([page(0), COUNT, STATISTICS])).toEqual([page(0)]);
    expect(harmIn([COUNT, page(0)])).toEqual([page(0)]);
    expect(harmIn([STATISTICS, page(0)])).toEqual([page(0)]);
  });
});
