import { describe, expect, it } from 'vitest';
import type { EngineEntry } from '../../src/configuration/types.js';
import { known, unknown } from '../../src/core/observed.js';
import type { Failure, SeenCertificate } from '../../src/probe/contact.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import { subjectOf } from '../../src/topology/facts.js';
import { at, cleanupJob, definitions, entry, readings, schemaLog } from '../helpers/readings.js';

const REFUSED = unknown('refused', 'GET /process-definition answered 403');
const CHANGING = unknown('changing', 'rows came and went');
const FAILURE: Failure = { step: 'connect', code: 'refused', detail: 'nobody listens', milliseconds: 3 };
const DOWN = { reach: { status: 'failed', failure: FAILURE, latencyMs: null } } as const;
const NOT_PROBED = { reach: { status: 'not-probed', because: '${URL} has no value' } } as const;

function factsOf(changes: Partial<EngineReadings>, setting: Partial<EngineEntry> = {}) {
  return subjectOf(entry('eu', setting), readings('eu', changes)).facts;
}

describe('how long lists took', () => {
  it('is not known where none was read, for the reason that the first list gives', () => {
    expect(factsOf({ listedPages: [] }).listedPages).toMatchObject({ reason: 'not-asked' });
    expect(factsOf({ listedPages: [], processDefinitions: REFUSED }).listedPages).toEqual(REFUSED);
  });
});

describe('lists that may be short', () => {
  const cut = 'page 2 is missing';

  it('are those with a gap and those that kept changing, each with its reason', () => {
    const { shortLists } = factsOf({
      processDefinitions: definitions('process', [], [cut]),
      decisionDefinitions: CHANGING,
    });
    expect(shortLists).toMatchObject({
      value: [
        { list: 'process definitions', because: cut },
        { list: 'decision definitions', because: CHANGING.detail },
      ],
    });
  });

  it('can be told as soon as one list was read', () => {
    const { shortLists } = factsOf({
      processDefinitions: REFUSED,
      decisionDefinitions: REFUSED,
      tenants: known([], [], [cut]),
    });
    expect(shortLists).toMatchObject({ value: [{ list: 'tenants', because: cut }] });
  });

  it('are not known where no list was read at all', () => {
    const { shortLists } = factsOf({
      processDefinitions: REFUSED,
      decisionDefinitions: REFUSED,
      tenants: REFUSED,
    });
    expect(shortLists).toEqual(REFUSED);
  });
});

describe('the clock of a server', () => {
  it.each([
    ['is what its dates show, also where it is right', {}, { known: true, value: 0 }],
    ['is missing where answers have no date', {}, { known: false, reason: 'absent' }],
    ['was not asked for where nobody answered', DOWN, { reason: 'not-asked', detail: 'nobody listens' }],
    [
      'was not asked for where nobody asked',
      NOT_PROBED,
      { reason: 'not-asked', detail: '${URL} has no value' },
    ],
  ])('%s', (_, reach, expected) => {
    const clockOffsetMs = 'value' in expected ? expected.value : null;
    expect(factsOf({ ...reach, clockOffsetMs }).clock).toMatchObject(expected);
  });
});

describe('the certificate of a server', () => {
  const certificate: SeenCertificate = {
    subject: 'CN=eu.test',
    issuer: 'CN=authority',
    ends: at('23:00:00'),
    publicAuthority: null,
    seenAt: at('10:00:00'),
  };
  const https = { base: 'https://eu.test/engine-rest' };

  it('is the one that was seen', () => {
    expect(factsOf({ certificate }, https).certificate).toMatchObject({ value: certificate });
  });

  it('is surely none over http, whether the engine answers or not', () => {
    for (const reach of [{}, DOWN])
      expect(factsOf(reach).certificate).toMatchObject({ known: true, value: null });
  });

  it.each([
    ['where nobody answered', DOWN, 'not-asked', 'nobody listens'],
    ['where nobody asked', NOT_PROBED, 'not-asked', '${URL} has no value'],
    [
      'in a recording made before certificates were looked at',
      {},
      'absent',
      'the recording does not hold the certificate',
    ],
  ])('is not known over https %s', (_, reach, reason, detail) => {
    expect(factsOf(reach, https).certificate).toEqual(unknown(reason as 'absent', detail));
  });

  it('is not known of an entry that nobody asked, even over http', () => {
    expect(factsOf(NOT_PROBED).certificate).toMatchObject({ known: false, reason: 'not-asked' });
  });

  it('is not known of an entry without an address', () => {
    expect(factsOf({}, { base: null }).certificate).toMatchObject({ known: false, reason: 'absent' });
  });
});

describe('how an engine writes dates', () => {
  const NO_LOG = unknown('refused', 'GET /schema/log answered 403');

  it.each([
    ['2026-11-23T09:51:45.536+0000', '0000-00-00T00:00:00.000+0000'],
    ['2026-11-23T09:51:45.536-0000', '0000-00-00T00:00:00.000+0000'],
    ['2026-11-23T09:51:45.536-05:30', '0000-00-00T00:00:00.000+00:00'],
    ['23 Nov 2026 09:51 Uhr', '00 a 0000 00:00 a'],
    ['2026-11-23T09:51:45Z', '0000-00-00T00:00:00Z'],
  ])('is the same for all dates but for digits, names and offsets: %s', (example, form) => {
    expect(factsOf({ schemaLog: schemaLog(example) }).dateForm).toMatchObject({ value: { form, example } });
  });

  it('shows in clean-up jobs where the schema log is not readable', () => {
    const createTime = '2026-11-23T09:51:45.536+0000';
    const evidence = [{ kind: 'clean-up-job', engines: ['eu'], detail: 'GET /history/cleanup/jobs' }];
    const cleanupJobs = known([cleanupJob({ id: '1', createTime })], evidence);
    const { dateForm } = factsOf({ schemaLog: NO_LOG, cleanupJobs });
    expect(dateForm).toMatchObject({ value: { example: createTime }, evidence });
  });

  it('is told by the schema log first, with its evidence', () => {
    const log = schemaLog('2026-11-23T09:51:45.536+0000');
    const evidence = [{ kind: 'schema-log', engines: ['eu'], detail: 'GET /schema/log' }];
    const cleanupJobs = known([cleanupJob({ id: '1', createTime: '23.11.2026' })]);
    const { dateForm } = factsOf({ schemaLog: { ...log, evidence } as typeof log, cleanupJobs });
    expect(dateForm).toMatchObject({ value: { example: '2026-11-23T09:51:45.536+0000' }, evidence });
  });

  it('is not known without any date', () => {
    expect(factsOf({ schemaLog: known([]) }).dateForm).toEqual(unknown('absent', 'no date was answered'));
    expect(factsOf({ schemaLog: NO_LOG }).dateForm).toEqual(NO_LOG);
  });
});
