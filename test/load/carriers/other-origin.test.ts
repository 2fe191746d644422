import { describe, expect, it } from 'vitest';
import { carrier, deployment as deploymentOf } from '../../helpers/carried.js';

const STOCK = 'camunda/optimize:3.15.0';
const ADDRESS = '{name: OPTIMIZE_CAMUNDABPM_REST_URL, value: "http://eu/engine-rest"}';
const AT_START = 'gets its configuration when it starts, by what is not run here';
const IN_IMAGE = 'which may hold a configuration';

function deployment(
  lines: string,
  { image = STOCK, ...around }: { image?: string; volumes?: string; annotations?: string } = {},
): string {
  return deploymentOf([`image: ${image}`, lines], around);
}

function compose(lines: string, image = STOCK): string {
  return `services:\n  web:\n    image: ${image}\n    ${lines}\n`;
}

const CLAIM = '[{name: v, persistentVolumeClaim: {claimName: c}}]';
const SCRIPT = `apiVersion: v1
kind: ConfigMap
metadata: {name: scripts}
data:
  start.sh: |
    cp /given/* /optimize/config/
    ./optimize.sh
---
`;

describe('a container that is given no configuration in the file', () => {
  it.each<[what: string, text: string]>([
    ['writes it', deployment('command: [sh, -c, "echo x > config/environment-config.yaml"]')],
    ['copies it', deployment('args: [sh, -c, "cp -r /mnt/* /optimize/config && ./optimize.sh"]')],
    ['copies it, word by word', deployment('command: [cp, /mnt/optimize.yaml, /optimize/config/]')],
    ['fetches it', deployment('args: ["wget -O environment/environment-config.yaml http://conf"]')],
    ['has it written', deployment('lifecycle: {postStart: {exec: {command: [cp, /a, config/]}}}')],
    [
      'has it from who prepares the Pod',
      deployment('env: []', {
        annotations: '{vault.example/template-environment-config.yaml: "x"}',
      }),
    ],
    [
      'has a script for it',
      SCRIPT +
        deployment('command: [/s/start.sh]\n          volumeMounts: [{name: v, mountPath: /s}]', {
          volumes: '[{name: v, configMap: {name: scripts}}]',
        }),
    ],
    [
      'though it has an address',
      deployment(`args: [tee, config/environment-config.yaml]\n          env: [${ADDRESS}]`),
    ],
  ])('%s when it starts: that is not the built-in engine', (_what, text) => {
    expect(carrier(text)).toMatchObject({ nodes: [], elsewhere: [`deployment/web ${AT_START}`] });
  });

  it.each([
    'command: [sh, -c, "cp /mnt/* config/; ./optimize.sh"]',
    'entrypoint: sh -c "cat > /optimize/config/environment-config.yaml"',
    'post_start: [{command: cp /x/environment-config.yaml /tmp}]',
  ])('starts by %s', (lines) => {
    expect(carrier(compose(lines))).toMatchObject({ nodes: [], elsewhere: [`service/web ${AT_START}`] });
  });

  it.each([
    ['command: [./optimize.sh, --config]'],
    ['command: [java, -cp, "config:lib/*", Main]'],
    ['args: ["./optimize.sh > /proc/1/fd/1"]'],
    ['args: ["ls config/"]'],
    ['livenessProbe: {exec: {command: [test, -f, config/environment-config.yaml]}}'],
  ])('runs %s: the built-in engine is judged', (lines) => {
    expect(carrier(deployment(lines))).toMatchObject({
      nodes: [{ workload: 'deployment/web', configuration: null }],
      elsewhere: [],
    });
  });

  it('is given a script that nothing starts: the built-in engine is judged', () => {
    const mount = 'volumeMounts: [{name: v, mountPath: /s}]';
    const text = SCRIPT + deployment(mount, { volumes: '[{name: v, configMap: {name: scripts}}]' });
    expect(carrier(text)).toMatchObject({ nodes: [{ workload: 'deployment/web' }], elsewhere: [] });
  });

  it.each<[what: string, lines: string, why: string]>([
    ['is built', 'build: .', `is built from what is not here, ${IN_IMAGE}`],
    [
      'extends another one',
      'extends: {service: base, file: b.yaml}',
      'extends another service, which may give it a configuration',
    ],
    [
      'has the volumes of another',
      'volumes_from: [base]',
      `has the volumes of another container, ${IN_IMAGE}`,
    ],
  ])('%s, and may have one by that, unless an address is set', (_what, lines, why) => {
    expect(carrier(compose(lines))).toMatchObject({ nodes: [], elsewhere: [`service/web ${why}`] });
    const addressed = compose(
      `${lines}\n    environment: {OPTIMIZE_CAMUNDABPM_REST_URL: "http://eu/engine-rest"}`,
    );
    expect(carrier(addressed)).toMatchObject({ nodes: [{ workload: 'service/web' }], elsewhere: [] });
  });

  it.each<[service: string, is: boolean]>([
    ['optimize', true],
    ['camunda-optimize', true],
    ['optimize_2', true],
    ['optimizer', false],
    ['optimize-proxy', false],
  ])('is built as the service %s, without a name for the image, which tells Optimize: %s', (service, is) => {
    const built = `services:\n  ${service}:\n    build: ./optimize\n`;
    const elsewhere = is ? [`service/${service} is built from what is not here, ${IN_IMAGE}`] : [];
    expect(carrier(built)).toMatchObject({ nodes: [], elsewhere });
  });

  it.each(['registry.example.com/team/our-optimize:1', 'optimize-eu', 'camunda-optimize@sha256:00'])(
    'runs an image of its own, %s, which may hold one, unless an address is set',
    (image) => {
      const elsewhere = [
        'deployment/web runs an image that is not called "optimize" and may hold a configuration',
      ];
      expect(carrier(deployment('env: []', { image }))).toMatchObject({ nodes: [], elsewhere });
      expect(carrier(deployment(`env: [${ADDRESS}]`, { image }))).toMatchObject({
        nodes: [{ workload: 'deployment/web' }],
        elsewhere: [],
      });
    },
  );

  it.each([STOCK, 'mirror.example.com/tools/optimize:3.14', 'optimize', 'optimize@sha256:00'])(
    'runs the image of Optimize, %s',
    (image) => {
      expect(carrier(deployment('env: []', { image }))).toMatchObject({
        nodes: [{ workload: 'deployment/web' }],
        elsewhere: [],
      });
    },
  );

  it.each([
    ['the whole of its home', '{name: v, mountPath: /optimize}'],
    ['a folder of a volume', '{name: v, mountPath: /optimize/config, subPath: of-optimize}'],
  ])('has %s mounted: what is in it is not here', (_what, mount) => {
    const text = deployment(`volumeMounts: [${mount}]`, { volumes: CLAIM });
    const elsewhere = ['deployment/web takes its configuration from a volume, which is not here'];
    expect(carrier(text)).toMatchObject({ nodes: [], elsewhere });
  });

  it('has its home mounted: a configuration that is mounted elsewhere is not what it reads', () => {
    const configMap = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  environment-config.yaml: "engines: {}\\n"\n---\n`;
    const mounts = '[{name: v, mountPath: /optimize}, {name: c, mountPath: /etc/other}]';
    const volumes = `${CLAIM.slice(0, -1)}, {name: c, configMap: {name: c}}]`;
    const { nodes, elsewhere } = carrier(configMap + deployment(`volumeMounts: ${mounts}`, { volumes }));
    expect(nodes).toMatchObject([{ workload: null }]);
    expect(elsewhere).toEqual(['deployment/web takes its configuration from a volume, which is not here']);
  });

  it('has its home from beside the compose file', () => {
    const [node] = carrier(compose('volumes: ["./home:/optimize"]')).nodes;
    expect(node?.besideFile).toBe('./home/config/environment-config.yaml');
  });

  it('gets variables from what is not here: that is said, unless it has an address', () => {
    const from = 'envFrom: [{secretRef: {name: x}}]';
    const note = 'gets variables from what is not here: an engine that they name was not checked';
    expect(carrier(deployment(from)).unread).toEqual([`deployment/web ${note}`]);
    expect(carrier(deployment(`${from}\n          env: [${ADDRESS}]`)).unread).toEqual([]);
    expect(carrier(compose('env_file: x.env')).unread).toEqual([`service/web ${note}`]);
  });

  it('repeats an alias as often as nobody could read it', () => {
    const aliases = Array.from({ length: 60 }, (_, depth) => `  - &a${depth + 1} [*a${depth}, *a${depth}]`);
    const text = `x-a:\n  - &a0 [cp, config/]\n${aliases.join('\n')}\n${compose('command: *a60')}`;
    expect(carrier(text).elsewhere).toEqual([`service/web ${AT_START}`]);
  });
});

describe('a configuration that a command makes another one of', () => {
  const MAP =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  environment-config.yaml: |\n    engines: {}\n---\n';
  const MOUNT = 'volumeMounts: [{name: v, mountPath: /template}]';
  const VOLUMES = '[{name: v, configMap: {name: c}}]';
  const NOTE = expect.stringMatching(/judged as it is written: what "(?:envsubst|sed|yq)" makes of it/);

  function started(by: string): string {
    return MAP + deployment(`${by}\n          ${MOUNT}`, { volumes: VOLUMES });
  }

  it.each([
    [
      'by a command',
      started(
        'command: [sh, -c, "envsubst < /template/environment-config.yaml > config/environment-config.yaml"]',
      ),
    ],
    ['by its words', started('command: [sed, -i, s/a/b/, /optimize/config/environment-config.yaml]')],
    [
      'by a container before it',
      `${started('env: []')}      initContainers: [{name: i, command: ["/usr/bin/yq"], args: ["-i", ".a=1", "/optimize/config/environment-config.yaml"]}]\n`,
    ],
    [
      'by a script that is mounted',
      SCRIPT.replace('cp /given/*', 'envsubst < /given/a >') +
        MAP +
        deployment(
          `command: [/s/start.sh]\n          volumeMounts: [{name: v, mountPath: /template}, {name: s, mountPath: /s}]`,
          {
            volumes: '[{name: v, configMap: {name: c}}, {name: s, configMap: {name: scripts}}]',
          },
        ),
    ],
    [
      'of a compose file',
      `${compose('command: ["sh", "-c", "envsubst < a > config/environment-config.yaml"]')}    configs: [{source: c, target: /template/environment-config.yaml}]\nconfigs: {c: {content: "engines: {}"}}\n`,
    ],
  ])('%s is judged with a note', (_what, text) => {
    expect(carrier(text)).toMatchObject({ nodes: [{}], unread: [NOTE] });
  });

  it.each([
    ['only copies it', 'command: [sh, -c, "cp /template/* config/ && ./optimize.sh"]'],
    ['fills something else', 'command: [sh, -c, "envsubst < /a > /b && ./optimize.sh"]'],
  ])('but not where it %s', (_what, by) => {
    expect(carrier(started(by))).toMatchObject({ nodes: [{}], unread: [] });
  });
});

function object(kind: string, spec: string): string {
  return `apiVersion: a.example.org/v1\nkind: ${kind}\nmetadata: {name: web}\nspec: ${spec}\n`;
}

describe('Optimize in an object of which Pods are made elsewhere', () => {
  const POD = `{containers: [{image: ${STOCK}, env: [${ADDRESS}]}]}`;
  const CONFIGURATION =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  environment-config.yaml: |\n    engines: {}\n';

  it.each([
    ['a Service of Knative', object('Service', `{template: {spec: ${POD}}}`)],
    [
      'an Object of Crossplane',
      object('Object', `{forProvider: {manifest: {spec: {template: {spec: ${POD}}}}}}`),
    ],
    ['one that an alias names', object('Service', `{x: &pod ${POD}, template: {spec: *pod}}`)],
  ])('%s is not passed over, also beside a configuration', (_what, text) => {
    const said = [expect.stringContaining('/web runs Optimize in Pods that are not known here')];
    expect(carrier(text)).toMatchObject({ nodes: [], elsewhere: said });
    expect(carrier(`${CONFIGURATION}---\n${text}`)).toMatchObject({ elsewhere: said });
  });

  it.each([
    ['what ends by itself', object('CronJob', `{jobTemplate: {spec: {template: {spec: ${POD}}}}}`)],
    ['another program', object('Service', '{template: {spec: {containers: [{image: nginx}]}}}')],
    ['a Service of Kubernetes', object('Service', '{selector: {app: optimize}, ports: [{port: 80}]}')],
  ])('but not %s', (_what, text) => {
    expect(carrier(text)).toMatchObject({ nodes: [], elsewhere: [] });
  });
});

describe('what stands beside a configuration and is made by another program', () => {
  const beside = `apiVersion: v1
kind: ConfigMap
metadata: {name: optimize}
data: {environment-config.yaml: "engines: {}"}
---
`;

  it.each([
    ['a file', 'configMapGenerator: [{name: o, files: [environment-config.yaml=prod.yaml]}]'],
    ['a file of its own name', 'secretGenerator: [{name: o, files: [config/environment-config.yaml]}]'],
    ['a literal', 'configMapGenerator: [{name: o, literals: ["environment-config.yaml=engines: {}"]}]'],
  ])('is told of Kustomize: %s', (_, generator) => {
    const { nodes, elsewhere } = carrier(
      `${beside}apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${generator}\n`,
    );
    expect(nodes).toHaveLength(1);
    expect(elsewhere).toEqual([expect.stringMatching(/environment-config.yaml is made by Kustomize/u)]);
  });

  it.each([
    ['source: {helm: {parameters: [{name: "optimize.engines.eu.rest", value: "http://eu"}]}}', 1],
    ['sources: [{helm: {parameters: [{name: "engines[0].rest", value: "http://eu"}]}}]', 1],
    ['source: {helm: {parameters: [{name: "searchengines.rest", value: "http://eu"}]}}', 0],
  ])('is told of the parameters of a chart: %s', (spec, count) => {
    const { elsewhere } = carrier(
      `${beside}apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: o}\nspec: {${spec}}\n`,
    );
    expect(elsewhere).toHaveLength(count);
  });

  it('is told of what a compose file includes', () => {
    const service = `services: {web: {image: "${STOCK}", environment: {OPTIMIZE_CAMUNDABPM_REST_URL: "http://eu"}}}\n`;
    expect(carrier(`include: [other.yaml]\n${service}`).unread).toEqual([
      expect.stringContaining('includes is not read'),
    ]);
    expect(carrier(service).unread).toEqual([]);
  });
});
