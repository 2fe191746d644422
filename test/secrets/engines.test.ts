import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEngineServer, type EngineServer, type Reply } from '../helpers/engine-server.js';
import { runProgram } from '../helpers/program.js';
import { Leaks } from './leaks.js';
import { FORMAT_NAMES } from '../../src/report/index.js';

/** What must never come back: sent to an engine, kept in its address, or made up by what answers. */
const SECRETS = {
  password: 'Zq7-password/9Xw"ä',
  otherPassword: 'Zq7+other-password',
  userInfo: 'Zq7-user-info',
  pathParameter: 'Zq7-path-parameter',
  variable: 'Zq7-secret-variable',
  loginInPath: 'Zq7-login-in-the-path',
  query: 'Zq7-query-value',
  session: 'Zq7-session-id',
  token: 'Zq7-token-of-a-redirect',
  cookie: 'Zq7-cookie',
  contentType: 'Zq7-content-type',
  date: 'Zq7-in-the-date',
  givenToken: 'Zq7.given-token/9+Xw==',
  givenKey: 'Zq7 given "key" of a gateway',
  givenPassword: 'Zq7-given-password',
} as const;

const BASE = `/engine-rest;v=${SECRETS.pathParameter}`;

function configuration({ rest, origin }: EngineServer): string {
  const password = JSON.stringify(SECRETS.password);
  const login = (alias: string, user: string): string => `  ${alias}:
    name: default
    rest: "${rest.replace('http://', `http://someone:${SECRETS.userInfo}@`)}?key=${SECRETS.query}"
    authentication: {enabled: true, user: ${user}, password: ${password}}
    webapps: {endpoint: "${origin}/camunda?key=${SECRETS.query}", enabled: true}
`;
  return `engines:
${login('eu', 'optimize')}${login('us', 'importer')}  variable:
    name: default
    rest: ${origin}/\${ENGINE_TOKEN}/engine-rest
    authentication: {enabled: true, user: third, password: "${SECRETS.otherPassword}"}
  moved:
    name: default
    rest: ${origin}/moved
    authentication: {enabled: true, user: fourth, password: ${password}}
  loop:
    name: default
    rest: ${origin}/loop
    authentication: {enabled: false}
  behind:
    name: default
    rest: ${origin}/someone:${SECRETS.loginInPath}@engine-rest
    authentication: {enabled: false}
  typed:
    name: default
    rest: ${origin}/typed
    authentication: {enabled: true, user: sixth, password: "${SECRETS.otherPassword}"}
  page:
    name: default
    rest: ${origin}/page;jsessionid=${SECRETS.session}
    authentication: {enabled: true, user: fifth, password: ${password}}
`;
}

/** Engines that are asked with logins of `--credentials`. */
function otherConfiguration({ rest }: EngineServer): string {
  return `engines:
  token:
    name: default
    rest: ${rest}
    authentication: {enabled: false}
  keys:
    name: default
    rest: ${rest}
    authentication: {enabled: true, user: sixth, password: ${JSON.stringify(SECRETS.password)}}
  other:
    name: default
    rest: ${rest}
    authentication: {enabled: true, user: seventh, password: "\${NOWHERE}"}
`;
}

const LOGINS = `engines:
  token: {token: "\${GIVEN_TOKEN}"}
  keys: {headers: {X-Api-Key: ${JSON.stringify(SECRETS.givenKey)}}}
  other: {user: checker, password: {file: password}}
`;

/** An engine that repeats in every text what it was sent. */
function echoing(asked: string, { headers, url = '' }: IncomingMessage, rejects: boolean): Reply {
  if (url.startsWith('/moved')) {
    const target = `http://127.0.0.1:9/login/${javaEncoded(loginIn(headers))};jsessionid=${SECRETS.session}?token=${SECRETS.token}#${SECRETS.token}=1`;
    return { status: 302, headers: { location: target, 'set-cookie': `s=${SECRETS.cookie}` } };
  }
  if (url.startsWith('/loop'))
    return { status: 302, headers: { location: `/loop;jsessionid=${SECRETS.session}?a=${SECRETS.token}` } };
  if (url.startsWith('/page'))
    return {
      text: `<html>${SECRETS.password}`,
      headers: { 'content-type': `text/html; x=${SECRETS.contentType}` },
    };
  if (url.startsWith('/typed'))
    return {
      status: 404,
      text: '-',
      headers: { 'content-type': `text/${SECRETS.otherPassword}` },
    };
  const authorization = headers.authorization ?? 'nothing';
  const login = loginIn(headers);
  const keys = [headers['x-api-key'] ?? ''].flat().join(' ');
  const said = `${keys} ${authorization} ${login} ${login.slice(login.indexOf(':') + 1)} ${url} ${encodeURIComponent(login)} ${spellings(login).join(' ')}`;
  const odd = {
    'content-type': `application/json; session=${SECRETS.contentType}`,
    'set-cookie': `JSESSIONID=${SECRETS.cookie}`,
    date: `Thu, 26 Nov 2026 15:00:00 GMT (${SECRETS.date})`,
  };
  if (asked === '/engine') return { json: [{ name: 'default' }, { name: said }], headers: odd };
  if (rejects) return { status: 401, json: { type: said, message: said, code: said }, headers: odd };
  return { json: answer(asked, said), headers: odd };
}

function loginIn({ authorization = 'nothing' }: IncomingMessage['headers']): string {
  return Buffer.from(authorization.replace('Basic ', ''), 'base64').toString('utf8');
}

function javaEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()~]/gu, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/** As pages, forms and logs of servers write what they were sent. */
function spellings(text: string): readonly string[] {
  const latin1 = Buffer.from(text, 'latin1');
  return [
    text.replaceAll(/[^A-Za-z\d]/gu, (sign) => `&#${sign.charCodeAt(0)};`),
    text.replaceAll(/[^A-Za-z\d]/gu, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`),
    text.replaceAll(/[^A-Za-z\d]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    text.replaceAll(/[^ -~]/gu, '?'),
    JSON.stringify(text),
    javaEncoded(text).toLowerCase(),
    Buffer.from(text).toString('latin1'),
    latin1.toString('base64'),
    Buffer.from(`as ${latin1.toString('base64')}`).toString('base64'),
  ];
}

function answer(asked: string, said: string): unknown {
  if (asked.endsWith('/version')) return { version: `7.24.0 ${said}` };
  if (asked.endsWith('/count')) return { count: 1 };
  if (asked.includes('/telemetry/data'))
    return {
      installation: said,
      product: {
        name: said,
        version: said,
        edition: said,
        internals: { database: { vendor: said, version: said } },
      },
    };
  const definition = {
    id: said,
    key: said,
    name: said,
    version: 1,
    versionTag: said,
    tenantId: said,
    deploymentId: said,
  };
  if (asked.includes('/statistics')) return [{ id: said, instances: 1, definition }];
  if (asked.includes('/authorization'))
    return [
      {
        id: said,
        type: 1,
        permissions: [said, 'ALL'],
        userId: said,
        groupId: null,
        resourceType: 0,
        resourceId: 'optimize',
      },
    ];
  if (asked.includes('/identity/groups'))
    return { groups: [{ id: said, name: said }], groupUsers: [{ id: said }] };
  return [{ ...definition, firstName: said, email: said, permissions: [said] }];
}

const VALIDATE = [
  ['validate', '--verbose'],
  ['validate', '--quiet'],
  ['validate', '--format', 'json'],
  ['validate', '--print-effective'],
];

function commands(recording: string): readonly (readonly string[])[] {
  return [
    ...VALIDATE,
    ['doctor', '--verbose', '--timings', '--color=always', '--record', `${recording}/pretty`],
    ['doctor', '--quiet'],
    ['doctor', '--format', 'json', '--record', `${recording}/json`],
    ['doctor', ...FORMAT_NAMES.map((format) => `--format=${format}=${recording}/report-${format}`)],
    ...['pretty', 'json', 'markdown', 'csv'].map((format) => [
      'access',
      '--all',
      '--explain',
      `--format=${format}`,
      '--record',
      `${recording}/access-${format}`,
    ]),
    ['access', 'optimize', '--names', '--verbose'],
    ['balancer', '--diff', '--for', 'nginx'],
    ['balancer', '--yaml', '--group', 'eu,us', '--for', 'haproxy'],
    ['balancer', '--diff', '--group', 'eu,us', '--for', 'traefik', '--at', 'lb:80'],
    ['balancer', '--group', 'eu,us', '--for', 'kubernetes'],
  ];
}

function replays(recording: string): readonly (readonly string[])[] {
  return [
    ['doctor', '--verbose', '--replay', `${recording}/pretty`],
    ['doctor', '--format', 'json', '--replay', `${recording}/json`],
    ['access', '--all', '--replay', `${recording}/access-json`],
  ];
}

describe('no secret comes back from an engine that repeats everything', () => {
  it.each([false, true])('when every login is refused: %s', { timeout: 120_000 }, async (rejects) => {
    const server = await startEngineServer((asked, request) => echoing(asked, request, rejects), {
      base: BASE,
    });
    try {
      const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-echo-'));
      writeFileSync(path.join(folder, 'environment-config.yaml'), configuration(server));
      const outputs = await inTurn([...commands('recording'), ...replays('recording')], folder);
      for (const [name, text] of [...outputs, ...filesBelow(path.join(folder, 'recording'))])
        for (const [what, secret] of Object.entries(SECRETS))
          expect(linesWith(text, secret), `${what} in ${name}`).toEqual([]);
      expect(server.seen.some(({ authorization }) => authorization !== null)).toBe(true);
      expect(filesBelow(path.join(folder, 'recording')).length).toBeGreaterThan(40);
      expect(outputs.map(([, text]) => text).join('')).toContain('***');
    } finally {
      await server.close();
    }
  });
});

const GIVEN = ['--credentials', 'logins.yaml'];

describe('no login of --credentials comes back from an engine that repeats everything', () => {
  it.each([false, true])('when every login is refused: %s', { timeout: 120_000 }, async (rejects) => {
    const server = await startEngineServer((asked, request) => echoing(asked, request, rejects), {
      base: BASE,
    });
    try {
      const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-echo-'));
      writeFileSync(path.join(folder, 'environment-config.yaml'), otherConfiguration(server));
      writeFileSync(path.join(folder, 'logins.yaml'), LOGINS);
      writeFileSync(path.join(folder, 'password'), SECRETS.givenPassword);
      const outputs = await inTurn(
        [
          ['doctor', '--verbose', ...GIVEN, '--record', 'recording/doctor'],
          ['doctor', '--format', 'json', ...GIVEN],
          ['access', '--all', '--explain', ...GIVEN, '--record', 'recording/access'],
          ['doctor', '--verbose', '--replay', 'recording/doctor'],
        ],
        folder,
      );
      for (const [name, text] of [...outputs, ...filesBelow(path.join(folder, 'recording'))])
        for (const [what, secret] of Object.entries(SECRETS))
          expect(linesWith(text, secret), `${what} in ${name}`).toEqual([]);
      const sent = server.seen.flatMap(({ headers }) => [headers.authorization, headers['x-api-key']]);
      const basic = Buffer.from(`checker:${SECRETS.givenPassword}`).toString('base64');
      for (const login of [`Bearer ${SECRETS.givenToken}`, SECRETS.givenKey, `Basic ${basic}`])
        expect(sent).toContain(login);
      expect(outputs.map(([, text]) => text).join('')).toContain('***');
    } finally {
      await server.close();
    }
  });
});

async function inTurn(
  runs: readonly (readonly string[])[],
  cwd: string,
): Promise<readonly (readonly [string, string])[]> {
  const outputs: [string, string][] = [];
  for (const args of runs) {
    const env = {
      PATH: process.env['PATH'],
      HOME: cwd,
      ENGINE_TOKEN: SECRETS.variable,
      GIVEN_TOKEN: SECRETS.givenToken,
    };
    const { code, stdout, stderr } = await runProgram(args, { cwd, env });
    expect([0, 1, 2, 3], `${args.join(' ')}: ${stderr}`).toContain(code);
    outputs.push([`stdout of ${args.join(' ')}`, stdout], [`stderr of ${args.join(' ')}`, stderr]);
  }
  return outputs;
}

function linesWith(text: string, secret: string): readonly string[] {
  const leaks = new Leaks(secret);
  return text.split('\n').filter((line) => leaks.in(line) !== null);
}

function filesBelow(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [file, readFileSync(file, 'utf8')];
    });
}
