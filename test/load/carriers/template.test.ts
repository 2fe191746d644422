import { describe, expect, it } from 'vitest';
import { carrier, deployment } from '../../helpers/carried.js';

const TEXT = ['engines:', '  eu: {rest: "${ENGINE_URL}", name: "${OWN}", token: "${MADE_UP}"}', ''].join(
  '\n',
);

const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata: {name: "\${NAME}-files"}
data:
  environment-config.yaml: |
${indented(TEXT, 4)}`;

const DEPLOYMENT = deployment(
  [
    'image: ${REGISTRY}/optimize:3.15.0',
    'volumeMounts: [{name: c, mountPath: /optimize/config}]',
    'env:',
    '  - {name: URL, value: "${ENGINE_URL}"}',
    '  - {name: TOKEN, value: "${MADE_UP}"}',
    '  - {name: OWN, value: "${OTHER}"}',
    '  - {name: FROM, valueFrom: {configMapKeyRef: {name: optimize-more, key: url}}}',
  ],
  { volumes: '[{name: c, configMap: {name: "${NAME}-files"}}]' },
).replace('spec:\n', 'spec:\n  replicas: ${{REPLICAS}}\n');

const MORE =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: optimize-more}\ndata: {url: "${ENGINE_URL}"}\n';

const PARAMETERS = `parameters:
  - {name: ENGINE_URL, value: "http://eu/engine-rest"}
  - {name: REGISTRY, value: registry.example.com}
  - {name: NAME, value: optimize}
  - {name: REPLICAS, value: "3"}
  - {name: MADE_UP, generate: expression, from: "[a-z]{9}"}
  - {name: TENANT, required: true}
`;

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gmu, ' '.repeat(by));
}

function template(...objects: readonly string[]): string {
  const items = objects.map((each) => indented(each, 4).replace(/^ {4}/u, '  - '));
  return `apiVersion: template.openshift.io/v1\nkind: Template\nmetadata: {name: t}\nobjects:\n${items.join('')}`;
}

describe('a Template of OpenShift', () => {
  it('is read as it is when its parameters are put in', () => {
    const { nodes, elsewhere, unread } = carrier(template(CONFIG_MAP, DEPLOYMENT, MORE) + PARAMETERS);
    expect({ elsewhere, unread }).toEqual({ elsewhere: [], unread: [] });
    expect(nodes).toHaveLength(1);
    const [node] = nodes;
    expect(node).toMatchObject({
      workload: 'deployment/web',
      image: 'registry.example.com/optimize:3.15.0',
      copies: 3,
      configuration: { name: 'configmap/optimize-files:environment-config.yaml', embedded: { text: TEXT } },
    });
    expect([...(node?.variables ?? [])].map(([name, { value }]) => [name, value])).toEqual([
      ['URL', 'http://eu/engine-rest'],
      ['TOKEN', null],
      ['OWN', '${OTHER}'],
      ['FROM', 'http://eu/engine-rest'],
    ]);
  });

  it('puts into a configuration the parameters that it has, and leaves other placeholders to Optimize', () => {
    const [node] = carrier(template(CONFIG_MAP) + PARAMETERS).nodes;
    expect([...(node?.configuration?.interpolated ?? [])]).toEqual([
      ['ENGINE_URL', { value: 'http://eu/engine-rest', by: 'template' }],
      ['MADE_UP', { value: null, by: 'template', isMadeUp: true }],
    ]);
  });

  it('puts nothing into Base64', () => {
    const text = Buffer.from(TEXT).toString('base64');
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {environment-config.yaml: ${text}}\n`;
    const [node] = carrier(template(secret) + PARAMETERS).nodes;
    expect([...(node?.configuration?.interpolated ?? [])]).toEqual([]);
  });

  it('gives nothing to what stands outside of it', () => {
    const [first, second] = carrier(`${CONFIG_MAP}---\n${template(CONFIG_MAP)}${PARAMETERS}`).nodes;
    expect([...(first?.configuration?.interpolated ?? [])]).toEqual([]);
    expect(second?.configuration?.interpolated?.size).toBe(2);
  });

  it('puts no parameter in twice, and none by signs that mean something else', () => {
    const values = 'parameters: [{name: A, value: "${B}$&"}, {name: B, value: b}]\n';
    const text = 'metadata: {name: "${A}"}';
    const map = CONFIG_MAP.replace(/metadata: .*/u, () => text);
    expect(carrier(template(map) + values).nodes).toMatchObject([
      { configuration: { name: 'configmap/${B}$&:environment-config.yaml' } },
    ]);
    const whole = DEPLOYMENT.replace('${{REPLICAS}}', '${{A}}').replace('${REGISTRY}', 'x');
    expect(carrier(template(whole, CONFIG_MAP) + values.replace('$&', '')).nodes[0]).toMatchObject({
      copies: 1,
    });
  });

  it('makes no text longer than there can be', () => {
    const long = 'x'.repeat(50_000);
    const image = Array.from({ length: 20_000 }, () => '${A}').join('');
    const text = DEPLOYMENT.replace('${REGISTRY}', () => image);
    const [node] = carrier(`${template(text, CONFIG_MAP)}parameters: [{name: A, value: ${long}}]\n`).nodes;
    expect(node?.image).toMatch(/^x.*\/optimize:3\.15\.0$/u);
    expect(node?.image.length).toBeLessThan(6_000_000);
  });
});

describe.each([
  ['List', 'items'],
  ['Template', 'objects'],
])('a %s', (kind, key) => {
  const list = (anchor: string, ...items: readonly string[]): string =>
    `&${anchor} {apiVersion: v1, kind: ${kind}, ${key}: [${items.join(', ')}]}`;

  it('that holds itself holds nothing', () => {
    expect(carrier(`${list('a', '*a')}\n`)).toMatchObject({ nodes: [], elsewhere: [] });
  });

  it('has what an alias repeats once', () => {
    const [first, ...others] = Array.from({ length: 40 }, (_, level) => level);
    const map = `&l${first} {apiVersion: v1, kind: ConfigMap, data: {environment-config.yaml: "engines: {}"}}`;
    const levels = others.map((level) => list(`l${level}`, `*l${level - 1}`, `*l${level - 1}`));
    expect(carrier(`${list('all', map, ...levels)}\n`).nodes).toHaveLength(1);
  });
});
