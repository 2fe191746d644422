import type { Report } from '../../src/core/report/report.js';
import C125 from '../../src/rules/config/C125-enabled-on-engine.js';
import C140 from '../../src/rules/config/C140-import-enabled-omitted.js';
import P301 from '../../src/rules/engine/P301-unreachable.js';
import P323 from '../../src/rules/engine/P323-sees-only-part.js';
import C201 from '../../src/rules/landscape/C201-same-engine-twice.js';
import C203 from '../../src/rules/landscape/C203-same-default-tenant.js';
import T401 from '../../src/rules/topology/T401-duplicate-definition.js';
import T411 from '../../src/rules/topology/T411-shared-database.js';
import { covered, engine, evidence, FILE, found, report, Source } from './reports.js';

const TWO_ENGINES = new Source(
  FILE,
  `engines:
  payment:
    name: default
    rest: https://payment.example.com/engine-rest
    enabled: true
    authentication:
      enabled: true
      user: optimize
      password: ********
    defaultTenant:
      id: acme
    importEnabled: true
  inventory:
    name: default
    rest: HTTPS://payment.example.com:443/engine-rest/
    authentication:
      enabled: true
      user: optimize
      password: ********
    defaultTenant:
      id: acme`,
);

/** `validate` of a sound file. */
export const sound: Report = report({
  engines: [engine('payment'), engine('inventory', { line: 13 })],
  coverage: [covered('C101', ['payment', 'inventory']), covered('C201', ['payment', 'inventory'])],
});

/** `validate` of a file with faults, two of which have their other half elsewhere in the file. */
export const offline: Report = report({
  result: 'findings',
  exitCode: 1,
  optimize: '3.15',
  summary: { error: 3, warning: 1, info: 0, suppressed: 1, skipped: 0 },
  engines: [engine('payment'), engine('inventory', { line: 13 })],
  sources: new Map([[FILE, TWO_ENGINES.lines]]),
  findings: [
    found(
      C125,
      { engine: 'payment', off: false, affected: true },
      {
        engines: ['payment'],
        locations: [TWO_ENGINES.primary(5, 'enabled', '/engines/payment/enabled')],
        shown: [
          '@@ -4,3 +4,2 @@',
          '     rest: https://payment.example.com/engine-rest',
          '-    enabled: true',
          '     authentication:',
        ],
      },
    ),
    found(
      C203,
      { engines: ['payment', 'inventory'], tenant: 'acme' },
      {
        engines: ['payment', 'inventory'],
        locations: [
          TWO_ENGINES.primary(11, 'acme', '/engines/payment/defaultTenant/id'),
          TWO_ENGINES.related(21, 'acme', 'the same tenant again', '/engines/inventory/defaultTenant/id'),
        ],
      },
    ),
    found(
      C201,
      {
        engines: ['payment', 'inventory'],
        base: 'https://payment.example.com/engine-rest',
        name: 'default',
        keep: 'payment',
        imports: 2,
      },
      {
        engines: ['payment', 'inventory'],
        locations: [
          TWO_ENGINES.primary(15, 'HTTPS://payment.example.com:443/engine-rest/', '/engines/inventory/rest'),
          TWO_ENGINES.related(3, 'default', 'the same engine name', '/engines/payment/name'),
          TWO_ENGINES.related(
            4,
            'https://payment.example.com/engine-rest',
            'the same address',
            '/engines/payment/rest',
          ),
        ],
      },
    ),
    found(
      C140,
      { engine: 'inventory' },
      {
        engines: ['inventory'],
        locations: [
          {
            file: FILE,
            line: 13,
            column: 3,
            endLine: 21,
            endColumn: 15,
            pointer: '/engines/inventory',
            role: 'primary',
            note: null,
          },
        ],
      },
    ),
  ],
  coverage: [covered('C101', ['payment', 'inventory'])],
});

const LANDSCAPE = new Source(
  FILE,
  `engines:
  eu-1:
    name: default
    rest: https://eu-1.example.com/engine-rest
  eu-2:
    name: default
    rest: https://eu-2.example.com/engine-rest
  us:
    name: default
    rest: https://us.example.com/engine-rest
  legacy:
    name: default
    rest: http://legacy.example.com:8080/engine-rest`,
);

const STATISTICS = 'GET /engine/default/process-definition/statistics';
const SCHEMA_LOG = 'GET /engine/default/schema/log';

/** Why "eu-1" and "eu-2" share a database: more pieces of evidence than are shown unasked. */
const ONE_DATABASE = [
  evidence(
    'schema-log',
    ['eu-1', 'eu-2'],
    'the same 3 entries, the first of 2021-03-04T09:12:44.310Z',
    SCHEMA_LOG,
  ),
  evidence('installation-id', ['eu-1', 'eu-2'], 'the same installation id'),
  evidence('clean-up-job', ['eu-1', 'eu-2'], 'the same clean-up job 5b1c7f2e-0c1f-11ee-be56-0242ac120002'),
  evidence(
    'meter-rows',
    ['eu-1', 'eu-2'],
    '30 identical metrics rows; since both started, the reporting times of each (2 and 2 rows) show up on the other, too',
  ),
];

const LIVE_ENGINES = [
  engine('eu-1', {
    line: 2,
    status: 'ok',
    product: 'Camunda Platform 7',
    version: '7.24.0',
    installation: '0f5c2f0e-6f2a-4d56-9d5c-2b1f2e6f9c11',
    processDefinitions: 1204,
    decisionDefinitions: 18,
    tenants: 2,
    visibility: 'full',
    nodesSeen: 1,
    latencyMs: 18,
    requests: [
      { resource: '/engine', status: 200, milliseconds: 12 },
      {
        resource: '/engine/default/process-definition/statistics',
        status: 200,
        milliseconds: 141,
        retried: 503,
      },
    ],
  }),
  engine('eu-2', {
    line: 5,
    status: 'ok',
    product: 'Camunda Platform 7',
    version: '7.24.0',
    installation: '0f5c2f0e-6f2a-4d56-9d5c-2b1f2e6f9c11',
    processDefinitions: 1204,
    decisionDefinitions: 18,
    tenants: 2,
    visibility: 'full',
    nodesSeen: 1,
    latencyMs: 21,
    requests: [{ resource: '/engine', status: 200, milliseconds: 14, retried: 'reset' }],
  }),
  engine('us', {
    line: 8,
    status: 'ok',
    product: 'Operaton',
    version: '1.0.1',
    installation: 'b9a33a0d-5f4e-4a44-8f0b-d4c3f6f0a6d2',
    processDefinitions: 7,
    tenants: 0,
    visibility: 'partial',
    latencyMs: 134,
    requests: [
      { resource: '/engine', status: 200, milliseconds: 90 },
      { resource: '/engine/default/decision-definition', status: 403, milliseconds: 95 },
    ],
  }),
  engine('legacy', {
    line: 11,
    status: 'ok',
    rest: 'http://legacy.example.com:8080/engine-rest',
    product: 'Camunda Platform 7',
    version: '7.17.0',
    processDefinitions: 44,
    decisionDefinitions: 0,
    tenants: 0,
    visibility: 'full',
    nodesSeen: 2,
    latencyMs: 9,
  }),
];

const UNREAD_DECISIONS = [
  {
    engines: ['us'],
    because: 'GET /engine/default/decision-definition: answered 403, the user may not read it',
  },
];

/** `doctor` on living engines: both restrictions of Optimize broken, two engines on one database, one right missing. */
export const live: Report = report({
  command: 'doctor',
  result: 'findings',
  exitCode: 1,
  summary: { error: 2, warning: 1, info: 0, suppressed: 0, skipped: 3 },
  engines: LIVE_ENGINES,
  sources: new Map([[FILE, LANDSCAPE.lines]]),
  databases: [
    {
      verdict: 'shared',
      certainty: 'strong',
      engines: ['eu-1', 'eu-2'],
      rows: ['meter-ticks-at-both-phases'],
      evidence: ONE_DATABASE,
    },
    {
      verdict: 'unknown',
      certainty: 'weak',
      engines: ['eu-1', 'legacy'],
      rows: ['one-origin-nothing-newer'],
      evidence: [
        evidence('schema-log', ['eu-1', 'legacy'], 'the first entry is the same, the later ones differ'),
      ],
    },
  ],
  findings: [
    found(
      T401,
      {
        kind: 'process',
        key: 'invoice',
        tenant: null,
        engines: ['eu-1', 'us'],
        apart: ['eu-1', 'us'],
        versions: [1, 2, 3],
      },
      {
        engines: ['eu-1', 'us'],
        locations: [
          LANDSCAPE.primary(2, 'eu-1', '/engines/eu-1'),
          LANDSCAPE.related(8, 'us', '"us" has invoice too', '/engines/us'),
        ],
        evidence: [
          evidence('process-definition', ['eu-1'], 'version 3 has id invoice:3:1207', STATISTICS),
          evidence('process-definition', ['us'], 'version 3 has id invoice:3:44', STATISTICS),
        ],
      },
    ),
    found(
      T411,
      {
        engines: ['eu-1', 'eu-2'],
        keep: 'eu-1',
        balancer: `${FILE} --engine eu-1,eu-2`,
        differences: [],
        decisions: [],
      },
      {
        certainty: 'strong',
        engines: ['eu-1', 'eu-2'],
        locations: [
          LANDSCAPE.primary(2, 'eu-1', '/engines/eu-1'),
          LANDSCAPE.related(5, 'eu-2', 'reads the same database', '/engines/eu-2'),
        ],
        evidence: ONE_DATABASE,
      },
    ),
    found(
      P323,
      { engine: 'us', user: 'optimize', withoutRead: ['Decision Definition'] },
      {
        engines: ['us'],
        locations: [LANDSCAPE.primary(8, 'us', '/engines/us')],
        evidence: [
          evidence(
            'caller',
            ['us'],
            'READ on all decision definitions: no',
            'GET /engine/default/authorization/check?permissionName=READ&resourceName=Decision+Definition',
          ),
        ],
      },
    ),
  ],
  coverage: [
    covered('C101', ['eu-1', 'eu-2', 'us', 'legacy']),
    covered('T401', ['eu-1', 'eu-2', 'us', 'legacy']),
    covered('T402', ['eu-1', 'eu-2', 'legacy'], UNREAD_DECISIONS),
    covered('T404', ['eu-1', 'eu-2', 'legacy'], UNREAD_DECISIONS),
    covered(
      'T412',
      ['eu-1', 'eu-2', 'us'],
      [{ engines: ['legacy'], because: 'GET /engine/default/telemetry/data: 7.17.0 does not have it' }],
    ),
  ],
  timings: [
    { phase: 'load', milliseconds: 4.2 },
    { phase: 'probe', milliseconds: 231.9 },
    { phase: 'rules', milliseconds: 1.4 },
  ],
});

/** `doctor` on engines that do well. */
export const healthy: Report = report({
  command: 'doctor',
  optimize: '3.15',
  engines: LIVE_ENGINES.filter((row) => row.alias === 'eu-1' || row.alias === 'legacy'),
  coverage: [covered('C101', ['eu-1', 'legacy']), covered('T401', ['eu-1', 'legacy'])],
});

const NO_ANSWER = 'the engine gave no answer';
const REFUSED = {
  step: 'connect',
  code: 'refused',
  detail: 'GET https://eu-2.example.com/engine-rest/engine: connect ECONNREFUSED 10.0.0.7:443',
  milliseconds: 3,
} as const;

/** `doctor` with two engines that failed at different steps and one that was left out with `--engine`. */
export const failed: Report = report({
  command: 'doctor',
  result: 'inconclusive',
  exitCode: 3,
  summary: { error: 0, warning: 1, info: 0, suppressed: 0, skipped: 9 },
  engines: [
    ...LIVE_ENGINES.slice(0, 1),
    engine('eu-2', {
      line: 5,
      status: 'failed',
      failure: {
        step: 'connect',
        detail:
          'GET https://eu-2.example.com/engine-rest/engine: connect ECONNREFUSED 10.0.0.7:443 after 3 ms',
      },
    }),
    engine('us', {
      line: 8,
      status: 'failed',
      failure: {
        step: 'tls',
        detail:
          'certificate of CN=us.example.com, issued by CN=Example Root, is not trusted: self-signed certificate in certificate chain',
      },
      latencyMs: 41,
      requests: [{ resource: '/engine', status: null, milliseconds: 41.4 }],
    }),
    engine('legacy', { line: 11 }),
  ],
  sources: new Map([[FILE, LANDSCAPE.lines]]),
  findings: [
    found(
      P301,
      {
        engine: 'eu-2',
        rest: 'https://eu-2.example.com/engine-rest',
        name: 'default',
        failure: REFUSED,
      },
      {
        engines: ['eu-2'],
        locations: [LANDSCAPE.primary(7, 'https://eu-2.example.com/engine-rest', '/engines/eu-2/rest')],
        evidence: [{ kind: REFUSED.step, engines: ['eu-2'], detail: `${REFUSED.detail} (3 ms)` }],
      },
    ),
  ],
  coverage: ['P311', 'P312', 'T401', 'T402', 'T403', 'T405', 'T411', 'T412', 'T413'].map((code) =>
    covered(
      code,
      ['eu-1'],
      [
        { engines: ['eu-2'], because: NO_ANSWER },
        { engines: ['us'], because: NO_ANSWER },
      ],
    ),
  ),
});

/** `doctor` stopped with Ctrl-C, after one rule had crashed and with findings left out. */
export const interrupted: Report = report({
  command: 'doctor',
  result: 'inconclusive',
  exitCode: 130,
  files: ['node-1.yaml', 'node-2.yaml'],
  engines: [...LIVE_ENGINES.slice(0, 1), engine('us', { line: 8 })],
  summary: { error: 0, warning: 0, info: 0, suppressed: 0, skipped: 1 },
  coverage: [covered('T401', [], [{ engines: ['eu-1', 'us'], because: 'interrupted' }])],
  defects: ['rule T403 crashed on "eu-1": TypeError: cannot read properties of undefined'],
  incomplete: true,
  notes: ['2 findings below the severity "warning" are not shown.'],
});
