import { describe, expect, it } from 'vitest';
import { outputsAbout } from './outputs.js';

/** Everything that is wrong here, so that every line is shown: an unknown setting, a misspelled one, an address without a scheme. */
function configuration(password: string): string {
  return [
    'engines:',
    '  camunda:',
    '    name: default',
    '    rest: engine-1.example.org:8080/engine-rest',
    '    authentication:',
    '      enabled: yes',
    '      user: optimize',
    `      password: ${password}`,
    '      passwort: null',
    '    webapps: {endpoint: "https://payment-eu.example.org/camunda", enabled: true, enable: password}',
    '  payment-eu-1:',
    '    nam: engine-rest # the password of camunda, optimize and payment-eu-1 is no word',
    '    rest: https://secret.example.org/engine-rest',
    '    password (import user): null',
    '    defaultTenant: {id: payment-eu-1, name: hunter22}',
    'something:',
    '  tokenLifetime: 12345678',
    '  secretName: engine-rest-1',
    '',
  ].join('\n');
}

/** Ordinary words, and names that stand in the file: a key, an alias, a host, a path, a user, a value. */
const WORDS = [
  'password',
  'camunda',
  'optimize',
  'secret',
  'payment-eu-1',
  'payment-eu',
  'engine-1.example.org',
  'engine-1',
  'example',
  'engine-rest',
  'engine-rest-1',
  'default',
  'hunter22',
  'authentication',
  '12345678',
  'true',
  'a',
];

describe('a secret that is an ordinary word is masked where it is set and nowhere else', () => {
  it.each(WORDS)('%s', async (word) => {
    const expected = await outputsAbout('environment-config.yaml', configuration('f4Kq-9zW'));
    const outputs = await outputsAbout('environment-config.yaml', configuration(word));
    expect(outputs.length).toBe(expected.length);
    for (const [index, [what, text]] of outputs.entries())
      expect(withoutFolder(text), what).toBe(withoutFolder(expected[index]?.[1] ?? ''));
    expect(outputs[0]?.[1]).toContain('      password: ***\n      passwort: null\n');
  });
});

/** Where a secret ends may be told; numbers and the width of a table are no words. */
function withoutFolder(text: string): string {
  return text
    .replaceAll(/\/[\w/.-]*multi-engine-secrets-\w+\/\d+\//gu, '')
    .replaceAll(/"endColumn": \d+|\^+|^ +-+ *$|[╭│├╰]─?|\s+/gmu, ' ');
}

describe('what is no secret stays', () => {
  it.each([
    ['rest: https://engine.example.org/engine-rest/@x'],
    ['# see https://docs.example.org/optimize/#section-name?'],
    ['# ask optimize-team@example.org'],
    ['image: registry.example.org:5000/optimize:3.15@sha256:0123456789abcdef'],
    ['password: null'],
    ['password: ~'],
    ["password: ''"],
    ['password: "${ENGINE_PASSWORD}"'],
    ['password: ${ENGINE_PASSWORD}'],
    ['password: ${ENGINE_PASSWORD:}'],
    ['accessToken: ${OPTIMIZE_API_ACCESS_TOKEN:null}'],
    ['token: {lifeMin: 60, secret: null}'],
    ['valueFrom: {secretKeyRef: {name: optimize, key: password}}'],
    ['existingSecret: optimize-secrets'],
    ['imagePullSecrets: [{name: registry}]'],
    ['headers: {Content-Type: application/json, Accept: "*/*"}'],
    ['env: [{name: ENGINE_USER, value: optimize}]'],
    ['requirePassword: true'],
    ['ui: {header: {textColor: dark, pathToLogoIcon: logo/icon.svg}}'],
    ['authentication: {enabled: true, user: optimize, password: "${P}"} # of the import user'],
    ['authorization: {enabled: true, revokes: auto}'],
    ['authorizations: [{grant: ACCESS, on: application, to: sales}]'],
    ['description: Basic authentication with a token for each user'],
    ['JAVA_OPTS: -Xmx1g -Dfile.encoding=UTF-8'],
    ['excludedTenants:\n  - Token Bank\n  - Secret Garden'],
    ['image: registry.example.org/sk-payment-service-eu-central-1/hooks:1.2.3'],
    ['description: a token for sk-payment-service-for-eu-central'],
    ['url: https://example.org/hooks/optimize-alerts'],
    ['url: https://example.org/hooksmith/v2/alerts-2026'],
    ['# the password is optional, the token is camunda'],
    ['# from the Secret optimize-login2, the token is in credentials-v2'],
    ['command: ["sh", "-c", "curl -u ${ENGINE_USER}"]'],
    ['command: run --password ${ENGINE_PASSWORD} --password-file /run/secrets/engine1'],
    ['description: <a href="https://docs.example.org/optimize/v3.15">token</a>'],
    ['authentication: {enabled: true, user: "${ENGINE_USER:optimize}", password: "${P}"}'],
    ['authentication: {enabled: true, user: "optimize-2026", password: "${P}"}'],
    ['password: {{ .Values.optimize.password }}'],
    ['args: [--user, optimize, --password-file, /run/secrets/engine1]'],
    ['# see https://docs.example.org:8443 and ask optimize-team@example.org'],
    ['defaultTenant: {id: pass, name: Pass Through}'],
    ['authentication: ${ENGINE_AUTHENTICATION}'],
    ['---\nkind: ConfigMap\ndata: {a: b}\n---\nkind: Secret\nmetadata: {name: b}'],
    ['# headers: {Content-Type: application/json, Accept: "*/*"}'],
    ['# ui: {header: {textColor: dark, pathToLogoIcon: logo/icon.svg}}'],
    ['users: {kermit: {id: kermit2026, groups: [sales]}, max: 10, source: ldap}'],
    ['users: [kermit2026, gonzo]\nlogin: sso.example.org'],
    ['credentials: {user: optimize, key: tls.key}'],
    ['headers: {X-Request-Id: "${ID}", X-Forwarded-Proto: https}'],
    ['excludedTenants: [password, token, eu-1]'],
    ['session: {timeout: 5}\ncsrf: true\nclientAuth: need'],
    ['# pin the version: 3.15, the business key: invoice'],
    ['x: {businessKey: invoice2026, processDefinitionKey: "invoice:1"}'],
    ['# ask for the password on host eu-central-1'],
    ['x: {authentication: {user: optimize2026, password: "${P}"}, name: Camunda7Engine}'],
    ['# no password. The engine is Camunda7Engine'],
    ['# what is in the headers:\n#   X-Engine: eu-1, as said above'],
    ['script:\n  - mysql -u optimize camunda\n  - mvn -pl module install\n  - npm install -production'],
    ['command: [redis-cli]\nother:\n  args: [-a, ping]'],
    ['containers:\n  - command: [redis-cli]\n  - args: [-a, ping]'],
    ['services:\n  - mysql\n  - http\n  - curl'],
    ['command:\n  - redis-cli\n  - -h\n  - cache.example.org\nname: -a'],
    ['# --password\n#     the password of the import user'],
    ['script: echo "${REGISTRY_PASSWORD}" | docker login -u optimize --password-stdin registry.example.org'],
    ['x: "{{ required `a password is needed` .Values.password }}"'],
    ["x: {{ include 'optimize.password' . | default .Values.password }}"],
    ['x: "{{ .Values.image.tag | default `3.15.4` }}"'],
    ['x: ${DB_PASSWORD-}\ny: ${DB_PASSWORD%x}\nz: ${DB_HOST-db.example.org} ${DB_PORT:-5432}'],
    ['env:\n  - name: PASSWORD\n    valueFrom: x\n  - name: HOST\n    value: eu.example.org'],
    ['rest: https://engine.example.org/engine-rest/process-definition/key/invoice2PaymentProcessEurope/xml'],
    ['# https://docs.example.org/token/v2-migration, https://docs.example.org/integrations/Camunda7Engine'],
    ['# https://k8s.example.org/api/v1/namespaces/x/secrets/optimize-login2/keys/tls1'],
    ['user: HTTP/optimize.example.org@EXAMPLE.ORG'],
    ['uses: actions/checkout@v4 # camunda/optimize@eu.example.org:8443 today'],
    ['command: sqlplus -s / as sysdba @scripts/a.sql\nx: sqlldr control=scripts/a.ctl data/a.csv'],
    ['auth: "${GATEWAY_AUTH:true}" # or ${GATEWAY_AUTH:basic}'],
    ['# ${IMPORT_USER:optimize}, ${ENGINE_ADDRESS:localhost:8080}'],
    ['password: "{{ .Values.optimize.password }}"\nx: "{{ .Values.a | b64enc }}"'],
    ['password: "{{ .Values.optimize.password | b64enc | quote }}"'],
    ['password: ${{ secrets.DB_PASSWORD }}\ntoken: "${{ secrets.GITHUB_TOKEN }}"'],
    ['# PASSWORD=${{ secrets.DB_PASSWORD }}'],
    ['user: "1000:1000"\nx: {user: 1000:0}\n# user: 1000:1000'],
    ['passwordSecretName: optimize\npasswordFrom: optimize\nsecretProviderClass: optimize'],
    ['tokenSecretRef: {name: optimize, key: password}\npasswordRef: optimize'],
    ['script: kubectl create secret generic x --from-literal=a=$X --from-literal="b=${Y}"'],
    ['patch:\n  - {op: add, path: /spec/replicas, value: 2}'],
    ['volumes:\n  - path: /data\n    name: value'],
  ])('%s', async (line) => {
    const outputs = await outputsAbout('environment-config.yaml', `engines: {}\n${line}\n`);
    expect(outputs[0]?.[1]).toBe(`engines: {}\n${line}\n`);
  });
});
