import { mkdtempSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  makeAuthority,
  makeServerCertificate,
  validity,
  type Authority,
  type MadeCertificate,
} from '../../../helpers/certificates.js';
import { runProgram } from '../../../helpers/program.js';
import { answersOf } from '../../../helpers/real-answers.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const engine = answersOf('camunda-7.24.0/shared-A-no-login');
const authority = makeAuthority('Authority of the tests');

/** An engine behind TLS, and a folder with its configuration and the authority. */
async function start({ cert, key }: MadeCertificate, { cert: ca }: Authority = authority): Promise<string> {
  const server = createServer({ cert, key }, answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const folder = mkdtempSync(path.join(tmpdir(), 'certificate-'));
  writeFileSync(path.join(folder, 'ca.pem'), ca);
  writeFileSync(
    path.join(folder, 'environment-config.yaml'),
    `engines:\n  eu: { name: default, rest: 'https://localhost:${port}/engine-rest', importEnabled: true, authentication: { enabled: false }, webapps: { endpoint: 'https://eu.example.org/camunda' } }\n`,
  );
  return folder;
}

function answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const { status = 404, json } = engine(url.replace('/engine-rest', ''), {} as IncomingMessage, 0) ?? {};
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(json ?? { type: 'NotFoundException', message: 'HTTP 404', code: null }));
}

interface Told {
  readonly exitCode: number;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly remedy: string;
  }[];
}

async function doctor(cwd: string, ...args: readonly string[]): Promise<Told> {
  return doctorWith({}, cwd, ...args);
}

async function doctorWith(env: NodeJS.ProcessEnv, cwd: string, ...args: readonly string[]): Promise<Told> {
  const options = { cwd, env: { PATH: process.env['PATH'], ...env } };
  const { stdout } = await runProgram(['doctor', '--format', 'json', ...args], options);
  return JSON.parse(stdout) as Told;
}

const TRUSTED = ['--ca', 'ca.pem'];

function found({ findings }: Told, rule: string) {
  return findings.filter((finding) => finding.rule === rule);
}

const day = (daysFromNow: number): string =>
  new Date(Date.now() + daysFromNow * 86_400_000).toISOString().slice(0, 10);

describe('the certificate of an engine', () => {
  it('that ends within 30 days is a warning with the day', async () => {
    const told = await doctor(await start(makeServerCertificate(authority, validity(60, 12.5))), ...TRUSTED);
    expect(found(told, 'P316')).toMatchObject([{ severity: 'warning' }]);
    expect(found(told, 'P316')[0]?.message).toContain(`ends on ${day(12.5)}, in 12 days`);
  });

  it('that ends later is none', async () => {
    const told = await doctor(await start(makeServerCertificate(authority, validity(60, 31))), ...TRUSTED);
    expect(found(told, 'P316')).toEqual([]);
  });

  it('may end by one of its chain', async () => {
    const between = makeAuthority('Authority in between', validity(60, 3.5), authority);
    const own = makeServerCertificate(between, validity(1, 300));
    const told = await doctor(await start({ ...own, cert: own.cert + between.cert }), ...TRUSTED);
    const [finding] = found(told, 'P316');
    expect(finding?.message).toContain(`ends on ${day(3.5)}, in 3 days`);
    expect(finding?.remedy).toContain('CN=Authority in between');
  });

  it('that has ended is an error with the day, and not left open', async () => {
    const told = await doctor(await start(makeServerCertificate(authority, validity(60, -2))), ...TRUSTED);
    expect(found(told, 'P302')).toMatchObject([{ severity: 'error' }]);
    expect(found(told, 'P302')[0]?.message).toContain(`ended on ${day(-2)}`);
    expect(told.exitCode).toBe(1);
  });

  it('is named on one line, whatever it calls itself', async () => {
    const odd = makeServerCertificate(authority, validity(60, -2), 'engine\n::error::\u202eall is well');
    const [ended] = found(await doctor(await start(odd), ...TRUSTED), 'P302');
    expect(ended?.remedy).toContain(String.raw`CN=engine\u000a::error::\u202eall is well`);
    expect(JSON.stringify(ended)).not.toMatch(/\\n::|\u202e/u);
  });

  it('that ended by one of its chain is told with that day', async () => {
    const between = makeAuthority('Authority in between', validity(60, -3), authority);
    const own = makeServerCertificate(between, validity(1, 300));
    const told = await doctor(await start({ ...own, cert: own.cert + between.cert }), ...TRUSTED);
    expect(found(told, 'P302')[0]?.message).toContain(`ended on ${day(-3)}`);
  });

  it('of an authority that only this machine was told about is refused by Java', async () => {
    const folder = await start(makeServerCertificate(authority, validity(1, 300)));
    expect(found(await doctor(folder, ...TRUSTED), 'P317')).toMatchObject([{ severity: 'warning' }]);
    expect(found(await doctor(folder, ...TRUSTED, '--optimize', 'none'), 'P317')).toEqual([]);
  });

  it('of an unknown authority stays a matter of trust', async () => {
    const told = await doctor(await start(makeServerCertificate(authority, validity(1, 300))));
    expect(found(told, 'P302')).toMatchObject([{ severity: 'warning' }]);
    expect(told.exitCode).toBe(3);
    expect(found(told, 'P302')[0]?.remedy).not.toContain('trust store of this system');
  });

  it.each([
    ['alone', false],
    ['with its authority', true],
  ])(
    'of an authority that only the system knows is told from one that nobody knows: sent %s',
    async (_name, along) => {
      const own = makeServerCertificate(authority, validity(1, 300));
      const folder = await start(along ? { ...own, cert: own.cert + authority.cert } : own);
      const told = await doctorWith({ SSL_CERT_FILE: path.join(folder, 'ca.pem') }, folder);
      expect(found(told, 'P302')).toMatchObject([{ severity: 'warning' }]);
      expect(found(told, 'P302')[0]?.remedy).toContain('The trust store of this system knows the authority');
      const other = makeAuthority('Authority of the tests');
      writeFileSync(path.join(folder, 'other.pem'), other.cert);
      const untold = await doctorWith({ SSL_CERT_FILE: path.join(folder, 'other.pem') }, folder);
      expect(found(untold, 'P302')[0]?.remedy).not.toContain('trust store of this system');
    },
  );

  it('is a part of the recording, and judged by the day on which it was seen', async () => {
    const folder = await start(makeServerCertificate(authority, validity(60, 12.5)));
    const live = await doctor(folder, ...TRUSTED, '--record', 'kept');
    expect(await doctor(folder, '--replay', 'kept').then(({ findings }) => findings)).toEqual(live.findings);
    expect(found(live, 'P316')).toHaveLength(1);
  });
});
