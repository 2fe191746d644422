import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngineServer, type EngineServer } from '../helpers/engine-server.js';
import { answersOf } from '../helpers/real-answers.js';

const root = resolve(import.meta.dirname, '../..');
let folder = '';
let program = '';
/** Accepts connections and never says a word: a TLS handshake with it never ends. */
let mute: Server;
let engine: EngineServer;

beforeAll(async () => {
  folder = mkdtempSync(join(root, 'test/probe/.exit-'));
  program = join(folder, 'program.mjs');
  await build({
    stdin: { contents: PROGRAM, resolveDir: root, loader: 'ts' },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  mute = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((listening) => mute.listen(0, '127.0.0.1', listening));
  engine = await startEngineServer(answersOf('camunda-7.24.0/samejvm-noauth-default'));
});

afterAll(async () => {
  mute.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Far less than a process would wait for a connection that is left alone: an idle one for fifteen seconds, a handshake for ever. */
const AT_ONCE_MS = 2_000;

/** Probes the address, prints how it went and when it was done, and leaves the rest to the end of the event loop. */
const PROGRAM = `
  import { liveTransport } from './src/probe/http/network.ts';
  import { probeLandscape } from './src/probe/landscape.ts';
  const [rest] = process.argv.slice(2);
  const entry = { alias: 'eu', name: 'default', rest, authentication: null, unresolved: [] };
  const vault = { credentialsOf: () => null, addressOf: () => rest, hide: (text) => text, secrets: [] };
  const options = { timeoutMs: 300, deadlineMs: 5000, concurrency: 1, now: Date.now };
  const transport = await liveTransport({ version: 'test', environment: {} });
  const { engines } = await probeLandscape([entry], vault, options, transport);
  await transport.close();
  process.on('exit', () => console.log(JSON.stringify({ reach: engines[0].reach, lingered: Date.now() - done })));
  const done = Date.now();
`;

describe('the process', () => {
  it('ends at once after a server that never finished its handshake', async () => {
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { reach, lingered } = await run(`https://127.0.0.1:${port}/engine-rest`);
    expect(reach).toMatchObject({ status: 'failed', failure: { step: 'tls', code: 'timeout' } });
    expect(lingered).toBeLessThan(AT_ONCE_MS);
  });

  it('is not kept alive by connections that could be used again', async () => {
    const { reach, lingered } = await run(engine.rest);
    expect(reach).toMatchObject({ status: 'ok' });
    expect(lingered).toBeLessThan(AT_ONCE_MS);
  });
});

async function run(rest: string): Promise<{ readonly reach: unknown; readonly lingered: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, rest], { timeout: 15_000 });
  const printed: { reach: unknown; lingered: number } = JSON.parse(stdout);
  return printed;
}
