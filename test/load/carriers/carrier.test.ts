import { describe, expect, it } from 'vitest';
import type { CarriedNode } from '../../../src/load/carriers/types.js';
import { LineIndex } from '../../../src/load/text/lines.js';
import { carrier } from '../../helpers/carried.js';

const ENGINES = 'engines:\n  eu:\n    name: default\n    rest: http://eu/engine-rest\n';

function indented(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gmu, ' '.repeat(spaces));
}

function manifest(kind: string, name: string, rest: string): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`;
}

function configMap(name: string, key = 'environment-config.yaml', text = ENGINES): string {
  return manifest('ConfigMap', name, `data:\n  ${key}: |\n${indented(text, 4)}`);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A Deployment that mounts a ConfigMap or Secret. */
function deployment(name: string, mounts: string, { replicas = 1, env = '[]' } = {}): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    `metadata: {name: ${name}}`,
    'spec:',
    `  replicas: ${replicas}`,
    '  template:',
    '    spec:',
    '      containers:',
    '        - name: optimize',
    '          image: registry.camunda.cloud/optimize-ee/optimize:3.15.4',
    `          env: ${env}`,
    mounts,
    '',
  ].join('\n');
}

function mounted(volume: string, path: string, subPath: string | null = null): string {
  const sub = subPath === null ? '' : `, subPath: ${subPath}`;
  return [
    `          volumeMounts: [{name: config, mountPath: ${path}${sub}}]`,
    `      volumes: [{name: config, ${volume}}]`,
  ].join('\n');
}

const MOUNTED = mounted(
  'configMap: {name: optimize}',
  '/optimize/config/environment-config.yaml',
  'environment-config.yaml',
);

interface Shown {
  readonly configuration: string | null;
  readonly workload: string | null;
  readonly copies: number;
}

function shown({ configuration, workload, copies }: CarriedNode): Shown {
  return { configuration: configuration?.name ?? null, workload, copies };
}

/** The only configuration, and where its alias `eu` stands. */
function only(text: string): { name: string; text: string; form: string; alias: string } {
  const { nodes } = carrier(text);
  const [node] = nodes;
  if (nodes.length !== 1 || node?.configuration == null) throw new Error(`${nodes.length} nodes`);
  const { name, embedded } = node.configuration;
  const { line, column } = new LineIndex(text).position(embedded.places.at(embedded.text.indexOf('eu:')));
  return { name, text: embedded.text, form: embedded.form, alias: `${line}:${column}` };
}

/** How many nodes a Deployment called `web` makes beside a scaler that may make four of its target. */
function copiesScaledBy(target: string): readonly number[] {
  const scaler = `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nspec:\n  maxReplicaCount: 4\n  scaleTargetRef: {${target}}\n`;
  const stream = [configMap('optimize'), deployment('web', MOUNTED), scaler].join('---\n');
  return carrier(stream).nodes.map((node) => node.copies);
}

describe('a configuration is found, with its name and its places', () => {
  it.each([
    ['in a ConfigMap', configMap('optimize'), 'configmap/optimize:environment-config.yaml', 'lines', '8:7'],
    [
      'under any key that holds sections',
      configMap('optimize', 'a.txt'),
      'configmap/optimize:a.txt',
      'lines',
      '8:7',
    ],
    [
      'in a ConfigMap as JSON, as kubectl prints it',
      JSON.stringify(
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'optimize' },
          data: { 'environment-config.yaml': ENGINES },
        },
        null,
        4,
      ),
      'configmap/optimize:environment-config.yaml',
      'text',
      '8:49',
    ],
    [
      'in a List',
      `apiVersion: v1\nkind: List\nitems:\n${indented(configMap('optimize'), 2).replace('  apiV', '- apiV')}`,
      'configmap/optimize:environment-config.yaml',
      'lines',
      '11:9',
    ],
    [
      'in the items of a list of one kind, which need not name it',
      `apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: optimize}\n  data:\n    environment-config.yaml: |\n${indented(ENGINES, 6)}`,
      'configmap/optimize:environment-config.yaml',
      'lines',
      '8:9',
    ],
    [
      'in binaryData',
      manifest('ConfigMap', 'a', `binaryData:\n  environment-config.yaml: ${base64(ENGINES)}\n`),
      'configmap/a:environment-config.yaml',
      'base64',
      '6:28',
    ],
    [
      'in a Secret',
      manifest('Secret', 'a', `data:\n  environment-config.yaml: ${base64(ENGINES)}\n`),
      'secret/a:environment-config.yaml',
      'base64',
      '6:28',
    ],
    [
      'in a Secret as text',
      manifest('Secret', 'a', `stringData:\n  environment-config.yaml: |-\n${indented(ENGINES, 4)}`),
      'secret/a:environment-config.yaml',
      'lines',
      '8:7',
    ],
    [
      'in the values of a chart',
      `optimize:\n  configuration: |\n${indented(ENGINES, 4)}`,
      'values:optimize.configuration',
      'lines',
      '4:7',
    ],
    [
      'in the values of a HelmChart',
      manifest(
        'HelmChart',
        'optimize',
        `spec:\n  valuesContent: |-\n    optimize:\n      configuration: |\n${indented(ENGINES, 8)}`,
      ),
      'helmchart/optimize:optimize.configuration',
      'lines',
      '10:11',
    ],
    [
      'in the values of a HelmRelease',
      manifest(
        'HelmRelease',
        'optimize',
        `spec:\n  values:\n    optimize:\n      configuration: |\n${indented(ENGINES, 8)}`,
      ),
      'helmrelease/optimize:optimize.configuration',
      'lines',
      '10:11',
    ],
    [
      'in a playbook, which is a list',
      `- hosts: optimize\n  tasks:\n  - ansible.builtin.copy:\n      dest: /opt/optimize/config/environment-config.yaml\n      content: |\n${indented(ENGINES, 8)}`,
      'values:0.tasks.0.ansible.builtin.copy.content',
      'lines',
      '7:11',
    ],
    [
      'in a compose file',
      `services:\n  a: {image: b}\nconfigs:\n  optimize:\n    content: |\n${indented(ENGINES, 6)}`,
      'config/optimize',
      'lines',
      '7:9',
    ],
    [
      'in a stream as a chart renders it',
      `---\n# Source: a/templates/service.yaml\n${manifest('Service', 'a', 'spec: {}\n')}---\n# Source: a/templates/empty.yaml\n---\n# Source: a/templates/configmap.yaml\n${configMap('optimize')}`,
      'configmap/optimize:environment-config.yaml',
      'lines',
      '19:7',
    ],
    [
      'in double quotes',
      manifest('ConfigMap', 'a', `data:\n  environment-config.yaml: ${JSON.stringify(ENGINES)}\n`),
      'configmap/a:environment-config.yaml',
      'text',
      '6:41',
    ],
    [
      'in a file with a mark at its start and CRLF',
      `\ufeff${configMap('optimize').replaceAll('\n', '\r\n')}`,
      'configmap/optimize:environment-config.yaml',
      'lines',
      '8:7',
    ],
  ])('%s', (_, text, name, form, alias) => {
    const found = only(text);
    expect(found).toMatchObject({ name, form, alias });
    expect(found.text.trimEnd()).toBe(ENGINES.trimEnd());
  });

  it.each([
    ['a ConfigMap without one', manifest('ConfigMap', 'a', 'data:\n  a.properties: |\n    b=c\n    d: e\n')],
    [
      'a dashboard',
      manifest('ConfigMap', 'a', 'data:\n  a.json: |\n    {"title": "engines: busy", "panels": []}\n'),
    ],
    [
      'a package.json',
      manifest(
        'ConfigMap',
        'a',
        'data:\n  package.json: |\n    {"name": "a", "version": "1", "engines": {"node": "20"}}\n',
      ),
    ],
    ['a Service', manifest('Service', 'a', 'spec: {}\n')],
    ['values without one', 'optimize:\n  enabled: true\n  image: {tag: 3.15.4}\n'],
    [
      'a Secret that SOPS encrypted',
      manifest('Secret', 'a', 'stringData:\n  environment-config.yaml: ENC[AES256_GCM,data:p6==]\n'),
    ],
    [
      'a key whose text is no mapping',
      manifest('ConfigMap', 'a', 'data:\n  environment-config.yaml: "<path:secret/data/optimize#config>"\n'),
    ],
    [
      'literals of a kustomization',
      `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nconfigMapGenerator:\n- literals:\n  - |\n${indented(`environment-config.yaml=${ENGINES}engine-commons: {}\n`, 4)}`,
    ],
    ['a compose file without Optimize', 'services:\n  engine: {image: camunda/camunda-bpm-platform}\n'],
    ['Base64 that is none', manifest('Secret', 'a', 'data:\n  environment-config.yaml: engines\n')],
  ])('and none in %s', (_, text) => {
    expect(carrier(text).nodes).toEqual([]);
  });
});

describe('what is called like a configuration and cannot be read is told', () => {
  const KEY = 'environment-config.yaml';
  const ONE = configMap('optimize');
  const values = (kind: string, spec: string): string => manifest(kind, 's', `spec:\n${spec}`);

  it.each([
    [
      'a SealedSecret',
      values('SealedSecret', `  encryptedData:\n    ${KEY}: AgBy3i4OJSWK\n`),
      `sealedsecret/s:${KEY} is encrypted`,
    ],
    [
      'what SOPS encrypted',
      manifest('Secret', 's', `stringData:\n  ${KEY}: ENC[AES256_GCM,data:p6==]\n`),
      `secret/s:${KEY} is encrypted`,
    ],
    [
      'what SOPS encrypted in place of Base64',
      manifest('Secret', 's', `data:\n  ${KEY}: ENC[AES256_GCM,data:p6==]\n`),
      `secret/s:${KEY} is encrypted`,
    ],
    [
      'an ExternalSecret',
      values('ExternalSecret', `  data:\n    - {secretKey: ${KEY}, remoteRef: {key: a}}\n`),
      `externalsecret/s:${KEY} is kept elsewhere`,
    ],
    [
      'a template',
      manifest('ConfigMap', 's', `data:\n  ${KEY}: {{ .Values.x | quote }}\n`),
      `configmap/s:${KEY} is a template that has not been rendered`,
    ],
    [
      'a placeholder of another tool',
      manifest('ConfigMap', 's', `data:\n  ${KEY}: "<path:secret/data/optimize#config>"\n`),
      `configmap/s:${KEY} is plain text without any setting`,
    ],
    [
      'no Base64',
      manifest('Secret', 's', `data:\n  ${KEY}: |\n${indented(ENGINES, 4)}`),
      `secret/s:${KEY} is not Base64`,
    ],
    [
      'no Base64 under another name',
      manifest('Secret', 's', `data:\n  a.yaml: |\n${indented(ENGINES, 4)}`),
      'secret/s:a.yaml is not Base64',
    ],
    [
      'a structure',
      manifest('ConfigMap', 's', `data:\n  ${KEY}:\n${indented(ENGINES, 4)}`),
      `configmap/s:${KEY} is a structure, not a text`,
    ],
    [
      'a structure under another name',
      manifest('ConfigMap', 's', `data:\n  a:\n${indented(ENGINES, 4)}`),
      'configmap/s:a is a structure, not a text',
    ],
    [
      'values that are a structure',
      values('HelmRelease', `  values:\n    optimize:\n${indented(ENGINES, 6)}`),
      'helmrelease/s:optimize is a structure, not a text',
    ],
    [
      'a template in the values of a text',
      values('HelmChart', `  valuesContent: |\n    optimize:\n      ${KEY}: "{{ x }}"\n`),
      `helmchart/s:optimize.${KEY} is a template that has not been rendered`,
    ],
  ])('%s', (_, text, said) => {
    const beside = carrier([ONE, text].join('---\n'));
    expect(beside.nodes.map(shown)).toMatchObject([{ configuration: `configmap/optimize:${KEY}` }]);
    expect(beside.elsewhere).toEqual([said]);
    expect(carrier(text)).toMatchObject({ nodes: [], elsewhere: [said] });
  });

  it('in the values of a chart', () => {
    const text = `a:\n  config: |\n${indented(ENGINES, 4)}b:\n  config:\n${indented(ENGINES, 4)}`;
    const { nodes, elsewhere } = carrier(text);
    expect(nodes.map(({ configuration }) => configuration?.name)).toEqual(['values:a.config']);
    expect(elsewhere).toEqual(['values:b.config is a structure, not a text']);
  });

  it('with the workload that takes it', () => {
    const text = manifest('Secret', 'optimize', `stringData:\n  ${KEY}: ENC[AES256_GCM,data:p6==]\n`);
    const workload = deployment('web', mounted('secret: {secretName: optimize}', '/optimize/config'));
    expect(carrier([text, workload].join('---\n')).elsewhere).toEqual([
      `secret/optimize:${KEY} is encrypted`,
      `deployment/web takes its configuration from the Secret "optimize", whose key "${KEY}" holds none that can be read`,
    ]);
  });

  it.each([
    ['an empty value', manifest('HelmRelease', 's', `spec: {values: {${KEY}: ""}}\n`)],
    ['no value', manifest('HelmRelease', 's', `spec: {values: {${KEY}: }}\n`)],
    ['its checksum', values('HelmRelease', `  values: {podAnnotations: {checksum/${KEY}: 5f3a}}\n`)],
    [
      'an annotation that repeats the object',
      values('HelmRelease', '  values: {}\n').replace(
        '  name: s',
        `  name: s\n  annotations:\n    last-applied: |\n      data:\n        ${KEY}: "{{ x }}"`,
      ),
    ],
    [
      'a volume',
      deployment(
        'web',
        mounted(`configMap: {name: optimize, items: [{key: ${KEY}, path: ${KEY}}]}`, '/optimize/config'),
      ),
    ],
    ['the engines of a package', manifest('ConfigMap', 's', 'data:\n  a:\n    engines: {node: "20"}\n')],
  ])('but not %s', (_, text) => {
    expect(carrier([ONE, text].join('---\n')).elsewhere).toEqual([]);
  });
});

it('a configuration is found in the operations of a patch, which are a list', () => {
  const patch = `- op: replace\n  path: /data/environment-config.yaml\n  value: |\n${indented(ENGINES, 4)}`;
  const { nodes } = carrier(manifest('Kustomization', 'k', `patches:\n- patch: |\n${indented(patch, 4)}`));
  expect(nodes.map(({ configuration }) => configuration?.name)).toEqual([
    'kustomization/k:patches.0.patch.0.value',
  ]);
});

/** A Deployment that takes all its variables from a ConfigMap. */
function withVariablesFrom(name: string): string {
  const from = `          envFrom: [{configMapRef: {name: ${name}}, prefix: X_}]`;
  return deployment('web', from).replace('          env: []\n', '');
}

/** What a controller, as `Deployment/web`, has made: of the same containers, of another kind. */
function controlled(text: string, kind: string, controller: string): string {
  const [ownerKind, owner] = controller.split('/');
  const made = text
    .replace('kind: Deployment', `kind: ${kind}`)
    .replace(
      /metadata: \{(.*)\}/u,
      `metadata: {$1, ownerReferences: [{kind: ${ownerKind}, name: ${owner}, controller: true}]}`,
    );
  return kind === 'Pod' ? made.replace(/ {2}replicas.*\n {2}template:\n {4}spec:\n/u, '') : made;
}

/** A Pod in a phase of its life. */
function inPhase(pod: string, phase: string): string {
  return `${pod}status: {phase: ${phase}}\n`;
}

function inNamespace(text: string, namespace: string): string {
  return text.replace(/metadata:\s*\{?\s*name: (\w+)\}?/u, `metadata: {name: $1, namespace: ${namespace}}`);
}

function variablesOf(text: string, files = {}): readonly (readonly [string, string | null])[] {
  const [node] = carrier(text, files).nodes;
  return [...(node?.variables ?? [])].map(([name, { value }]) => [name, value] as const);
}

describe('what a stream says of the nodes', () => {
  it('a container reads what it mounts, with its variables', () => {
    const env =
      '[{name: A, value: "1"}, {name: B, value: "$(A)2"}, {name: C, valueFrom: {secretKeyRef: {name: s, key: c}}}, {name: D, valueFrom: {fieldRef: {fieldPath: x}}}]';
    const secret = manifest('Secret', 's', `data:\n  c: ${base64('three')}\n`);
    const { nodes } = carrier(
      [configMap('optimize'), deployment('web', MOUNTED, { replicas: 3, env }), secret].join('---\n'),
    );
    expect(nodes.map(shown)).toEqual([
      { configuration: 'configmap/optimize:environment-config.yaml', workload: 'deployment/web', copies: 3 },
    ]);
    expect([...(nodes[0]?.variables ?? [])].map(([name, { value }]) => [name, value])).toEqual([
      ['A', '1'],
      ['B', '12'],
      ['C', 'three'],
      ['D', null],
    ]);
    expect(nodes[0]?.complete).toBe(true);
  });

  it('bytes that are no text are no configuration, and no value of a variable', () => {
    const store = Buffer.from(`\xfe\xed\xfe\xed: |\n${indented(ENGINES, 2)}`, 'latin1').toString('base64');
    const env = '[{name: A, valueFrom: {secretKeyRef: {name: s, key: key.jks}}}]';
    const stream = [
      configMap('optimize'),
      deployment('web', MOUNTED, { env }),
      manifest('Secret', 's', `data: {key.jks: ${store}}\n`),
    ];
    const { nodes } = carrier(stream.join('---\n'));
    expect(nodes.map(({ workload }) => workload)).toEqual(['deployment/web']);
    expect(nodes[0]?.variables.get('A')?.value).toBeNull();
  });

  it('a ConfigMap or Secret can give all variables at once; one that is not there may give any', () => {
    const variables = manifest('ConfigMap', 'v', 'data:\n  A: "1"\n');
    const there = carrier(`${withVariablesFrom('v')}---\n${variables}`).nodes[0];
    expect([...(there?.variables ?? [])].map(([name, { value }]) => [name, value])).toEqual([['X_A', '1']]);
    expect(there?.complete).toBe(true);
    expect(carrier(`${withVariablesFrom('elsewhere')}---\n${variables}`).nodes[0]?.complete).toBe(false);
  });

  it('of two configurations in one ConfigMap, the one with the name in the end is read', () => {
    const both = configMap('optimize', 'a.yaml') + `  b.yaml: |\n${indented(ENGINES, 4)}`;
    const one = deployment(
      'one',
      mounted('configMap: {name: optimize}', '/optimize/config/environment-config.yaml', 'b.yaml'),
    );
    const two = deployment(
      'two',
      mounted(
        'configMap: {name: optimize, items: [{key: a.yaml, path: environment-config.yaml}]}',
        '/optimize/config',
      ),
    );
    expect(carrier([both, one, two].join('---\n')).nodes.map(shown)).toEqual([
      { configuration: 'configmap/optimize:b.yaml', workload: 'deployment/one', copies: 1 },
      { configuration: 'configmap/optimize:a.yaml', workload: 'deployment/two', copies: 1 },
    ]);
  });

  it('two workloads may read one configuration; one that nothing reads stands for itself', () => {
    const stream = [
      configMap('optimize'),
      configMap('old'),
      deployment('a', MOUNTED),
      deployment('b', MOUNTED),
    ];
    expect(carrier(stream.join('---\n')).nodes.map(shown)).toEqual([
      { configuration: 'configmap/optimize:environment-config.yaml', workload: 'deployment/a', copies: 1 },
      { configuration: 'configmap/optimize:environment-config.yaml', workload: 'deployment/b', copies: 1 },
      { configuration: 'configmap/old:environment-config.yaml', workload: null, copies: 1 },
    ]);
  });

  it('names count within a namespace', () => {
    const stream = [inNamespace(configMap('optimize'), 'a'), inNamespace(deployment('web', MOUNTED), 'b')];
    expect(carrier(stream.join('---\n')).nodes.map(shown)).toEqual([
      { configuration: 'configmap/optimize:environment-config.yaml', workload: null, copies: 1 },
    ]);
  });

  it('service-config.yaml lies below', () => {
    const both = configMap('optimize') + `  service-config.yaml: |\n    es: {}\n`;
    const [node] = carrier(
      `${both}---\n${deployment('web', mounted('configMap: {name: optimize}', '/optimize/config'))}`,
    ).nodes;
    expect(node?.base?.name).toBe('configmap/optimize:service-config.yaml');
  });

  it.each([
    ['a HorizontalPodAutoscaler', 'autoscaling/v2', 'HorizontalPodAutoscaler', 'maxReplicas: 4'],
    ['KEDA', 'keda.sh/v1alpha1', 'ScaledObject', 'maxReplicaCount: 4'],
  ])('%s counts by what it may make of it', (_, version, kind, most) => {
    const scaler = `apiVersion: ${version}\nkind: ${kind}\nspec:\n  ${most}\n  scaleTargetRef: {kind: Deployment, name: web}\n`;
    const stream = [configMap('optimize'), deployment('web', MOUNTED), scaler].join('---\n');
    expect(carrier(stream).nodes.map(({ copies }) => copies)).toEqual([4]);
  });

  it('a scaler that names no kind is one of a Deployment, and one of something else counts for that', () => {
    expect(copiesScaledBy('name: web')).toEqual([4]);
    expect(copiesScaledBy('name: other')).toEqual([1]);
    expect(copiesScaledBy('kind: StatefulSet, name: web')).toEqual([1]);
  });

  it('a Job and a container that only prepares are no nodes', () => {
    const job = deployment('upgrade', MOUNTED).replace('kind: Deployment', 'kind: Job');
    const init = deployment('web', MOUNTED).replace('containers:', 'initContainers:');
    expect(carrier([configMap('optimize'), job, init].join('---\n')).nodes.map(shown)).toEqual([
      { configuration: 'configmap/optimize:environment-config.yaml', workload: null, copies: 1 },
    ]);
  });

  describe('what another object controls is the same node', () => {
    const replicaSet = controlled(deployment('web-6d4cf56db6', MOUNTED), 'ReplicaSet', 'Deployment/web');
    const old = controlled(
      deployment('web-5bc4d8b5f', MOUNTED, { replicas: 0 }),
      'ReplicaSet',
      'Deployment/web',
    );
    const pod = (name: string, controller: string): string =>
      controlled(deployment(name, MOUNTED), 'Pod', controller);
    const pods = ['x2x8k', 'b7c9d'].map((end) => pod(`web-6d4cf56db6-${end}`, 'ReplicaSet/web-6d4cf56db6'));
    const [first = '', second = ''] = pods;
    const web = deployment('web', MOUNTED, { replicas: 2 });

    it.each([
      ['a Deployment, its ReplicaSet and its Pods', [web, replicaSet, ...pods], ['deployment/web 2']],
      ['a Deployment and its Pods', [...pods, web], ['deployment/web 2']],
      ['a ReplicaSet and its Pods', [replicaSet, ...pods], ['replicaset/web-6d4cf56db6 1']],
      ['Pods alone', pods, ['pod/web-6d4cf56db6-x2x8k 1', 'pod/web-6d4cf56db6-b7c9d 1']],
      ['an old ReplicaSet beside Pods of the new one', [old, first], ['pod/web-6d4cf56db6-x2x8k 1']],
      [
        'a ReplicaSet of an Argo Rollout',
        [web.replace('Deployment', 'Rollout'), replicaSet.replace('kind: Deployment', 'kind: Rollout')],
        ['rollout/web 2'],
      ],
      [
        'Pods of a DeploymentConfig',
        [web.replace('Deployment', 'DeploymentConfig'), pod('web-3-x2x8k', 'ReplicationController/web-3')],
        ['deploymentconfig/web 2'],
      ],
      [
        'a Deployment that something of another kind controls',
        [controlled(web, 'Deployment', 'Camunda/web')],
        ['deployment/web 2'],
      ],
      [
        'Pods of another Deployment',
        [web, pod('api-7f-a', 'ReplicaSet/api-7f')],
        ['deployment/web 2', 'pod/api-7f-a 1'],
      ],
      ['a Pod of a Job', [web, pod('upgrade-a', 'Job/upgrade')], ['deployment/web 2']],
      ['a Pod that was evicted', [second, inPhase(first, 'Failed')], ['pod/web-6d4cf56db6-b7c9d 1']],
      ['a Pod that runs', [inPhase(first, 'Running')], ['pod/web-6d4cf56db6-x2x8k 1']],
    ])('%s', (_, workloads, nodes) => {
      const found = carrier([configMap('optimize'), ...workloads].join('---\n')).nodes;
      expect(found.map(({ workload, copies }) => `${workload ?? ''} ${copies}`)).toEqual(nodes);
    });

    it('within a namespace', () => {
      const stream = [
        configMap('optimize'),
        inNamespace(web, 'a'),
        replicaSet.replace('metadata: {', 'metadata: {namespace: b, '),
      ];
      expect(carrier(stream.join('---\n')).nodes.map(({ workload }) => workload)).toEqual([
        'deployment/web',
        'replicaset/web-6d4cf56db6',
      ]);
    });

    it('a configuration that only a Pod of a Job reads stands for itself', () => {
      const { nodes } = carrier([configMap('optimize'), pod('upgrade-a', 'Job/upgrade')].join('---\n'));
      expect(nodes.map(({ workload }) => workload)).toEqual([null]);
    });
  });

  it('Optimize without any configuration is set up by its variables', () => {
    const env = '[{name: OPTIMIZE_CAMUNDABPM_REST_URL, value: "http://a"}]';
    expect(carrier(deployment('optimize', '', { env })).nodes.map(shown)).toEqual([
      { configuration: null, workload: 'deployment/optimize', copies: 1 },
    ]);
  });

  it.each([
    [
      'no such key',
      MOUNTED.replace('subPath: environment-config.yaml', 'subPath: environment-config.yml'),
      'environment-config.yml',
    ],
    [
      'nothing of the usual name in its folder',
      mounted('configMap: {name: optimize}', '/optimize/config'),
      'environment-config.yaml',
    ],
    [
      'no key that is renamed',
      mounted(
        'configMap: {name: optimize, items: [{key: a, path: environment-config.yaml}]}',
        '/optimize/config',
      ),
      'a',
    ],
  ])('a ConfigMap that has %s is told as such', (_, mounts, key) => {
    const text = manifest('ConfigMap', 'optimize', 'data:\n  logback.xml: a\n');
    expect(carrier([text, deployment('optimize', mounts)].join('---\n')).elsewhere).toEqual([
      `deployment/optimize takes its configuration from the ConfigMap "optimize", which has no key "${key}"`,
    ]);
  });

  it('a configuration that is mounted from elsewhere is told, not guessed', () => {
    const { nodes, elsewhere } = carrier(deployment('optimize', MOUNTED));
    expect(nodes).toEqual([]);
    expect(elsewhere).toEqual([
      'deployment/optimize takes its configuration from the ConfigMap "optimize", which is not here',
    ]);
  });
});

/** A Deployment with a container of this release, whose first line may say more of it. */
function withImage(text: string, image: string, more = ''): string {
  return text.replace('registry.camunda.cloud/optimize-ee/optimize:3.15.4', `${image}${more}`);
}

describe('a configuration where Optimize does not look for it is judged, and told', () => {
  const CONFIG = '/optimize/config';
  const FILE = 'environment-config.yaml';
  const subPath = (path: string, key = FILE): string => mounted('configMap: {name: optimize}', path, key);
  const folder = (path: string): string => mounted('configMap: {name: optimize}', path);

  it.each([
    ['with another ending', 'environment-config.yml', folder(CONFIG), `${CONFIG}/environment-config.yml`],
    [
      'as a file with another ending',
      FILE,
      subPath(`${CONFIG}/environment-config.yml`),
      `${CONFIG}/environment-config.yml`,
    ],
    ['as JSON', 'environment-config.json', folder(CONFIG), `${CONFIG}/environment-config.json`],
    ['under another name', 'config.yaml', folder(CONFIG), `${CONFIG}/config.yaml`],
    ['in another folder', FILE, folder('/etc/optimize/'), `/etc/optimize/${FILE}`],
    [
      'in the folder of Optimize before 3.3',
      FILE,
      folder('/optimize/environment'),
      `/optimize/environment/${FILE}`,
    ],
    [
      'in a folder of its own name, for want of a subPath',
      FILE,
      folder(`${CONFIG}/${FILE}`),
      `${CONFIG}/${FILE}/${FILE}`,
    ],
  ])('%s', (_, key, mounts, path) => {
    const { nodes, unread } = carrier([configMap('optimize', key), deployment('web', mounts)].join('---\n'));
    expect(nodes.map(shown)).toEqual([
      { configuration: `configmap/optimize:${key}`, workload: 'deployment/web', copies: 1 },
    ]);
    expect(unread).toEqual([
      `deployment/web: configmap/optimize:${key} is mounted as ${path}, but Optimize reads only environment-config.yaml in its folder config`,
    ]);
  });

  it('in the folder of Optimize since 3.3, where the release is older', () => {
    const old = withImage(deployment('web', folder(CONFIG)), 'camunda/optimize:3.2.0');
    expect(carrier([configMap('optimize'), old].join('---\n')).unread).toEqual([
      `deployment/web: configmap/optimize:${FILE} is mounted as ${CONFIG}/${FILE}, but Optimize reads only environment-config.yaml in its folder environment`,
    ]);
  });

  const ETC = deployment('web', folder('/etc/optimize'));
  const OPTIMIZE = 'camunda/optimize:3.15.4';

  it.each([
    ['where it does', deployment('web', folder(CONFIG))],
    ['in a folder with a slash', deployment('web', folder(`${CONFIG}/`))],
    [
      'where an older release does',
      withImage(deployment('web', folder('/optimize/environment')), 'camunda/optimize:3.2'),
    ],
    [
      'where the release is not known',
      withImage(deployment('web', folder('/optimize/environment')), 'camunda/optimize'),
    ],
    [
      'as JSON in 1.x',
      withImage(
        deployment('web', subPath('/optimize/environment/environment-config.json')),
        'camunda/optimize:1.5.0',
      ),
    ],
    [
      'under a path that is filled when the Pod starts',
      deployment(
        'web',
        mounted('configMap: {name: optimize}', `${CONFIG}/${FILE}`).replace(
          'mountPath',
          'subPathExpr: $(POD).yaml, mountPath',
        ),
      ),
    ],
    ['in an image of another program', withImage(ETC, 'acme/reader:1.0')],
    ['in an image built from that of Optimize', withImage(ETC, 'acme/optimize-eu:1.0')],
    ['with a command', withImage(ETC, OPTIMIZE, '\n          command: [sh, -c, start]')],
    ['with arguments', withImage(ETC, OPTIMIZE, '\n          args: [--upgrade]')],
    [
      'with something that runs after the start',
      withImage(ETC, OPTIMIZE, '\n          lifecycle: {postStart: {exec: {command: [cp]}}}'),
    ],
    [
      'after a container that prepares something',
      ETC.replace(
        '      containers:',
        '      initContainers: [{name: copy, image: busybox}]\n      containers:',
      ),
    ],
    [
      'where a variable names the folder',
      ETC.replace('env: []', 'env: [{name: OPTIMIZE_JAVA_OPTS, value: "-cp /etc/optimize:/optimize"}]'),
    ],
    [
      'where a variable that may is not known',
      ETC.replace('env: []', 'env: [{name: JAVA_OPTS, valueFrom: {secretKeyRef: {name: a, key: b}}}]'),
    ],
    ['where any variable may be given', ETC.replace('env: []', 'envFrom: [{secretRef: {name: a}}]')],
  ])('but not %s', (_, workload) => {
    const key = workload.includes('$(POD)') ? 'web.yaml' : FILE;
    const { nodes, unread, elsewhere } = carrier([configMap('optimize', key), workload].join('---\n'));
    expect(nodes.map(shown)).toMatchObject([{ workload: 'deployment/web' }]);
    expect([unread, elsewhere]).toEqual([[], []]);
  });

  it('variables that name no place change nothing', () => {
    const env =
      'env: [{name: OPTIMIZE_JAVA_OPTS, value: "-Xmx1g"}, {name: PASSWORD, valueFrom: {secretKeyRef: {name: a, key: b}}}]';
    expect(carrier([configMap('optimize'), ETC.replace('env: []', env)].join('---\n')).unread).toHaveLength(
      1,
    );
  });

  it('of several, the one that Optimize reads is judged with its workload', () => {
    const both = `${configMap('optimize', 'environment-config.yml')}  ${FILE}: |\n${indented(ENGINES, 4)}`;
    const { nodes, unread } = carrier([both, deployment('web', folder(CONFIG))].join('---\n'));
    expect(nodes.map(({ workload, configuration }) => [workload, configuration?.name])).toEqual([
      ['deployment/web', `configmap/optimize:${FILE}`],
      [null, 'configmap/optimize:environment-config.yml'],
    ]);
    expect(unread).toEqual([]);
  });

  it('what lies elsewhere in a container whose own configuration is not here stands for itself', () => {
    const mounts = [
      '          volumeMounts: [{name: a, mountPath: /etc/optimize}, {name: b, mountPath: /optimize/config}]',
      '      volumes: [{name: a, configMap: {name: optimize}}, {name: b, configMap: {name: other}}]',
    ].join('\n');
    const { nodes, elsewhere, unread } = carrier(
      [configMap('optimize'), deployment('web', mounts)].join('---\n'),
    );
    expect(nodes.map(({ workload }) => workload)).toEqual([null]);
    expect(elsewhere).toEqual([
      'deployment/web takes its configuration from the ConfigMap "other", which is not here',
    ]);
    expect(unread).toEqual([]);
  });

  const SERVICE = 'services:\n  optimize:\n    image: camunda/optimize:3.13\n';
  const CONTENT = `configs:\n  c:\n    content: |\n${indented(ENGINES, 6)}`;
  const YML = `    volumes: ["./a.yaml:${CONFIG}/environment-config.yml:ro"]\n`;

  it.each([
    ['a file', YML, './a.yaml', `${CONFIG}/environment-config.yml`],
    [
      'a folder',
      '    volumes: ["./a:/optimize/environment"]\n',
      `./a/${FILE}`,
      `/optimize/environment/${FILE}`,
    ],
    [
      'a config',
      `    configs: [{source: c, target: ${CONFIG}/c.yaml}]\n${CONTENT}`,
      'config/c',
      `${CONFIG}/c.yaml`,
    ],
    ['a config without a target', `    configs: [c]\n${CONTENT}`, 'config/c', '/c'],
    [
      'a secret',
      `    secrets: [{source: c, target: ${FILE}}]\n${CONTENT.replace('configs', 'secrets')}`,
      'secret/c',
      `/run/secrets/${FILE}`,
    ],
  ])('%s of a compose file, too', (_, given, what, path) => {
    const { nodes, unread } = carrier(SERVICE + given);
    expect(nodes.map(({ workload }) => workload)).toEqual(['service/optimize']);
    expect(unread).toEqual([
      `service/optimize: ${what} is mounted as ${path}, but Optimize reads only environment-config.yaml in its folder config`,
    ]);
  });

  it.each([
    ['with an entrypoint', `    entrypoint: [sh]\n${YML}`],
    ['with a command', `    command: start\n${YML}`],
    ['that is built here', `    build: .\n${YML}`],
    ['under a path that the shell decides', '    volumes: ["./a:${DIR}/environment-config.yaml"]\n'],
    ['where a variable names it', `    environment: {JAVA_OPTS: -Dconfig=environment-config.yml}\n${YML}`],
  ])('but not in a service %s', (_, given) => {
    expect(carrier(SERVICE + given)).toMatchObject({ nodes: [{ workload: 'service/optimize' }], unread: [] });
  });
});

describe('what a compose file says of the nodes', () => {
  const SERVICE = 'services:\n  optimize:\n    image: camunda/optimize:3.15.4\n';

  it.each([
    [
      'a list',
      '    environment:\n      - A=1\n      - "B=${X:-2}"\n      - C=$$5\n      - D\n      - E=${UNKNOWN}\n',
    ],
    [
      'a mapping',
      '    environment:\n      A: 1\n      B: "${X:-2}"\n      C: $$5\n      D:\n      E: ${UNKNOWN}\n',
    ],
  ])('its environment as %s', (_, environment) => {
    expect(variablesOf(SERVICE + environment)).toEqual([
      ['A', '1'],
      ['B', '2'],
      ['C', '$5'],
      ['D', null],
      ['E', null],
    ]);
  });

  it('files of variables below its environment, and the .env of the shell', () => {
    const text = `${SERVICE}    env_file: [a.env, {path: b.env}]\n    environment: {B: 3, F: "\${SHELL_VALUE}"}\n`;
    const files = { 'a.env': { A: '1', B: '1' }, 'b.env': { A: '2' }, '.env': { SHELL_VALUE: 's' } };
    expect(Object.fromEntries(variablesOf(text, files))).toEqual({
      A: '2',
      B: '3',
      F: 's',
    });
    expect(carrier(text, files).nodes[0]?.complete).toBe(true);
    expect(carrier(text).nodes[0]?.complete).toBe(false);
  });

  it('anchors and merge keys are looked up', () => {
    const text = `x-env: &env\n  A: 1\n  B: 1\n${SERVICE}    environment:\n      <<: *env\n      B: 2\n`;
    expect(Object.fromEntries(variablesOf(text))).toEqual({ A: '1', B: '2' });
  });

  it('a config of the file for each service that takes it, and how many of them run', () => {
    const text = `${SERVICE}    configs: [{source: c, target: /optimize/config/environment-config.yaml}]\n    deploy: {replicas: 2}\nconfigs:\n  c:\n    content: |\n${indented(ENGINES, 6)}`;
    expect(carrier(text).nodes.map(shown)).toEqual([
      { configuration: 'config/c', workload: 'service/optimize', copies: 2 },
    ]);
  });

  it.each([
    [
      'a file',
      './a/environment-config.yaml:/optimize/config/environment-config.yaml:ro',
      './a/environment-config.yaml',
    ],
    ['a folder', './a/:/optimize/config', './a/environment-config.yaml'],
  ])('%s that is mounted from beside it', (_, volume, file) => {
    expect(carrier(`${SERVICE}    volumes: ["${volume}"]\n`).nodes[0]?.besideFile).toBe(file);
  });

  it('the hosts of its network, unless others can be reached, too', () => {
    const text = `${SERVICE}  engine-server: {image: a, container_name: b, networks: {n: {aliases: [c]}}}\n`;
    expect(carrier(text).nodes[0]?.hosts).toEqual(['optimize', 'engine-server', 'b', 'c']);
    expect(carrier(`${text}networks: {n: {external: true}}\n`).nodes[0]?.hosts).toBeNull();
  });

  it.each([
    [
      'an external config',
      'configs: [{source: a, target: /optimize/config/environment-config.yaml}]',
      'configs: {a: {external: true}}',
    ],
    [
      'a config out of the environment',
      'configs: [{source: a, target: /optimize/config/environment-config.yaml}]',
      'configs: {a: {environment: OPTIMIZE_CONFIG}}',
    ],
    [
      'a secret of the swarm',
      'secrets: [{source: a, target: /optimize/config/environment-config.yaml}]',
      'secrets: {a: {external: true}}',
    ],
    ['a volume with a name', 'volumes: ["a:/optimize/config"]', 'volumes: {a: {}}'],
    [
      'a path that is not known',
      'volumes: ["${DIR}/optimize.yaml:/optimize/config/environment-config.yaml"]',
      'volumes: {}',
    ],
  ])('that %s holds the configuration, which is not there', (_, given, top) => {
    const { nodes, elsewhere } = carrier(
      `services:\n  optimize:\n    image: camunda/optimize:3.14.0\n    ${given}\n${top}\n`,
    );
    expect(nodes).toEqual([]);
    expect(elsewhere).toEqual([
      expect.stringMatching(/^service\/optimize takes its configuration from .*, which is not here$/u),
    ]);
  });

  it('that data of another kind says nothing of the configuration', () => {
    const { nodes, elsewhere } = carrier(
      'services:\n  optimize:\n    image: camunda/optimize:3.14.0\n    volumes: ["logs:/optimize/logs"]\n    secrets: [tls]\nsecrets: {tls: {external: true}}\nvolumes: {logs: {}}\n',
    );
    expect([nodes.length, elsewhere]).toEqual([1, []]);
  });

  it('what compose leaves to Optimize, and what it replaces itself', () => {
    const text = `${SERVICE}configs:\n  c:\n    content: |\n${indented(ENGINES.replace('default', '$${NAME:default}').replace('eu/', '${HOST:-h}/'), 6)}`;
    const content = carrier(text).nodes.find(({ configuration }) => configuration !== null)?.configuration
      ?.embedded.text;
    expect(content).toContain('name: ${NAME:default}');
    expect(content).toContain('rest: http://${HOST:h}/engine-rest');
  });
});

describe('the values beside a configuration', () => {
  it('are what charts make of them: variables and replicas', () => {
    const values = `optimize:\n  replicaCount: 2\n  env:\n    - {name: A, value: "1"}\n  configuration: |\n${indented(ENGINES, 4)}`;
    const [node] = carrier(values).nodes;
    expect(node?.copies).toBe(2);
    expect(node?.variables.get('A')?.value).toBe('1');
    expect(node?.complete).toBe(false);
  });
});

it('what cannot be read of a manifest is told in the places of the file', () => {
  const { faults, damaged } = carrier(
    `${manifest('Service', 'a', 'spec: {}\n')}---\n${configMap('b')}  other: [\n`,
  );
  expect(faults.map(({ span }) => span.start)).toEqual([expect.any(Number)]);
  expect(damaged.length).toBeGreaterThan(0);
});
