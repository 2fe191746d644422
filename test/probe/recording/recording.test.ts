import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError, OutputError } from '../../../src/core/errors.js';
import { record } from '../../../src/probe/recording/record.js';
import { replay } from '../../../src/probe/recording/replay.js';
import type { Failure } from '../../../src/probe/contact.js';
import { serveRecording } from '../../../src/probe/recording/serve.js';
import { startEngineServer, type Answering, type EngineServer } from '../../helpers/engine-server.js';
import { answersOf } from '../../helpers/real-answers.js';
import { entry, network, options, probe, type TestEntry } from '../landscape.js';

const schema: {
  readonly definitions: {
    readonly failure: { readonly properties: { readonly code: { readonly enum: string[] } } };
  };
} = JSON.parse(readFileSync(new URL('../../../schemas/recording.v1.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** In the order of the type: what is missing here does not compile. */
const CODES: Record<Failure['code'], true> = {
  'no-such-host': true,
  refused: true,
  timeout: true,
  reset: true,
  network: true,
  deadline: true,
  certificate: true,
  'tls-protocol': true,
  'not-found': true,
  'not-recorded': true,
  redirect: true,
  'not-json': true,
  'not-an-engine-list': true,
  'too-large': true,
  'server-error': true,
  'name-unknown': true,
  'credentials-rejected': true,
  'credentials-rejected-elsewhere': true,
  'login-required': true,
  'other-login': true,
  'access-denied': true,
  'client-certificate': true,
  'client-certificate-refused': true,
  'speaks-tls': true,
  'speaks-plain': true,
  proxy: true,
};

const PASSWORD = 'gr3at-secret';
const zed = { user: 'zed-the-user', password: PASSWORD };
const servers: EngineServer[] = [];
const again = () => [
  { alias: 'shared', ticks: [{ from: 1_795_400_000_000, to: 1_795_400_000_000 }], afterMs: 0 },
];
const rejecting: Answering = (path) =>
  path === '/engine' ? { json: [{ name: 'default' }] } : { status: 401 };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  rmSync(folder, { recursive: true, force: true });
});

describe('a recording', () => {
  it('replayed gives the same readings, to the millisecond', async () => {
    const entries = await landscape();
    const live = await probe(entries, { again }, record(await network(), folder));
    const replayed = await probe(entries, { again }, replay(folder));
    expect(replayed).toEqual(live);
    expect(JSON.stringify(replayed)).toBe(JSON.stringify(live));
  });

  it('replayed gives the answers in the order of the requests, whichever was answered first', async () => {
    const answers = answersOf('camunda-7.24.0/shared-A');
    const { rest } = await start((path, request, earlier) => {
      if (!path.endsWith('/telemetry/data')) return answers(path, request, earlier);
      const json = { installation: `node ${earlier}`, product: { name: 'Camunda', internals: {} } };
      return { json, fault: { late: 120 - 30 * Math.min(earlier, 3) } };
    });
    const entries = [entry('turns', rest, { login: zed })];
    const live = await probe(entries, {}, record(await network(), folder));
    expect(await probe(entries, {}, replay(folder))).toEqual(live);
  });

  it('replayed needs neither passwords nor values of placeholders', async () => {
    const entries = await landscape();
    const live = await probe(entries, {}, record(await network(), folder));
    const bare = entries.map(({ alias, rest, authentication }) =>
      entry(alias, rest, { authentication, unresolved: ['HOST', 'PASSWORD'] }),
    );
    expect(await probe(bare, {}, replay(folder))).toEqual(live);
  });

  it('replayed reports the login that was withheld, whichever engine came first then', async () => {
    const entries = [
      entry('first', (await start(rejecting)).rest, { login: zed }),
      entry('second', (await start(rejecting)).rest, { login: zed }),
    ];
    const live = await probe(entries, {}, record(await network(), folder));
    for (const order of [entries, entries.toReversed()]) {
      const { engines } = await probe(order, {}, replay(folder));
      for (const { alias, reach } of engines) {
        expect(reach).toEqual(live.engines.find((engine) => engine.alias === alias)?.reach);
      }
    }
  });

  it('holds what its schema says', async () => {
    await probe(await landscape(), {}, record(await network(), folder));
    const files = readdirSync(folder);
    expect(files).toContain('recording.json');
    for (const file of files) {
      const valid = validate(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      expect({ file, valid, errors: validate.errors }).toEqual({ file, valid: true, errors: null });
    }
  });

  it('may hold every failure that there is', () => {
    const { properties } = schema.definitions.failure;
    expect(properties.code.enum).toEqual(Object.keys(CODES));
  });

  it('holds no password, no user, no mail address, no name of a tenant and no license', async () => {
    const secrets = [PASSWORD, Buffer.from(`zed-the-user:${PASSWORD}`).toString('base64'), 'zed-the-user'];
    const private_ = ['Tenant One', 'demo@localhost', 'license-of-acme', '"name": "Order"'];
    await probe(await landscape(), {}, record(await network(), folder));
    const text = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    for (const secret of [...secrets, ...private_]) expect(text).not.toContain(secret);
    expect(text).toContain('1e80799a-e2b1-4939-95c8-792d11f5af3b');
  });

  it('is written in the same form every time: one row of a list per line', async () => {
    await probe(await landscape(), {}, record(await network(), folder));
    const file = readdirSync(folder).find((name) => name.includes('shared'));
    const text = readFileSync(join(folder, file ?? ''), 'utf8');
    expect(text).toMatch(
      /^ {8}\{"definition":\{"id":"order:1:[^"]+","key":"order","version":1,"tenantId":null\}\},?$/m,
    );
  });

  it('names its files so that no alias can lead elsewhere', async () => {
    const server = await start(answersOf('camunda-7.24.0/shared-A'));
    await probe([entry('../../etc/passwd', server.rest)], {}, record(await network(), folder));
    expect(readdirSync(folder)).toEqual(['01--etc-passwd.json', 'recording.json']);
  });

  it('of a run that was interrupted is written, too', async () => {
    const server = await start(() => ({ fault: 'silent' }));
    const signal = AbortSignal.timeout(100);
    await probe([entry('eu', server.rest)], { signal }, record(await network(), folder));
    expect(readdirSync(folder)).toContain('recording.json');
  });

  it('without an engine of the configuration leaves that engine unprobed', async () => {
    await probe(await landscape(), {}, record(await network(), folder));
    const { engines } = await probe([entry('new', 'http://127.0.0.1:1/engine-rest')], {}, replay(folder));
    expect(engines).toMatchObject([{ reach: { status: 'not-probed' } }]);
  });

  it('that was made when less was asked leaves that fact unknown, and no other', async () => {
    const entries = await landscape();
    await probe(entries, {}, record(await network(), folder));
    const file = join(folder, readdirSync(folder).find((name) => name.includes('shared')) ?? '');
    const recorded: { answers: { resource: string }[] } = JSON.parse(readFileSync(file, 'utf8'));
    recorded.answers = recorded.answers.filter(({ resource }) => !/schema-log|cleanup-jobs/.test(resource));
    writeFileSync(file, JSON.stringify(recorded));
    const index = join(folder, 'recording.json');
    writeFileSync(index, readFileSync(index, 'utf8').replaceAll(/,\s*"answers":\s*\d+/gu, ''));
    const { engines } = await probe([entries[0] ?? entry('x', null)], {}, replay(folder));
    expect(engines).toMatchObject([
      { reach: { status: 'ok' }, schemaLog: { known: false, reason: 'not-asked' }, tenants: { known: true } },
    ]);
  });

  it('is written for its owner only, and into nothing that a link leads to', async () => {
    const [elsewhere, other] = [join(folder, 'elsewhere'), join(folder, 'other')];
    const target = join(folder, 'recording');
    await recordInto(target);
    const index = readFileSync(join(target, 'recording.json'), 'utf8');
    for (const [file, text, name] of [
      [elsewhere, 'mine', '01-zed.json'],
      [other, index, 'recording.json'],
    ] as const) {
      writeFileSync(file, text, { mode: 0o644 });
      rmSync(join(target, name));
      symlinkSync(file, join(target, name));
    }
    await recordInto(target);
    expect([elsewhere, other].map((file) => readFileSync(file, 'utf8'))).toEqual(['mine', index]);
    const files = readdirSync(target);
    expect(files).toEqual(['01-zed.json', 'recording.json']);
    for (const file of files) {
      expect(lstatSync(join(target, file)).isFile()).toBe(true);
      expect(lstatSync(join(target, file)).mode & 0o777).toBe(0o600);
    }
  });

  it('leaves nothing of a former one with other engines, and all that is not its own', async () => {
    const target = join(folder, 'recording');
    await recordInto(target);
    const former = JSON.parse(readFileSync(join(target, 'recording.json'), 'utf8'));
    const gone = ['02-gone.json', 'data.json', 'run.json'];
    for (const name of [...gone, 'notes.json']) writeFileSync(join(target, name), '{}');
    const listed = {
      ...former,
      engines: [
        { engine: 'gone', file: '02-gone.json' },
        { engine: 'elsewhere', file: '../mine.json' },
      ],
      services: [{ service: 'data', file: 'data.json' }],
      run: 'run.json',
    };
    writeFileSync(join(target, 'recording.json'), JSON.stringify(listed));
    writeFileSync(join(folder, 'mine.json'), '{}');
    await recordInto(target);
    expect(readdirSync(target)).toEqual(['01-zed.json', 'notes.json', 'recording.json']);
    expect(readdirSync(folder)).toContain('mine.json');
  });

  it('takes the place of a former one as a whole, or not at all', async () => {
    const target = join(folder, 'recording');
    await recordInto(target);
    const before = readdirSync(target).map((file) => readFileSync(join(target, file), 'utf8'));
    // What has the name of a part cannot be replaced by a file: that is found out after the first parts are written.
    rmSync(join(target, 'recording.json'));
    mkdirSync(join(target, 'recording.json'));
    await expect(recordInto(target)).rejects.toThrow(OutputError);
    expect(readdirSync(target)).toEqual(['01-zed.json', 'recording.json']);
    expect(readFileSync(join(target, '01-zed.json'), 'utf8')).toBe(before[0]);
  });
});

describe('a folder that is no recording', () => {
  const index = { version: 1, tool: 'multi-engine', startedAt: 0, engines: [] };
  it.each([
    ['is missing its index', null, 'no such file'],
    ['has an index that is no JSON', '{', ':1:2: is not JSON'],
    ['has an index of something else', '{}', 'is not a recording'],
    ['was made by a newer version', JSON.stringify({ ...index, version: 3 }), 'format 3'],
    [
      'leads out of itself',
      JSON.stringify({ ...index, engines: [{ engine: 'x', file: '../x.json' }] }),
      'is not a recording',
    ],
    [
      'misses an engine',
      JSON.stringify({ ...index, engines: [{ engine: 'x', file: '01-x.json' }] }),
      'no such file',
    ],
  ])('because it %s is told as unreadable input', (_name, text, said) => {
    if (text !== null) writeFileSync(join(folder, 'recording.json'), text);
    expect(() => replay(folder)).toThrow(InputError);
    expect(() => replay(folder)).toThrow(said);
  });

  const target = { probed: true, address: 'http://127.0.0.1/engine-rest', login: false };
  const failure = { step: 'http', code: 'reset', detail: 'x', milliseconds: 1 };
  const answer = {
    resource: 'version',
    request: '/x',
    status: 200,
    headers: {},
    milliseconds: 1,
    receivedAt: 1,
  };
  const failed = (changes: object) => [
    { resource: 'version', request: '/x', failure: { ...failure, ...changes } },
  ];

  it.each<[string, object, string]>([
    ['an answer lacks its outcome', { answers: [{ resource: 'version', request: '/x' }] }, '/answers/0'],
    ['the answers are no list', { answers: { 0: answer } }, '/answers'],
    ['siblings are no list', { answers: failed({ siblings: {} }) }, '/answers/0/failure/siblings'],
    ['engine names are no list', { answers: failed({ engineNames: 7 }) }, '/answers/0/failure/engineNames'],
    ['a user is no text', { answers: failed({ user: ['demo'] }) }, '/answers/0/failure/user'],
    ['a failure is unknown', { answers: failed({ step: 'luck' }) }, '/answers/0/failure/step'],
    ['its code is unknown', { answers: failed({ code: 'luck' }) }, '/answers/0/failure/code'],
    ['a field is unknown', { answers: [{ ...answer, color: 1 }] }, '/answers/0 has an unknown field "color"'],
    [
      'an answer is beyond all dates',
      { answers: [{ ...answer, receivedAt: 9e15 }] },
      '/answers/0/receivedAt',
    ],
    ['a body has no bottom', { answers: [{ ...answer, body: DEEP }] }, '/answers/0/body'],
    ['an address is none', { target: { ...target, address: 'ftp://x' } }, '/target/address'],
    ['an address holds a password', { target: { ...target, address: 'http://a:b@x/' } }, '/target/address'],
    ['the file is another engine’s', { engine: 'y' }, '/engine'],
  ])('because %s is told as unreadable input, with the place', (_name, changes, said) => {
    write('recording.json', { ...index, engines: [{ engine: 'x', file: 'x.json' }] });
    write('x.json', { engine: 'x', target, answers: [], ...changes });
    expect(() => replay(folder)).toThrow(InputError);
    expect(() => replay(folder)).toThrow(`${join(folder, 'x.json')}: is not a recording`);
    expect(() => replay(folder)).toThrow(said);
  });

  it('because it names one engine twice is told as unreadable input', () => {
    const file = { engine: 'x', file: 'x.json' };
    write('recording.json', { ...index, engines: [file, file] });
    expect(() => replay(folder)).toThrow('/engines/1/engine names an engine a second time');
  });

  it('is taken for one exactly where its schema says so, and no damage is a defect', async () => {
    const entries = [...(await landscape()), entry('mute', 'http://127.0.0.1:1/engine-rest')];
    await probe(entries, {}, record(await network(), folder));
    let refused = 0;
    for (const name of readdirSync(folder)) {
      const whole: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      for (const changed of damages(whole)) {
        write(name, changed);
        const outcome = await replayAll(entries).catch((error: unknown) => error);
        if (!validate(changed)) refused += 1;
        if (!validate(changed)) expect(outcome).toBeInstanceOf(InputError);
        else if (outcome instanceof Error) expect(outcome).toBeInstanceOf(InputError);
      }
      write(name, whole);
    }
    expect(refused).toBeGreaterThan(500);
  });

  it('cannot be written into where a file stands', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const transport = await network();
    expect(() => record(transport, file)).toThrow(OutputError);
    await transport.close();
  });
});

describe('a recording that is served', () => {
  it('gives the same facts over HTTP, moved to now by whole seconds', async () => {
    const entries = await landscape();
    const live = await probe(entries, {}, record(await network(), folder));
    const index = join(folder, 'recording.json');
    const old: { startedAt: number } = JSON.parse(readFileSync(index, 'utf8'));
    writeFileSync(index, JSON.stringify({ ...old, startedAt: old.startedAt - 10 * 86_400_000 }));

    const served = await serveRecording(folder);
    try {
      const moved = entries.map((each) => ({ ...each, rest: served.urls.get(each.alias) ?? null }));
      const { engines } = await probe(moved, options);
      const [now, then] = [engines[0], live.engines[0]];
      expect(engines.map(({ reach }) => reach.status)).toEqual(live.engines.map(({ reach }) => reach.status));
      for (const fact of ['version', 'tenants', 'caller'] as const) {
        expect(now?.[fact]).toEqual(then?.[fact]);
      }
      // Ids hold the time at which they were made, so they move along.
      expect(now?.processDefinitions).toMatchObject({ known: true, value: { count: 4 } });
      const shift = (wallClock(now) - wallClock(then)) / 86_400_000;
      expect(shift).toBeCloseTo(10, 3);
      expect((wallClock(now) - wallClock(then)) % 1000).toBe(0);
    } finally {
      await served.close();
    }
  });

  it('answers as often as it is asked', async () => {
    const entries = await landscape();
    await probe(entries, {}, record(await network(), folder));
    const served = await serveRecording(folder);
    try {
      const moved = entries.map((each) => ({ ...each, rest: served.urls.get(each.alias) ?? null }));
      const [first, second] = [await probe(moved, options), await probe(moved, options)];
      expect(second.engines[0]?.processDefinitions).toEqual(first.engines[0]?.processDefinitions);
    } finally {
      await served.close();
    }
  });
});

/** Brackets in brackets, where the JSON has this text: `JSON.stringify` itself could not write them. */
const DEEP = 'nested without end';

function write(name: string, json: unknown): void {
  const text = JSON.stringify(json).replace(`"${DEEP}"`, `${'['.repeat(10_000)}${']'.repeat(10_000)}`);
  writeFileSync(join(folder, name), text);
}

const WRONG = [null, true, -1, 0.5, 7, '', 'x', [], {}, [7], { x: 7 }];

/** The value with each of its parts left out or replaced; of long lists only the first and the last item. */
function* damages(value: unknown): Generator {
  yield* WRONG;
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  const chosen = Array.isArray(value) ? new Set([keys[0], keys.at(-1)]) : new Set(keys);
  for (const key of chosen) {
    if (key === undefined) continue;
    const part: unknown = Reflect.get(value, key);
    const put = (changed: unknown): unknown =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
    if (!Array.isArray(value))
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const changed of damages(part)) yield put(changed);
  }
}

async function recordInto(target: string): Promise<void> {
  await probe([entry('zed', 'http://127.0.0.1:1/engine-rest')], {}, record(await network(), target));
}

async function replayAll(entries: readonly TestEntry[]): Promise<unknown> {
  return probe(entries, {}, replay(folder));
}

async function landscape(): Promise<readonly TestEntry[]> {
  const license = { customer: 'license-of-acme', raw: 'license-of-acme' };
  const shared = await start(
    answersOf('camunda-7.24.0/shared-A', (path) =>
      path.endsWith('/telemetry/data') ? { json: withLicense(license) } : undefined,
    ),
  );
  const without = await start(answersOf('camunda-7.24.0/shared-A-user-without-rights'));
  return [
    entry('shared', shared.rest, {
      login: zed,
      authentication: { enabled: true, user: 'zed-the-user', hasPassword: true },
    }),
    entry('no rights', without.rest, { login: { user: 'bob', password: PASSWORD } }),
    entry('dead', 'http://127.0.0.1:1/engine-rest'),
    entry('unset', null, { unresolved: ['HOST'] }),
  ];
}

function withLicense(license: object) {
  return {
    installation: '1e80799a-e2b1-4939-95c8-792d11f5af3b',
    product: { name: 'Camunda BPM Runtime', version: '7.24.0', internals: { 'license-key': license } },
  };
}

async function start(answering: Answering): Promise<EngineServer> {
  const server = await startEngineServer(answering);
  servers.push(server);
  return server;
}

function wallClock(readings: { readonly schemaLog: unknown } | undefined): number {
  const log = readings?.schemaLog;
  if (typeof log !== 'object' || log === null || !('value' in log) || !Array.isArray(log.value))
    return Number.NaN;
  const [row]: { wallClock?: number }[] = log.value;
  return row?.wallClock ?? Number.NaN;
}
