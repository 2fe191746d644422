import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEngineServer, type Reply } from '../../helpers/engine-server.js';
import { ROOT } from '../../helpers/fixtures.js';
import { runProgram } from '../../helpers/program.js';
import { answersOf } from '../../helpers/real-answers.js';

const EXAMPLE = path.join(ROOT, 'fixtures/access/worked-example.yaml');

interface Answer {
  readonly users: readonly { readonly admitted: boolean | null; readonly reason: string }[];
}

async function asked(
  users: readonly string[],
  config: string,
): Promise<{ code: number; users: Answer['users'] }> {
  const { code, stdout } = await runProgram(['access', ...users, '--config', config, '--json']);
  return { code, users: (JSON.parse(stdout) as Answer).users };
}

describe('a user id in another spelling', () => {
  it.each(['scooter', 'SCOOTER', 'sCooter'])(
    '%s is not told to be refused: Scooter is meant',
    async (user) => {
      const { code, users } = await asked([user], EXAMPLE);
      expect(code).toBe(3);
      expect(users).toMatchObject([
        { admitted: null, reason: expect.stringContaining('"Scooter" is known') as string },
      ]);
    },
  );

  it('is a guess where letters differ, and none where nothing is near', async () => {
    const { code, users } = await asked(['Scootr', 'Statler-and-Waldorf', 'Scooter'], EXAMPLE);
    expect(code).toBe(0);
    expect(users.map(({ admitted }) => admitted)).toEqual([false, false, true]);
    expect(users.map(({ reason }) => /did you mean "(.*)"/.exec(reason)?.[1])).toEqual([
      'Scooter',
      undefined,
      undefined,
    ]);
  });

  it('is looked for on live engines, which find users by their exact id only', async () => {
    const { users, seen } = await askedLive('scooter', (user) =>
      user === 'Scooter' ? { json: { id: user } } : NO_SUCH_USER,
    );
    expect(seen.toSorted()).toEqual(['SCOOTER', 'Scooter', 'scooter']);
    expect(users).toMatchObject([
      { admitted: null, reason: expect.stringContaining('"Scooter" is known') as string },
    ]);
  });

  it('is not known where the engine does not say whether it is there', async () => {
    const { code, users } = await askedLive('scooter', (user) =>
      user === 'scooter' ? NO_SUCH_USER : { status: 500, json: { type: 'RestException', message: 'x' } },
    );
    expect(code).toBe(3);
    expect(users).toMatchObject([
      { admitted: null, reason: expect.stringContaining('/profile answered 500') as string },
    ]);
  });
});

const NO_SUCH_USER: Reply = {
  status: 404,
  json: { type: 'InvalidRequestException', message: 'not found' },
};

/** Asks an engine that answers so for the profile of each spelling. */
async function askedLive(user: string, profileOf: (user: string) => Reply) {
  const answers = answersOf('camunda-7.24.0/samejvm-noauth-default');
  const seen: string[] = [];
  const server = await startEngineServer((...request) => {
    const [, spelling] = /\/user\/([^/]+)\/profile/.exec(request[0]) ?? [];
    if (spelling === undefined) return answers(...request);
    seen.push(spelling);
    return profileOf(spelling);
  });
  try {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'multi-engine-test-')), 'environment-config.yaml');
    writeFileSync(file, `engines:\n  eu: {name: default, rest: "${server.rest}", importEnabled: true}\n`);
    return { ...(await asked([user], file)), seen };
  } finally {
    await server.close();
  }
}
