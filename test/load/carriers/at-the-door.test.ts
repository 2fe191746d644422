import { describe, expect, it } from 'vitest';
import { RECOGNITION } from '../../../src/configuration/recognition/recognition.js';
import { readCarrier } from '../../../src/load/carriers/carrier.js';
import type { Carrier } from '../../../src/load/carriers/types.js';

const ADDRESS = 'OPTIMIZE_CAMUNDABPM_REST_URL';
const ELSEWHERE = 'gets variables from what is not here: an engine that they name was not checked';

function carrier(text: string): Carrier {
  return readCarrier({ name: 'carrier.yaml', text }, RECOGNITION, () => null);
}

function compose(lines: readonly string[]): string {
  return `services:\n  web:\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

function deployment(lines: readonly string[], annotations = '{}'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {annotations: ${annotations}}
    spec:
      containers:
        - name: optimize
${lines.map((line) => `          ${line}\n`).join('')}`;
}

const IMAGE = 'image: camunda/optimize:3.15.0';

function services(a: string, b: string): string {
  return `services:\n  a: {image: "camunda/optimize:3.15.0"${a}}\n  b: {image: "camunda/optimize:3.15.0"${b}}\n`;
}

describe('a path of Windows in a compose file', () => {
  it.each([
    [
      String.raw`C:\conf\environment-config.yaml:/optimize/config/environment-config.yaml`,
      String.raw`C:\conf\environment-config.yaml`,
    ],
    [
      'C:/conf/environment-config.yaml:/optimize/config/environment-config.yaml:ro',
      'C:/conf/environment-config.yaml',
    ],
    ['d:/conf:/optimize/config', 'd:/conf/environment-config.yaml'],
    [String.raw`C:\conf:/optimize/config`, String.raw`C:\conf/environment-config.yaml`],
    [String.raw`.\conf:/optimize/config`, String.raw`.\conf/environment-config.yaml`],
  ])('has a colon of its own: %s', (mount, besideFile) => {
    expect(carrier(compose([IMAGE, `volumes: ['${mount}']`])).nodes).toMatchObject([{ besideFile }]);
  });
});

describe('a part of a description', () => {
  const why = 'names no image: what it is a part of may give it a configuration';

  it.each(['environment: {OPTIMIZE_JAVA_OPTS: -Xmx2g}', 'environment: [OPTIMIZE_ELASTICSEARCH_HOST=es]'])(
    'is not all that a service of compose is: %s',
    (line) => {
      expect(carrier(compose([line]))).toMatchObject({ nodes: [], elsewhere: [`service/web ${why}`] });
    },
  );

  it('is not all that a Deployment is, as in a patch', () => {
    const text = deployment(['env: [{name: OPTIMIZE_JAVA_OPTS, value: -Xmx2g}]']);
    expect(carrier(text)).toMatchObject({ nodes: [], elsewhere: [`deployment/web ${why}`] });
  });

  it('may say all that counts: an address', () => {
    const text = compose([`environment: {${ADDRESS}: "http://eu/engine-rest"}`]);
    expect(carrier(text)).toMatchObject({ nodes: [{ workload: 'service/web' }], elsewhere: [] });
  });
});

describe('variables that a container gets when it starts', () => {
  it.each([
    'args: [sh, -c, "source /vault/secrets/optimize && ./optimize.sh"]',
    'args: [sh, -c, ". /vault/secrets/optimize; exec ./optimize.sh"]',
    'command: [/bin/bash, -c, "set -a; . ./x.env; ./optimize.sh"]',
    `command: [sh, -c, "export ${ADDRESS}=$(cat /run/url) && ./optimize.sh"]`,
    `command: [sh, -c, "env $(cat x.env | xargs) ./optimize.sh"]`,
    `command: [vault-env, ./optimize.sh]`,
  ])('are not here: %s', (line) => {
    expect(carrier(deployment([IMAGE, line])).unread).toEqual([`deployment/web ${ELSEWHERE}`]);
    const ofCompose = line.replace('args:', 'command:');
    expect(carrier(compose([IMAGE, ofCompose])).unread).toEqual([`service/web ${ELSEWHERE}`]);
  });

  it.each(['args: [sh, -c, "./optimize.sh"]', 'command: [./optimize.sh, --env, production]'])(
    'are all here: %s',
    (line) => {
      expect(carrier(deployment([IMAGE, line])).unread).toEqual([]);
    },
  );

  it('may be prepared by who reads the annotations of the Pod', () => {
    const annotations = '{vault.example/inject-template: "export OPTIMIZE_CAMUNDABPM_REST_URL=x"}';
    expect(carrier(deployment([IMAGE], annotations)).unread).toEqual([`deployment/web ${ELSEWHERE}`]);
  });

  it('may have a value elsewhere, which is the address', () => {
    const said = `takes ${ADDRESS} from what is not here: without --define or --variables the engine that it names is not checked`;
    const from = '{configMapKeyRef: {name: gone, key: url}}';
    const text = deployment([IMAGE, `env: [{name: ${ADDRESS}, valueFrom: ${from}}]`]);
    expect(carrier(text)).toMatchObject({
      nodes: [{ workload: 'deployment/web' }],
      unread: [`deployment/web ${said}`],
    });
    expect(carrier(compose([IMAGE, `environment: [${ADDRESS}]`])).unread).toEqual([`service/web ${said}`]);
    expect(carrier(compose([IMAGE, `environment: {${ADDRESS}: "\${URL}"}`])).unread).toEqual([
      `service/web ${said}`,
    ]);
    expect(carrier(compose([IMAGE, `environment: {${ADDRESS}: "http://\${HOST:-eu}/x"}`])).unread).toEqual(
      [],
    );
  });
});

describe('services of compose with different profiles', () => {
  const said = 'service/a and service/b have different profiles and are judged as if started together';

  it('are judged together, and that is said', () => {
    expect(carrier(services(', profiles: [one]', ', profiles: [two, three]')).unread).toEqual([said]);
    expect(carrier(services(', profiles: [one]', ', profiles: [two, three]')).nodes).toHaveLength(2);
  });

  it.each([
    [', profiles: [one, two]', ', profiles: [two]'],
    ['', ', profiles: [two]'],
    ['', ''],
    [', profiles: []', ', profiles: [one]'],
  ])('but for what may start together: %j, %j', (a, b) => {
    expect(carrier(services(a, b)).unread).toEqual([]);
  });
});
