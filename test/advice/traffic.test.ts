import { rmSync } from 'node:fs';
import http from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { balancerText } from '../../src/advice/balancer.js';
import { groupAt, plansOf } from './candidates.js';
import { blackHole, freePort, hasProgram, scratch, start, stubNode, type StubNode } from './programs.js';

const LOGIN = 'Basic b3B0aW1pemU6c2VjcmV0';

describe.each(['nginx', 'haproxy'] as const)('behind the generated %s', (program) => {
  const there = hasProgram(program);
  let folder = '';
  let cleanUp: (() => Promise<void>)[] = [];

  beforeEach(() => {
    folder = scratch();
    cleanUp = [];
  });

  afterEach(async () => {
    for (const each of cleanUp.toReversed()) await each();
    rmSync(folder, { recursive: true });
  });

  /** Two nodes behind the program; `change` alters the text for what no test can wait for. */
  async function setUp(delays: readonly [number, number], change = (text: string) => text) {
    const nodes = [await node('first', delays[0]), await node('second', delays[1])] as const;
    const port = await freePort();
    const group = groupAt(...nodes.map((each) => `http://127.0.0.1:${each.port}/engine-rest`));
    const text = balancerText(plansOf(group), program, { host: null, port, caFile: null });
    const running = await start(program, folder, change(text), port);
    cleanUp.push(running.stop);
    await answering(port);
    return { port, nodes };
  }

  async function node(name: string, delayMs: number): Promise<StubNode> {
    const made = await stubNode(name, delayMs);
    cleanUp.push(made.kill);
    return made;
  }

  test.skipIf(!there)(
    'requests reach both nodes, with path, query and credentials as they came',
    async () => {
      const { port, nodes } = await setUp([20, 20]);
      const url = '/engine-rest/engine/default/tenant?maxResults=1&x=%2F%20';
      const answers = await Promise.all(Array.from({ length: 20 }, () => get(port, url)));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      for (const { asked } of nodes) {
        expect(asked.length).toBeGreaterThan(4);
        expect(asked.every((each) => each.url === url && each.authorization === LOGIN)).toBe(true);
      }
    },
  );

  test.skipIf(!there)('a refused login stays a refused login', async () => {
    const { port } = await setUp([0, 0]);
    expect((await get(port, '/engine-rest/version', {})).status).toBe(401);
  });

  test.skipIf(!there)('nothing but the REST API is let through', async () => {
    const { port, nodes } = await setUp([0, 0]);
    expect((await get(port, '/camunda/app/admin')).status).toBe(404);
    expect(nodes.flatMap(({ asked }) => asked)).toEqual([]);
  });

  test.skipIf(!there)('killing one node loses no request that had not begun', async () => {
    const { port, nodes } = await setUp([0, 0]);
    await Promise.all(Array.from({ length: 10 }, () => get(port, '/engine-rest/engine/default/before')));
    await nodes[0].kill();
    // A moment, so that the balancer notices which of its open connections are gone: what is sent into one has begun.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const answers = [];
    for (let index = 0; index < 40; index += 1) {
      answers.push(await get(port, '/engine-rest/engine/default/after'));
      answers.push(await get(port, '/engine-rest/identity/verify', { method: 'POST' }));
    }
    expect(answers.filter(({ status, body }) => status !== 200 || body !== 'second')).toEqual([]);
  });

  test.skipIf(!there)(
    'a machine that is gone costs the time of one connection, not the request',
    async () => {
      const hole = await blackHole();
      cleanUp.push(hole.stop);
      const alive = await node('alive', 0);
      const port = await freePort();
      const group = groupAt(...[hole, alive].map((each) => `http://127.0.0.1:${each.port}/engine-rest`));
      const text = balancerText(plansOf(group), program, { host: null, port, caFile: null });
      cleanUp.push((await start(program, folder, text, port)).stop);
      const answers = await Promise.all(Array.from({ length: 4 }, () => get(port, '/engine-rest/version')));
      expect(answers.filter(({ status, body }) => status !== 200 || body !== 'alive')).toEqual([]);
    },
  );

  test.skipIf(!there)('a request whose answer is late is not asked again elsewhere', async () => {
    const { port, nodes } = await setUp([4000, 4000], (text) =>
      text
        .replace('proxy_read_timeout 600s', 'proxy_read_timeout 2s')
        .replace('proxy_next_upstream_timeout 12s', 'proxy_next_upstream_timeout 1s')
        .replace('timeout server 600s', 'timeout server 2s'),
    );
    expect((await get(port, '/engine-rest/engine/default/late')).status).toBe(504);
    expect(nodes.flatMap(({ asked }) => asked)).toHaveLength(1);
  });
});

interface Answer {
  readonly status: number;
  readonly body: string;
}

function get(
  port: number,
  path: string,
  { method = 'GET', ...headers }: { method?: string; authorization?: string } = { authorization: LOGIN },
): Promise<Answer> {
  const credentials = method === 'POST' ? { authorization: LOGIN } : headers;
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, path, method, headers: credentials },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      },
    );
    request.on('error', reject).end();
  });
}

/** HAProxy needs a moment until its first checks have passed. */
async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await get(port, '/engine-rest/engine')).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the balancer never found its nodes');
}
