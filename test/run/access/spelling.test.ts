import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEngineServer } from '../../helpers/engine-server.js';
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
    const answers = answersOf('camunda-7.24.0/samejvm-noauth-default');
    const seen: string[] = [];
    const server = await startEngineServer((...request) => {
      const [, user] = /\/user\/([^/]+)\/profile/.exec(request[0]) ?? [];
      if (user === undefined) return answers(...request);
      seen.push(user);
      return user === 'Scooter'
        ? { json: { id: user } }
        : { status: 404, json: { type: 'InvalidRequestException', message: 'not found' } };
    });
    try {
      const file = path.join(
        mkdtempSync(path.join(tmpdir(), 'multi-engine-test-')),
        'environment-config.yaml',
      );
      writeFileSync(file, `engines:\n  eu: {name: default, rest: "${server.rest}", importEnabled: true}\n`);
      const { users } = await asked(['scooter'], file);
      expect(seen.toSorted()).toEqual(['SCOOTER', 'Scooter', 'scooter']);
      expect(users).toMatchObject([
        { admitted: null, reason: expect.stringContaining('"Scooter" is known') as string },
      ]);
    } finally {
      await server.close();
    }
  });
});
