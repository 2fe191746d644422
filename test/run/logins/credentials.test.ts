import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  closeAfterOneTry,
  startEngineServer,
  type EngineServer,
  type Reply,
} from '../../helpers/engine-server.js';
import { runProgram, type ProgramRun } from '../../helpers/program.js';
import { answersOf, notAskedThen } from '../../helpers/real-answers.js';

const TOKEN = 'Zq7.token-of-the-tests.x';
const KEY = 'Zq7-key-of-the-gateway';
const PASSWORD = 'Zq7-other-password';

const servers: EngineServer[] = [];
afterEach(async () => {
  await closeAfterOneTry(servers);
});

const engine = answersOf('camunda-7.24.0/shared-A', notAskedThen);
const other = answersOf('camunda-7.24.0/distinct-D-cleanup-window');

/** As a resource server answers (RFC 6750). */
const WANTS_TOKEN: Reply = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer realm="engine", error="invalid_token"' },
};
/** The same of Spring Security 6.5, as a real one answered: also where it accepts Basic, too. */
const WANTS_TOKEN_OF_SPRING: Reply = {
  status: 401,
  headers: {
    'www-authenticate': 'Bearer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
    expires: '0',
  },
};
/** As the engine's own ProcessEngineAuthenticationFilter does. */
const WANTS_BASIC: Reply = { status: 401, headers: { 'www-authenticate': 'Basic realm="default"' } };
/** As Kong's key-auth plugin does. */
const WANTS_KEY: Reply = {
  status: 401,
  json: { message: 'No API key found in request' },
  headers: { 'www-authenticate': 'Key' },
};

/** An engine that lets in whoever `judge` has nothing against; the list of engines is open. */
async function start(
  judge: (headers: IncomingHttpHeaders) => Reply | null,
  answers = engine,
  isListOpen = true,
): Promise<EngineServer> {
  const server = await startEngineServer((asked, request, earlier) => {
    if (asked === '/engine' && isListOpen) return answers(asked, request, earlier);
    return judge(request.headers) ?? answers(asked, request, earlier);
  });
  servers.push(server);
  return server;
}

const bearer = ({ authorization }: IncomingHttpHeaders): Reply | null =>
  authorization === `Bearer ${TOKEN}` ? null : WANTS_TOKEN;

function basic(login: string): (headers: IncomingHttpHeaders) => Reply | null {
  const accepted = `Basic ${Buffer.from(login).toString('base64')}`;
  return ({ authorization = '' }) => (authorization === accepted ? null : WANTS_BASIC);
}

interface Files {
  readonly configuration: string;
  readonly credentials?: string;
  readonly [name: string]: string | undefined;
}

function folderWith(files: Files): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'credentials-'));
  for (const [name, text] of Object.entries(files))
    writeFileSync(path.join(folder, `${name}.yaml`), text ?? '');
  return folder;
}

function entryOf(
  alias: string,
  rest: string,
  login = '{ enabled: true, user: optimize, password: "Zq7-own-password" }',
) {
  return `  ${alias}:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication: ${login}
    webapps: { enabled: true, endpoint: "https://${alias}.example.org/camunda" }
`;
}

const ENV = { PATH: process.env['PATH'], ENGINE_TOKEN: TOKEN, GATEWAY_KEY: KEY };

function run(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = ENV): Promise<ProgramRun> {
  return runProgram(args, { cwd: folder, env });
}

const DOCTOR = ['doctor', 'configuration.yaml', '--credentials', 'credentials.yaml', '--format', 'json'];

interface Told {
  readonly result: string;
  readonly engines: readonly { readonly alias: string; readonly status: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly engines: readonly string[];
  }[];
  readonly coverage: readonly {
    readonly rule: string;
    readonly skipped: readonly { readonly engines: readonly string[]; readonly because: string }[];
  }[];
}

async function doctor(
  folder: string,
  env = ENV,
): Promise<Told & { readonly code: number; readonly text: string }> {
  const { code, stdout, stderr } = await run(folder, DOCTOR, env);
  const told = JSON.parse(stdout) as Told;
  return { ...told, code, text: stdout + stderr };
}

function found({ findings }: Told, rule: string) {
  return findings.filter((finding) => finding.rule === rule);
}

const sent = ({ seen }: EngineServer, header = 'authorization') =>
  seen.flatMap(({ headers }) => headers[header] ?? []);

describe('a token', () => {
  it.each([
    ['for an alias, from a variable', 'engines:\n  eu:\n    token: ${ENGINE_TOKEN}\n'],
    ['for an alias, from a file', 'engines:\n  eu: { token: { file: token.yaml } }\n'],
    ['from the default of a variable', `engines: { eu: { token: "\${NOT_SET:${TOKEN}}" } }`],
    ['for a host', 'hosts:\n  127.0.0.1:\n    token: ${ENGINE_TOKEN}\n'],
  ])('lets an engine be examined as usual: %s', async (_name, credentials) => {
    const eu = await start(bearer);
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', eu.rest)}`,
      credentials,
      token: `${TOKEN}\n`,
    });
    const told = await doctor(folder);
    expect(told.engines).toMatchObject([{ alias: 'eu', status: 'ok' }]);
    expect(found(told, 'P315')).toMatchObject([{ severity: 'error', engines: ['eu'] }]);
    expect(told.text).toMatch(/Optimize can only send user and password \(Basic\)/u);
    expect(new Set(sent(eu))).toEqual(new Set([`Bearer ${TOKEN}`]));
    expect(told.text).not.toContain(TOKEN);
  });

  it('does not prove that Basic is refused where Spring Security names one scheme of several', async () => {
    const eu = await start((headers) => (bearer(headers) === null ? null : WANTS_TOKEN_OF_SPRING));
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', eu.rest)}`,
      credentials: 'engines: { eu: { token: "${ENGINE_TOKEN}" } }',
    });
    const told = await doctor(folder);
    expect(found(told, 'P315')).toMatchObject([{ severity: 'warning' }]);
    expect(told.text).toMatch(/does not say whether it accepts/u);
    expect(told.text).not.toMatch(/cannot import/u);
    expect(new Set(sent(eu))).toEqual(new Set([`Bearer ${TOKEN}`]));
  });

  it('is what Optimize’s plugin may add, where it has one', async () => {
    const eu = await start(bearer, engine, false);
    const plugin = 'plugin: { engineRestFilter: { basePackages: [org.example.token] } }\n';
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', eu.rest)}${plugin}`,
      credentials: 'engines: { eu: { user: optimize, token: "${ENGINE_TOKEN}" } }',
    });
    const told = await doctor(folder);
    expect(found(told, 'P315')).toMatchObject([{ severity: 'info' }]);
    expect(found(told, 'P308')).toEqual([]);
    // The token stands for the user of Optimize: nothing is left open.
    expect(told.coverage.filter(({ rule, skipped }) => rule === 'P322' && skipped.length > 0)).toEqual([]);
    expect(told.code).toBe(0);
  });

  it('says nothing about what the user of Optimize may do', async () => {
    const eu = await start(bearer);
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', eu.rest)}`,
      credentials: 'engines: { eu: { token: "${ENGINE_TOKEN}" } }',
    });
    const told = await doctor(folder);
    for (const rule of ['P321', 'P322']) {
      expect(found(told, rule)).toEqual([]);
      const skipped = told.coverage.find((each) => each.rule === rule)?.skipped;
      expect(skipped).toMatchObject([{ because: expect.stringContaining('another login') as string }]);
    }
    expect(eu.count('/engine/default/optimize/process-instance/running?maxResults=1')).toBe(0);
    const only = await run(folder, [...DOCTOR, '--only', 'P322']);
    expect(only.code).toBe(3);
  });

  it('that is refused is sent once to each address, and other engines are examined', async () => {
    const eu = await start(bearer);
    const us = await start(basic('optimize:Zq7-own-password'), other);
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', eu.rest)}${entryOf('again', eu.rest)}${entryOf('us', us.rest)}`,
      credentials: 'engines:\n  eu: { token: Zq7-expired-token }\n  again: { token: Zq7-expired-token }\n',
    });
    const told = await doctor(folder);
    expect(sent(eu)).toEqual(['Bearer Zq7-expired-token']);
    expect(told.engines.map(({ status }) => status)).toEqual(['failed', 'not-probed', 'ok']);
    expect(found(told, 'P305').map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', expect.stringContaining('rejects the token from --credentials (401)')],
      ['warning', expect.stringContaining('not asked with the token')],
    ]);
    expect(told.text).not.toMatch(/lock accounts|unlock|expired-token/u);
    expect(told.code).not.toBe(0);
  });

  it('is in no recording, and the recording gives the same report', async () => {
    const eu = await start(bearer);
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', eu.rest)}`,
      credentials: 'engines: { eu: { token: "${ENGINE_TOKEN}" } }',
    });
    const live = await run(folder, [...DOCTOR, '--record', 'kept']);
    const replayed = await run(folder, [
      'doctor',
      'configuration.yaml',
      '--replay',
      'kept',
      '--format',
      'json',
    ]);
    const [before, after] = [live, replayed].map(({ stdout }) => JSON.parse(stdout) as Told);
    expect(after?.findings).toEqual(before?.findings);
    for (const file of readdirSync(path.join(folder, 'kept')))
      expect(readFileSync(path.join(folder, 'kept', file), 'utf8')).not.toContain(TOKEN);
  });
});

describe('another user', () => {
  it('is examined as, although the password of Optimize is not at hand', async () => {
    const eu = await start(basic(`checker:${PASSWORD}`));
    const own = '{ enabled: true, user: "${OPTIMIZE_USER}", password: "${OPTIMIZE_PASSWORD}" }';
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', eu.rest, own)}`,
      credentials: `engines:\n  eu:\n    user: checker\n    password: ${PASSWORD}\n`,
    });
    const told = await doctor(folder);
    expect(told.engines).toMatchObject([{ status: 'ok' }]);
    expect(found(told, 'P315')).toEqual([]);
    expect(told.text).not.toContain(PASSWORD);
  });

  it.each(['password=x-secret-x9', 'x:secret@host', 'two\nlines x-secret'])(
    'has the password that the file gives, whatever it looks like: %j',
    async (password) => {
      const eu = await start(() => null);
      const login = JSON.stringify({ user: 'checker', password });
      const folder = folderWith({
        configuration: `engines:\n${entryOf('eu', eu.rest)}`,
        credentials: `{"engines": {"eu": ${login}}}`,
      });
      const told = await doctor(folder);
      const encoded = Buffer.from(`checker:${password}`).toString('base64');
      expect(new Set(sent(eu))).toEqual(new Set([`Basic ${encoded}`]));
      expect(told.text).not.toMatch(/x-secret|x:secret/u);
    },
  );

  it('whose password is wrong is tried once, although several engines have it', async () => {
    const eu = await start(basic('nobody:x'));
    const us = await start(basic('nobody:x'), other);
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', eu.rest)}${entryOf('us', us.rest)}`,
      credentials: `hosts:\n  127.0.0.1: { user: checker, password: ${PASSWORD} }\n`,
    });
    const told = await doctor(folder);
    expect([...sent(eu), ...sent(us)]).toHaveLength(1);
    expect(found(told, 'P305').map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(told.text).toContain('What Optimize sends was not tried');
    expect(told).toMatchObject({ code: 3, result: 'inconclusive' });
  });

  it('is used by every command that asks engines', async () => {
    const eu = await start(basic(`checker:${PASSWORD}`));
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', eu.rest)}${entryOf('us', eu.rest)}`,
      credentials: `hosts:\n  127.0.0.1: { user: checker, password: ${PASSWORD} }\n`,
      model: BPMN,
    });
    const config = ['--config', 'configuration.yaml'];
    const credentials = ['--credentials', 'credentials.yaml'];
    for (const args of [
      ['access', 'demo', ...config],
      ['preview', 'model.yaml', '--to', 'eu', ...config],
      ['balancer', 'configuration.yaml', '--for', 'nginx', '--at', 'lb:80'],
      ['doctor', 'configuration.yaml', '--canary-clean'],
    ]) {
      const { stdout, stderr } = await run(folder, [...args, ...credentials]);
      expect(stdout + stderr, args.join(' ')).not.toContain('rejects user');
      const logins = sent(eu).splice(0);
      expect(new Set(logins), args.join(' ')).toEqual(
        new Set([`Basic ${Buffer.from(`checker:${PASSWORD}`).toString('base64')}`]),
      );
    }
  });
});

const BPMN = `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">
  <process id="some-process" isExecutable="true" />
</definitions>
`;

const gateway = (headers: IncomingHttpHeaders): Reply | null =>
  headers['x-api-key'] === KEY ? basic('optimize:Zq7-own-password')(headers) : WANTS_KEY;

describe('headers', () => {
  it('go beside the login that Optimize sends', async () => {
    const eu = await start(gateway);
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', eu.rest)}`,
      credentials: 'engines: { eu: { headers: { X-Api-Key: "${GATEWAY_KEY}" } } }',
    });
    const told = await doctor(folder);
    expect(told.engines).toMatchObject([{ status: 'ok' }]);
    expect(found(told, 'P315')).toMatchObject([{ severity: 'warning' }]);
    expect(found(told, 'P315')[0]?.message).toContain('headers');
    expect(told.text).not.toContain(KEY);
  });
});

describe('plain http to another machine', () => {
  const rest = 'http://engine.example.org/engine-rest';

  it.each([
    ['gets none of these logins', '', 0],
    ['gets one where that is said', ', plainHttp: true', 1],
  ])('%s', async (_name, said, requests) => {
    // The proxy is on this machine: nothing else would be asked if something were sent.
    const proxy = await startEngineServer(() => ({ status: 502, text: 'no' }), { base: rest });
    servers.push(proxy);
    const folder = folderWith({
      configuration: `engines:\n${entryOf('eu', rest)}`,
      credentials: `engines: { eu: { token: Zq7-some-token${said} } }`,
    });
    const told = await doctor(folder, { ...ENV, http_proxy: proxy.origin } as typeof ENV);
    expect(Math.min(proxy.seen.length, 1)).toBe(requests);
    expect(told.code).toBe(3);
    if (requests === 0) expect(told.text).toContain('is not sent over plain http');
  });
});

describe('a file of logins', () => {
  it.each([
    [
      'an alias that is not there',
      'engines: { ue: { token: x-token-x } }',
      /:1:\d+: there is no engine "ue"; did you mean "eu"\?/u,
    ],
    [
      'a host that no engine has',
      'hosts: { 127.0.0.2: { token: x-token-x } }',
      /no engine is on host "127\.0\.0\.2"; did you mean "127\.0\.0\.1"\?/u,
    ],
    ['an unknown setting', 'engines: { eu: { tokn: x-token-x } }', /has no "tokn"; did you mean "token"\?/u],
    [
      'an unknown section',
      'engine: { eu: { token: x-token-x } }',
      /has no "engine"; did you mean "engines"\?/u,
    ],
    [
      'a password and a token',
      'engines: { eu: { user: u, password: x-secret-x, token: x-token-x } }',
      /a password and a token/u,
    ],
    ['a user alone', 'engines: { eu: { user: u } }', /no password and no token/u],
    ['a password alone', 'engines: { eu: { password: x-secret-x } }', /password but no user/u],
    ['nothing', 'engines: { eu: {} }', /needs a user and a password, a token, or headers/u],
    [
      'a variable without value',
      'engines: { eu: { token: "${NOT_SET}" } }',
      /the variable NOT_SET has no value/u,
    ],
    [
      'a variable with a default that is empty',
      'engines: { eu: { token: "${NOT_SET:}" } }',
      /the variable NOT_SET has no value/u,
    ],
    [
      'what looks like a variable and can be none, which would be sent as it stands',
      'engines: { eu: { token: "${eu-token}" } }',
      /"token": that is not the name of a variable/u,
    ],
    ['a colon in the user', 'engines: { eu: { user: "a:b", password: x-secret-x } }', /colon in the user/u],
    [
      'Basic by hand',
      'engines: { eu: { headers: { Authorization: Basic eDp5 } } }',
      /use "user" and "password"/u,
    ],
    [
      'Basic by hand, behind a blank',
      'engines: { eu: { headers: { Authorization: " basic eDp5" } } }',
      /use "user" and "password"/u,
    ],
    [
      'a password without a value, which would have the engine asked with that of Optimize',
      'engines:\n  eu:\n    user: checker\n    password:\n',
      /:4:\d+: "password" has no value/u,
    ],
    [
      'one header in two spellings',
      'engines: { eu: { headers: { X-Key: x-secret-x, x-key: x-token-x } } }',
      /header "x-key" is set twice/u,
    ],
    [
      'one host in two spellings',
      'hosts: { localhost: { token: x-secret-x }, LOCALHOST: { token: x-token-x } }',
      /"LOCALHOST" is set twice/u,
    ],
    [
      'a line break in a header',
      'engines: { eu: { headers: { x-key: "x-secret-x\\ny: z" } } }',
      /does not allow/u,
    ],
    [
      'a header of the connection',
      'engines: { eu: { headers: { Host: x-secret-x } } }',
      /set by the tool itself/u,
    ],
    ['a list', '- x-secret-x', /has to be a mapping/u],
    ['a file that is not there', 'engines: { eu: { token: { file: nowhere } } }', /nowhere/u],
    ['damaged YAML', 'engines: { eu: { token: x-token-x', /credentials\.yaml:1:/u],
    ['an empty file', '', /has no login/u],
  ])('is refused before anything is asked: %s', async (_name, credentials, message) => {
    const eu = await start(bearer);
    const folder = folderWith({ configuration: `engines:\n${entryOf('eu', eu.rest)}`, credentials });
    const { code, stdout, stderr } = await run(folder, DOCTOR.slice(0, 4));
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toMatch(/x-secret-x|x-token-x|eDp5/u);
    expect(eu.seen).toEqual([]);
  });

  it('has no use in a replay, and none for validate', async () => {
    const folder = folderWith({ configuration: 'engines: {}\n', credentials: '' });
    const replay = await run(folder, [...DOCTOR.slice(0, 4), '--replay', 'kept']);
    expect(replay).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('exclude each other') as string,
    });
    expect((await run(folder, ['validate', '--credentials', 'credentials.yaml'])).code).toBe(2);
  });
});
