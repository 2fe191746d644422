import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../helpers/fixtures.js';
import { CANARY } from './mutations.js';

const FIXTURES = path.join(ROOT, 'fixtures');

function read(file: string): string {
  return readFileSync(path.join(FIXTURES, file), 'utf8');
}

function filesIn(folder: string, end: string): readonly string[] {
  return readdirSync(path.join(FIXTURES, folder))
    .filter((name) => name.endsWith(end))
    .map((name) => path.join(folder, name));
}

/** The same text with the secret in place of every password in it. */
function planted(text: string): string {
  return text.replaceAll(
    /((?:password|secret|token)"?: ?)(?:"[^"\n]*"|'[^'\n]*'|[^\s{|>&*"',]+)/giu,
    `$1${CANARY}`,
  );
}

/** Secrets in every place that a configuration has for one, beside what is public. */
const SECRETIVE = `security:
  auth:
    token:
      secret: ${CANARY}
  elasticsearch:
    password: ${CANARY}
es:
  connection:
    timeout: 10000
    nodes:
      - host: elasticsearch
        httpPort: 9200
api:
  accessToken: ${CANARY}
webhookAlerting:
  webhooks:
    chat:
      url: https://chat.example.org/hook
      headers:
        X-Key: ${CANARY}
      defaultPayload: '{"text": "{{ALERT_MESSAGE}}"}'
engines:
  eu:
    name: default
    rest: http://eu.example.org:8080/engine-rest
    importEnabled: true
    defaultTenant: {id: eu, name: Europe}
    authentication:
      enabled: true
      user: optimize
      password: ${CANARY}
    webapps: {endpoint: "http://eu.example.org:8080/camunda", enabled: true}
  us:
    name: default
    rest: "http://optimize:${CANARY}@us.example.org:8080/engine-rest"
    excludedTenants: [a, b]
    authentication: {enabled: true, user: optimize, password: "\${US_PASSWORD:${CANARY}}"}
    webapps:
      endpoint: \${US_WEBAPPS:http://us.example.org/camunda}
  apac:
    name: \${APAC_NAME:default}
    rest: http://apac.example.org/engine-rest?token=${CANARY}
    enabled: yes
    authentication:
      accessGroup: ''
      password: |
        ${CANARY}
      user: 0777
`;

export const CONFIGURATIONS: readonly string[] = [
  SECRETIVE,
  SECRETIVE,
  ...[
    ...filesIn('config/shipped', '.yaml'),
    ...filesIn('config/err', '.yaml'),
    ...filesIn('config/ok', '.yaml'),
  ].map((file) => planted(read(file))),
  ...filesIn('rules', '')
    .filter((folder) => folder.startsWith('rules/C'))
    .flatMap((rule) => filesIn(rule, '').flatMap((example) => filesIn(example, '.yaml')))
    .map((file) => planted(read(file))),
];

export const CARRIERS: readonly string[] = filesIn('carriers', '').map((file) => planted(read(file)));

export const MODELS: readonly (readonly [string, string])[] = filesIn('models', 'mn').map((file) => [
  path.basename(file),
  read(file),
]);

/** Recordings, file by file. The largest would only make mutations rare. */
export const LANDSCAPES: readonly (readonly (readonly [string, string])[])[] = readdirSync(
  path.join(FIXTURES, 'landscapes'),
).map((name) =>
  filesIn(path.join('landscapes', name), '').map((file) => [path.basename(file), read(file)] as const),
);

export const ACCESS = read('access/worked-example.yaml');
export const SETTINGS = `optimize: 3.15
options:
  fail-on: warning
  max-warnings: 0
rules:
  literal-password: error
  C133: off
overrides:
  - files: [test/**]
    rules: {literal-password: default}
  - engines: [eu]
    rules: {credentials-over-http: info}
suppressions:
  - rules: [C134]
    engines: [us]
    reason: the gateway rewrites the name
    until: 2027-03-31
documentation: https://docs.example.org/multi-engine
`;

export const CREDENTIALS = `engines:
  engine-0:
    token: ${CANARY}
  engine-1:
    user: checker
    password: ${CANARY}
hosts:
  127.0.0.1:
    headers:
      X-Api-Key: ${CANARY}
`;

/** Recordings of a running Optimize. */
export const RUNNING: readonly (readonly (readonly [string, string])[])[] = filesIn('running', '')
  .filter((folder) => !folder.endsWith('.md'))
  .map((folder) => filesIn(folder, '.json').map((file) => [path.basename(file), read(file)] as const));

export const BASELINE = `{
  "version": 1,
  "tool": "multi-engine",
  "accepted": [
    {"key": "C137:eu:password", "rule": "C137", "name": "literal-password", "message": "a message"},
    {"key": "C145:us", "rule": "C145", "name": "webapps-endpoint", "message": "another", "count": 2}
  ]
}
`;

export const VARIABLES = `# values
US_WEBAPPS=http://us.example.org/camunda
export APAC_NAME="default"
US_PASSWORD=${CANARY}
API_TOKEN='${CANARY}'
EMPTY=
`;
