import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The real programs. Where one is missing the tests that need it are skipped, and say so. */
export function hasProgram(name: 'nginx' | 'haproxy'): boolean {
  const found = spawnSync(name, ['-v']).error === undefined;
  if (!found)
    process.stderr.write(`${name} is not installed: its tests are skipped (apt-get install ${name})\n`);
  return found;
}

/** A folder for one test; the caller removes it. */
export function scratch(): string {
  return mkdtempSync(path.join(tmpdir(), 'multi-engine-advice-'));
}

/** Makes a whole nginx configuration around the generated blocks: everything nginx writes stays in `folder`. */
export function nginxFile(folder: string, text: string): string {
  writeFileSync(path.join(folder, 'engines.conf'), text);
  const main = [
    'daemon off;',
    // Each worker takes turns by itself: with several, which node answers next is chance.
    'worker_processes 1;',
    `pid ${folder}/nginx.pid;`,
    'error_log stderr;',
    'events {}',
    'http {',
    '  access_log off;',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `  ${kind}_temp_path ${folder}/${kind};`,
    ),
    `  include ${folder}/engines.conf;`,
    '}',
  ];
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, `${main.join('\n')}\n`);
  return file;
}

/** What the program says about a configuration; empty where it has nothing to say against it. */
export function objections(program: 'nginx' | 'haproxy', text: string): string {
  const folder = scratch();
  try {
    return program === 'nginx' ? askNginx(folder, text) : askHaproxy(folder, text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function askNginx(folder: string, text: string): string {
  const { status, stderr } = spawnSync('nginx', ['-t', '-e', 'stderr', '-c', nginxFile(folder, text)], {
    encoding: 'utf8',
  });
  const unexpected = stderr
    .split('\n')
    .filter((line) => line !== '' && !/syntax is ok|test is successful/.test(line));
  return status === 0 && unexpected.length === 0 ? '' : `${stderr}\n${text}`;
}

function askHaproxy(folder: string, text: string): string {
  const file = path.join(folder, 'haproxy.cfg');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync('haproxy', ['-c', '-f', file], { encoding: 'utf8' });
  const unexpected = `${stdout}${stderr}`.split('\n').filter((line) => /WARNING|ALERT/.test(line));
  return status === 0 && unexpected.length === 0 ? '' : `${stdout}${stderr}\n${text}`;
}

/** Starts the program on a configuration and waits until somebody listens on `port`. */
export async function start(
  program: 'nginx' | 'haproxy',
  folder: string,
  text: string,
  port: number,
): Promise<{ stop: () => Promise<void> }> {
  const child = program === 'nginx' ? startNginx(folder, text) : startHaproxy(folder, text);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await listening(port, () => said);
  return { stop: () => ended(child) };
}

function startNginx(folder: string, text: string): ChildProcess {
  return spawn('nginx', ['-e', 'stderr', '-c', nginxFile(folder, text)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function startHaproxy(folder: string, text: string): ChildProcess {
  const file = path.join(folder, 'haproxy.cfg');
  writeFileSync(file, text);
  return spawn('haproxy', ['-db', '-f', file], { stdio: ['ignore', 'ignore', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await gone;
}

async function listening(port: number, said: () => string): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until;) {
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`nobody listens on ${port}: ${said()}`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

/** A node as far as a balancer sees it: the open list of engines, and a protected rest. */
export interface StubNode {
  readonly port: number;
  /** Requests other than health checks: path and the credentials they came with. */
  readonly asked: { readonly url: string; readonly authorization: string | undefined }[];
  /** Closes every connection at once, as a killed process does. */
  readonly kill: () => Promise<void>;
}

export async function stubNode(name: string, delayMs = 0): Promise<StubNode> {
  const asked: { url: string; authorization: string | undefined }[] = [];
  const server = http.createServer((request, response) => {
    const { url = '', headers } = request;
    if (url === '/engine-rest/engine') {
      response.setHeader('content-type', 'application/json').end('[{"name":"default"}]');
      return;
    }
    asked.push({ url, authorization: headers.authorization });
    if (headers.authorization === undefined) response.statusCode = 401;
    setTimeout(() => response.end(name), delayMs);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: portOf(server),
    asked,
    kill: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A port that takes no connection and refuses none, as a machine does that is gone: its process listens and never accepts. */
export async function blackHole(): Promise<{ port: number; stop: () => Promise<void> }> {
  const script = `
    const server = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('fs').writeSync(1, server.address().port + '\\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
  });
  // The kernel takes the first connections by itself.
  const waiting = Array.from({ length: 4 }, () =>
    net.connect(port, '127.0.0.1').on('error', () => undefined),
  );
  return {
    port,
    stop: async () => {
      for (const socket of waiting) socket.destroy();
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      // It does not listen to anything milder.
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The changed text after `git apply`, which accepts less than `patch` does. */
export function patched(before: string, diff: string): string {
  const folder = scratch();
  try {
    writeFileSync(path.join(folder, 'file.yaml'), before);
    writeFileSync(path.join(folder, 'change.diff'), diff);
    execFileSync('git', ['apply', '--whitespace=nowarn', 'change.diff'], { cwd: folder, stdio: 'pipe' });
    return execFileSync('cat', ['file.yaml'], { cwd: folder, encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
