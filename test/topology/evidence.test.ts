import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/finding.js';
import { allFixtures, runFixture } from '../helpers/fixtures.js';

/** Findings of these rules compare what several engines answered: each piece of evidence names the request. */
const RULES = /^(?:T40[1-5]|T41[1-9]|P31[45]|P333|P343|A50[1-5]|O7\d\d)$/;

/** What answers none: told by the configuration, or by comparing what other evidence shows. */
const NOT_READ = new Set(['address', 'inherited-ids', 'canary']);

describe('evidence of what was compared between engines', () => {
  const fixtures = allFixtures().filter(
    ({ code, kind, folder }) => kind === 'fail' && RULES.test(code) && !isGiven(folder),
  );

  it.each(fixtures)('$name cites the requests that were answered', async ({ code, folder }) => {
    const { findings } = await runFixture(folder);
    const evidence = findings.filter(({ rule }) => rule === code).flatMap((found) => found.evidence);
    const read = evidence.filter(({ kind }) => !NOT_READ.has(kind));
    expect(read.map(uncited).filter((text) => text !== null)).toEqual([]);
    expect(evidence).not.toEqual([]);
  });

  it.each([
    ['T403', ['process-definition/statistics']],
    ['T404', ['process-definition/statistics', 'tenant']],
  ])('names for the tenant of %s the lists that showed it', async (rule, paths) => {
    const folder = fixtures.find(({ code }) => code === rule)?.folder ?? '';
    const { findings } = await runFixture(folder);
    const evidence = findings.filter((found) => found.rule === rule).flatMap((found) => found.evidence);
    expect([...new Set(evidence.map(pathOf))]).toEqual(paths);
  });
});

/** Nobody asked an engine: the answers are written down. */
function isGiven(folder: string): boolean {
  return existsSync(path.join(folder, 'landscape.yaml'));
}

/** The clock is told by answers of any status, and what was not answered is told in words, with its request. */
function uncited({ kind, detail, request, status }: Evidence): string | null {
  const isCited = request?.startsWith('GET /') === true && (status !== undefined || kind === 'date-header');
  return isCited || detail.startsWith('GET /') ? null : `${kind}: ${detail}`;
}

/** Behind the name of the engine. */
function pathOf({ request }: Evidence): string | undefined {
  return request?.replace(/^GET \/engine\/[^/]+\//u, '').replace(/\?.*$/u, '');
}
