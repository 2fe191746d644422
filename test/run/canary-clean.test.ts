import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanCanaries } from '../../src/run/canary-clean.js';
import { startEngineServer, type EngineServer } from '../helpers/engine-server.js';
import { liveRequest, requestFor } from '../helpers/fixtures.js';

const servers: EngineServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A configuration with two engines behind one address, and one user for both. */
function twoEngines(rest: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'canary-clean-')), 'environment-config.yaml');
  const login = 'authentication: {enabled: true, user: kim, password: wrong}';
  const entries = ['default', 'other'].map((name) => `  ${name}: {name: ${name}, rest: "${rest}", ${login}}`);
  writeFileSync(file, `engines:\n${entries.join('\n')}\n`);
  return file;
}

describe('cleaning up after a killed canary', () => {
  it('tries a wrong password once, and says of each engine why it was not cleaned', async () => {
    const server = await startEngineServer((asked) =>
      asked === '/engine' ? { status: 200, json: [{ name: 'default' }, { name: 'other' }] } : { status: 401 },
    );
    servers.push(server);
    const request = requestFor([twoEngines(server.rest)]);
    const { cleaned } = await cleanCanaries(request, { ...liveRequest(), concurrency: 2 }, 'test');
    expect(cleaned.map(({ alias, deleted }) => [alias, deleted])).toEqual([
      ['default', 0],
      ['other', 0],
    ]);
    expect(cleaned[0]?.failed).toMatch(/rejects user kim \(401\)/);
    expect(cleaned[1]?.failed).toMatch(/not asked as user kim, whom default rejected/);
    const withLogin = server.seen.filter(({ authorization }) => authorization !== null);
    expect(withLogin).toHaveLength(1);
  });
});
