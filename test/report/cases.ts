import type { Report } from '../../src/core/report.js';
import { engine, evidence, FILE, finding, report, Source } from './reports.js';

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
  coverage: [
    { rule: 'C101', name: 'yaml-syntax', ran: ['payment', 'inventory'], skipped: [] },
    { rule: 'C201', name: 'same-engine-twice', ran: ['payment', 'inventory'], skipped: [] },
  ],
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
    finding({
      rule: 'C125',
      name: 'enabled-on-engine',
      message:
        'Engine "payment" has the setting "enabled", which Optimize 3.15 does not know: it does not start with it.',
      engines: ['payment'],
      data: { alias: 'payment', value: true },
      locations: [TWO_ENGINES.primary(5, 'enabled', '/engines/payment/enabled')],
      remedy: 'Delete line 5. To stop the import from this engine, write `importEnabled: false` instead.',
    }),
    finding({
      rule: 'C203',
      name: 'same-default-tenant',
      message:
        'Default tenant "acme" is set on "payment" and "inventory". Optimize ties a tenant to the engine imported first; its users on the other engine see nothing.',
      engines: ['payment', 'inventory'],
      data: { tenant: 'acme' },
      locations: [
        TWO_ENGINES.primary(11, 'acme', '/engines/payment/defaultTenant/id'),
        TWO_ENGINES.related(21, 'acme', 'the same tenant again', '/engines/inventory/defaultTenant/id'),
      ],
      remedy:
        'Give one of the two engines a default tenant of its own:\n\nengines:\n  inventory:\n    defaultTenant:\n      id: acme-inventory',
    }),
    finding({
      rule: 'C201',
      name: 'same-engine-twice',
      message:
        'Engines "payment" and "inventory" are the same engine: engine name "default" at https://payment.example.com/engine-rest. Its data would be imported twice.',
      engines: ['payment', 'inventory'],
      data: { base: 'https://payment.example.com/engine-rest', engine: 'default' },
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
      remedy: 'Delete one of the two entries, or correct its address.',
    }),
    finding({
      rule: 'C140',
      name: 'import-enabled-omitted',
      severity: 'warning',
      message:
        'Engine "inventory" does not say whether it is imported: late releases of Optimize 3 take it for no.',
      engines: ['inventory'],
      data: { alias: 'inventory' },
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
      remedy: 'Write `importEnabled: true` below "inventory".',
    }),
  ],
  coverage: [{ rule: 'C101', name: 'yaml-syntax', ran: ['payment', 'inventory'], skipped: [] }],
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
      { resource: '/engine/default/process-definition/statistics', status: 200, milliseconds: 141 },
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
    requests: [{ resource: '/engine', status: 200, milliseconds: 14 }],
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

/** `doctor` on living engines: both restrictions of Optimize broken, two engines on one database, one right missing. */
export const live: Report = report({
  command: 'doctor',
  result: 'findings',
  exitCode: 1,
  summary: { error: 1, warning: 1, info: 0, suppressed: 0, skipped: 3 },
  engines: LIVE_ENGINES,
  sources: new Map([[FILE, LANDSCAPE.lines]]),
  databases: [
    {
      verdict: 'shared',
      certainty: 'strong',
      engines: ['eu-1', 'eu-2'],
      rows: ['meter-ticks-at-both-phases'],
      evidence: [
        evidence(
          'schema-log',
          ['eu-1', 'eu-2'],
          'the same three entries, the first of 2021-03-04T09:12:44.310Z',
          SCHEMA_LOG,
        ),
        evidence('installation', ['eu-1', 'eu-2'], 'one installation id'),
        evidence('clean-up-job', ['eu-1', 'eu-2'], 'one job id, 5b1c7f2e-0c1f-11ee-be56-0242ac120002'),
        evidence('meter', ['eu-1', 'eu-2'], 'equal sums over the window of 2024-05-02T10:00:00Z'),
      ],
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
    finding({
      rule: 'T401',
      name: 'duplicate-definition',
      message:
        'Process "invoice" without tenant, versions 1 to 3, is deployed on "eu-1" and "us". Optimize keeps one of the two and mixes their data in reports.',
      engines: ['eu-1', 'us'],
      data: { kind: 'process', key: 'invoice', tenant: null, versions: [1, 2, 3] },
      locations: [
        LANDSCAPE.primary(2, 'eu-1', '/engines/eu-1'),
        LANDSCAPE.related(8, 'us', 'has versions 1 to 3 as well', '/engines/us'),
      ],
      evidence: [
        evidence('process-definition', ['eu-1'], '"invoice" versions 1, 2 and 3, no tenant', STATISTICS),
        evidence('process-definition', ['us'], '"invoice" versions 1, 2 and 3, no tenant', STATISTICS),
      ],
      remedy:
        'Delete the deployments of "invoice" on the engine that should not have them, or give each engine its default tenant:\n\nengines:\n  us:\n    defaultTenant:\n      id: us',
    }),
    finding({
      rule: 'T411',
      name: 'shared-database',
      severity: 'warning',
      certainty: 'strong',
      message:
        'Engines "eu-1" and "eu-2" work on one database but are listed as two engines: Optimize imports its data twice.',
      engines: ['eu-1', 'eu-2'],
      data: { keep: 'eu-1' },
      locations: [
        LANDSCAPE.primary(2, 'eu-1', '/engines/eu-1'),
        LANDSCAPE.related(5, 'eu-2', 'the same database', '/engines/eu-2'),
      ],
      evidence: [
        evidence(
          'schema-log',
          ['eu-1', 'eu-2'],
          'the same three entries, the first of 2021-03-04T09:12:44.310Z',
          SCHEMA_LOG,
        ),
        evidence('installation', ['eu-1', 'eu-2'], 'one installation id'),
        evidence('clean-up-job', ['eu-1', 'eu-2'], 'one job id, 5b1c7f2e-0c1f-11ee-be56-0242ac120002'),
        evidence('meter', ['eu-1', 'eu-2'], 'equal sums over the window of 2024-05-02T10:00:00Z'),
      ],
      remedy:
        'Put a load balancer in front of both and list it once, under the alias "eu-1":\n\nengines:\n  eu-1:\n    name: default\n    rest: https://<your-load-balancer>/engine-rest',
    }),
  ],
  coverage: [
    { rule: 'C101', name: 'yaml-syntax', ran: ['eu-1', 'eu-2', 'us', 'legacy'], skipped: [] },
    { rule: 'T401', name: 'duplicate-definition', ran: ['eu-1', 'eu-2', 'us', 'legacy'], skipped: [] },
    {
      rule: 'T402',
      name: 'duplicate-decision',
      ran: ['eu-1', 'eu-2', 'legacy'],
      skipped: [
        { engines: ['us'], because: 'decision definitions: 403, the user "optimize" may not read them' },
      ],
    },
    {
      rule: 'T404',
      name: 'duplicate-requirements',
      ran: ['eu-1', 'eu-2', 'legacy'],
      skipped: [
        { engines: ['us'], because: 'decision definitions: 403, the user "optimize" may not read them' },
      ],
    },
    {
      rule: 'T412',
      name: 'same-engine-by-two-addresses',
      ran: ['eu-1', 'eu-2', 'us'],
      skipped: [{ engines: ['legacy'], because: 'telemetry: 7.17.0 does not have it' }],
    },
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
  coverage: [
    { rule: 'C101', name: 'yaml-syntax', ran: ['eu-1', 'legacy'], skipped: [] },
    { rule: 'T401', name: 'duplicate-definition', ran: ['eu-1', 'legacy'], skipped: [] },
  ],
});

const NO_ANSWER = 'the engine gave no answer';

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
    finding({
      rule: 'P301',
      name: 'unreachable',
      severity: 'warning',
      message:
        'Engine "eu-2" cannot be reached at https://eu-2.example.com/engine-rest: the connection to 10.0.0.7:443 was refused after 3 ms.',
      engines: ['eu-2'],
      data: { step: 'connect', milliseconds: 3 },
      locations: [LANDSCAPE.primary(7, 'https://eu-2.example.com/engine-rest', '/engines/eu-2/rest')],
      evidence: [
        {
          kind: 'answer',
          engines: ['eu-2'],
          detail: 'connect ECONNREFUSED 10.0.0.7:443',
          request: 'GET /engine',
        },
      ],
      remedy: 'curl -sS https://eu-2.example.com/engine-rest/engine',
      inconclusive: true,
    }),
  ],
  coverage: ['P311', 'P312', 'T401', 'T402', 'T403', 'T405', 'T411', 'T412', 'T413'].map((rule) => ({
    rule,
    name: 'some-rule',
    ran: ['eu-1'],
    skipped: [
      { engines: ['eu-2'], because: NO_ANSWER },
      { engines: ['us'], because: NO_ANSWER },
    ],
  })),
});

/** `doctor` stopped with Ctrl-C, after one rule had crashed and with findings left out. */
export const interrupted: Report = report({
  command: 'doctor',
  result: 'inconclusive',
  exitCode: 130,
  files: ['node-1.yaml', 'node-2.yaml'],
  engines: [...LIVE_ENGINES.slice(0, 1), engine('us', { line: 8 })],
  summary: { error: 0, warning: 0, info: 0, suppressed: 0, skipped: 1 },
  coverage: [
    {
      rule: 'T401',
      name: 'duplicate-definition',
      ran: [],
      skipped: [{ engines: ['eu-1', 'us'], because: 'interrupted' }],
    },
  ],
  defects: ['rule T403 crashed on "eu-1": TypeError: cannot read properties of undefined'],
  incomplete: true,
  notes: ['2 findings below the severity "warning" are not shown.'],
});
