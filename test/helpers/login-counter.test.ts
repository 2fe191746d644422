import { expect, it } from 'vitest';
import { closeAfterOneTry, startEngineServer, type Reply } from './engine-server.js';
import { BEARER_401, ENGINE_401, NGINX_403 } from './refusing-answers.js';

const UNKNOWN_RIGHT: Reply = {
  status: 403,
  json: { type: 'AuthorizationException', message: "The user with id 'kim' does not have …", code: 0 },
};

it.each<[string, Reply, boolean]>([
  ['a wrong password', ENGINE_401, true],
  ['a scheme that judges no password', BEARER_401, true],
  ['a gateway', NGINX_403, true],
  ['a right that somebody lacks whom the engine knows', UNKNOWN_RIGHT, false],
])('a login that is shown twice is counted behind %s: %s', async (_who, reply, counted) => {
  const server = await startEngineServer(() => reply);
  const ask = (user: string) =>
    fetch(`${server.rest}/engine/default/version`, { headers: { authorization: `Basic ${btoa(user)}` } });
  await ask('kim:wrong');
  await ask('lee:wrong');
  expect(server.loginsRefused).toBe(counted ? 1 : 0);
  await ask('kim:wrong');
  const tries = await closeAfterOneTry([server]).then(
    () => 'once at most',
    (error: unknown) => String(error),
  );
  expect(tries).toContain(counted ? 'a login 2 times' : 'once at most');
});
