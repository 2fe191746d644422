import { describe, expect, it } from 'vitest';
import { carrier } from '../../helpers/carried.js';

const BY_IMAGE = 'runs an image of Optimize 8, which imports from Camunda 8 only';
const BY_PROFILE = 'has a Spring profile with which Optimize imports from Camunda 8 only';

/** With variables as `NAME: VALUE`. */
function compose(image: string, variables: readonly string[] = [], more = ''): string {
  return `services:
  web:
    image: ${image}
    environment: {${variables.join(', ')}}
${more}`;
}

function deployment(image: string, variables: readonly string[] = []): string {
  const env = variables.map((each) => `{name: ${each.replace(': ', ', value: ')}}`);
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      volumes: [{name: v, configMap: {name: c}}]
      containers:
        - image: ${image}
          env: [${env.join(', ')}]
          volumeMounts: [{name: v, mountPath: /optimize/config}]
`;
}

const CONFIGMAP = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data:
  environment-config.yaml: |
    zeebe:
      enabled: true
    engines: {}
`;

const GRANT = `    configs: [{source: c, target: /optimize/config/environment-config.yaml}]
configs:
  c:
    content: |
      engines: {}
`;

function values(lines: string): string {
  return `optimize:
${lines}
  configuration: |
    engines:
      a: {rest: "http://e/engine-rest"}
`;
}

describe('an Optimize that imports from Camunda 8', () => {
  it.each([
    'camunda/optimize:8-latest',
    'camunda/optimize:8',
    'camunda/optimize:8.5.3',
    'registry.example:5000/team/optimize:8.6.0-alpha1',
    'camunda/optimize:8.7@sha256:0123',
  ])('is not judged as one of Camunda 7: %s', (image) => {
    const wanted = { nodes: [], elsewhere: [`service/web ${BY_IMAGE}`], unread: [] };
    expect(carrier(compose(image))).toMatchObject(wanted);
    expect(carrier(compose(image, ['OPTIMIZE_CAMUNDABPM_REST_URL: "http://e/engine-rest"']))).toMatchObject(
      wanted,
    );
    expect(carrier(compose(image, [], GRANT))).toMatchObject(wanted);
    expect(carrier(deployment(image) + CONFIGMAP)).toMatchObject({
      nodes: [],
      elsewhere: [`deployment/web ${BY_IMAGE}`],
    });
  });

  it.each(['ccsm', 'cloud', '"dev, ccsm"', 'ccsm,identity'])(
    'may have any image, where its profile says so: %s',
    (profile) => {
      const variables = [`SPRING_PROFILES_ACTIVE: ${profile.startsWith('"') ? profile : `"${profile}"`}`];
      const image = 'camunda/optimize:3.11.0';
      expect(carrier(compose(image, variables))).toMatchObject({
        nodes: [],
        elsewhere: [`service/web ${BY_PROFILE}`],
      });
      expect(carrier(deployment(image, variables) + CONFIGMAP)).toMatchObject({
        nodes: [],
        elsewhere: [`deployment/web ${BY_PROFILE}`],
      });
    },
  );

  it('is not said to lack a file as well', () => {
    expect(carrier(deployment('camunda/optimize:8.5.3'))).toMatchObject({
      nodes: [],
      elsewhere: [`deployment/web ${BY_IMAGE}`],
    });
  });

  it('leaves one of Camunda 7 beside it to be judged', () => {
    const both = `services:
  old:
    image: camunda/optimize:3.15.0
  new:
    image: camunda/optimize:8.6.0
`;
    expect(carrier(both)).toMatchObject({
      nodes: [{ workload: 'service/old' }],
      elsewhere: [`service/new ${BY_IMAGE}`],
    });
  });

  it.each([
    'camunda/optimize:3.15.0',
    'camunda/optimize:3.8.2',
    'camunda/optimize:latest',
    'camunda/optimize',
    'camunda/optimize@sha256:8888',
    'camunda/optimize:${TAG}',
    'camunda/optimize:83',
    'registry.example:8080/optimize:prod',
  ])('is not every one: %s', (image) => {
    expect(carrier(compose(image))).toMatchObject({
      nodes: [{ workload: 'service/web' }],
      elsewhere: [],
    });
    expect(carrier(compose(image, ['SPRING_PROFILES_ACTIVE: platform']))).toMatchObject({
      nodes: [{ workload: 'service/web' }],
    });
  });

  it('may be meant by a variable where the release is not known: then that is said', () => {
    const zeebe = ['CAMUNDA_OPTIMIZE_ZEEBE_ENABLED: "true"'];
    const said =
      'service/web has CAMUNDA_OPTIMIZE_ZEEBE_ENABLED: if it is Optimize 8, it imports from Camunda 8 only';
    expect(carrier(compose('camunda/optimize:latest', zeebe))).toMatchObject({
      nodes: [{ workload: 'service/web' }],
      unread: [said],
    });
    expect(carrier(compose('camunda/optimize:3.8.2', zeebe)).unread).toEqual([]);
    expect(carrier(compose('camunda/optimize', ['CAMUNDA_OPTIMIZE_ZEEBE_ENABLED: "false"'])).unread).toEqual(
      [],
    );
  });
});

describe('values of a chart', () => {
  it.each([
    ['image: {repository: camunda/optimize, tag: 8.6.0}', BY_IMAGE],
    ['image: camunda/optimize:8.6.0', BY_IMAGE],
    ['env: [{name: SPRING_PROFILES_ACTIVE, value: ccsm}]', BY_PROFILE],
  ])('may be for Optimize 8: %s', (line, why) => {
    expect(carrier(values(`  ${line}`))).toMatchObject({
      nodes: [],
      elsewhere: [`values:optimize.configuration ${why}`],
    });
  });

  it.each([
    'image: {repository: camunda/optimize, tag: 3.15.0}',
    'image: {tag: 8.6.0, repository: other/tool}',
  ])('or not: %s', (line) => {
    expect(carrier(values(`  ${line}`)).nodes).toHaveLength(1);
  });
});
