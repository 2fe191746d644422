import { describe, expect, it } from 'vitest';
import { carrier, deployment } from '../../helpers/carried.js';

const ADDRESS = 'OPTIMIZE_CAMUNDABPM_REST_URL';
const ELSEWHERE = 'gets variables from what is not here: an engine that they name was not checked';

function compose(lines: readonly string[]): string {
  return `services:\n  web:\n${lines.map((line) => `    ${line}\n`).join('')}`;
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

  it('are here with the Secret or ConfigMap that has them, below the prefix that they get', () => {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {URL: "http://eu/engine-rest"}\n---\n`;
    const from = (reference: string): string =>
      deployment([IMAGE, `envFrom: [{prefix: OPTIMIZE_CAMUNDABPM_REST_, ${reference}}]`]);
    const ofSecret = carrier(secret + from('secretRef: {name: s}'));
    expect(ofSecret.nodes[0]?.variables.get(ADDRESS)?.value).toBe('http://eu/engine-rest');
    expect(ofSecret.unread).toEqual([]);
    expect(carrier(secret + from('configMapRef: {name: s}')).unread).toEqual([`deployment/web ${ELSEWHERE}`]);
    expect(carrier(secret + from('otherRef: {name: s}')).unread).toEqual([`deployment/web ${ELSEWHERE}`]);
  });

  it('have the words that are written, as nothing of YAML is left in them', () => {
    const [node] = carrier(compose([IMAGE, 'environment: {SWITCH: yes, RELEASE: 3.10, QUOTED: "no"}'])).nodes;
    const values = ['SWITCH', 'RELEASE', 'QUOTED'].map((name) => node?.variables.get(name)?.value);
    expect(values).toEqual(['yes', '3.10', 'no']);
  });

  it.each(['args: [sh, -c, "./optimize.sh"]', 'command: [./optimize.sh, --env, production]'])(
    'are all here: %s',
    (line) => {
      expect(carrier(deployment([IMAGE, line])).unread).toEqual([]);
    },
  );

  it('may be prepared by who reads the annotations of the Pod', () => {
    const annotations = '{vault.example/inject-template: "export OPTIMIZE_CAMUNDABPM_REST_URL=x"}';
    expect(carrier(deployment([IMAGE], { annotations })).unread).toEqual([`deployment/web ${ELSEWHERE}`]);
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

describe('a file that begins with a document of comments', () => {
  const above = '# The owner of this file\n---\n';

  it('is a compose file all the same', () => {
    const text = compose([IMAGE, `environment: {${ADDRESS}: "http://eu/engine-rest"}`]);
    expect(carrier(above + text).nodes).toMatchObject([{ workload: 'service/web' }]);
    expect(carrier(`---\n${above}${text}`).nodes).toMatchObject([{ workload: 'service/web' }]);
  });

  it('holds values all the same', () => {
    const text = 'optimize:\n  configuration: |\n    engines:\n      eu: {rest: "http://eu/engine-rest"}\n';
    expect(carrier(above + text).nodes).toHaveLength(1);
    expect(carrier(`---\n${above}${text}`).nodes).toHaveLength(1);
  });
});

function note(what: string, at: string, folder = 'config'): string {
  return `${what} is mounted as ${at}, but Optimize reads only environment-config.yaml in its folder ${folder}`;
}

describe('a file beside, which is mounted where Optimize does not read it', () => {
  it('has another name: what Optimize brings along is judged', () => {
    const text = compose([IMAGE, 'volumes: ["./a.yaml:/optimize/config/optimize.yaml"]']);
    const unread = [note('service/web: ./a.yaml', '/optimize/config/optimize.yaml')];
    expect(carrier(text)).toMatchObject({ nodes: [{ besideFile: null }], unread });
  });

  it('is in another home than that of the image', () => {
    const at = '/config/environment-config.yaml';
    const text = compose([IMAGE, `volumes: ["./a.yaml:${at}"]`]);
    const unread = [note('service/web: ./a.yaml', at, '/optimize/config')];
    expect(carrier(text)).toMatchObject({ nodes: [{ besideFile: './a.yaml' }], unread });
  });

  it('has another name in a Deployment', () => {
    const text = deployment(
      [IMAGE, 'volumeMounts: [{name: c, mountPath: /optimize/config/optimize.yml, subPath: optimize.yml}]'],
      { volumes: '[{name: c, configMap: {name: gone}}]' },
    );
    const unread = [note('deployment/web: the ConfigMap "gone"', '/optimize/config/optimize.yml')];
    expect(carrier(text)).toMatchObject({ nodes: [{ configuration: null }], unread });
  });

  it.each([
    './a.xml:/optimize/config/environment-logback.xml',
    './a.yaml:/optimize/config/service-config.yaml',
    './a.yaml:/optimize/plugin/a.yaml',
    './lib:/optimize/plugin',
  ])('may be something else: %s', (mount) => {
    expect(carrier(compose([IMAGE, `volumes: ["${mount}"]`])).unread).toEqual([]);
  });

  it.each(['command: ["./optimize.sh"]', 'working_dir: /', 'image: registry.example/own-image:1'])(
    'may count where what starts it is not known: %s',
    (line) => {
      const image = line.startsWith('image') ? [] : [IMAGE];
      const lines = [...image, line, 'volumes: ["./a.yaml:/config/environment-config.yaml"]'];
      expect(carrier(compose(lines))).toMatchObject({ nodes: [{ besideFile: './a.yaml' }], unread: [] });
    },
  );
});

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {environment-config.yaml: "engines: {}\\n"}\n---\n`;
}

/** What the workload reads. */
function nameOf(text: string): string | undefined {
  return carrier(text).nodes.find(({ workload }) => workload !== null)?.configuration?.name;
}

it('a path without a slash before it counts from the root, as Kubernetes reads it', () => {
  const at = 'optimize/config/environment-config.yaml';
  const mount = `volumeMounts: [{name: a, mountPath: ${at}, subPath: environment-config.yaml}]`;
  const text = configMap('a') + deployment([IMAGE, mount], { volumes: '[{name: a, configMap: {name: a}}]' });
  expect(nameOf(text)).toBe('configmap/a:environment-config.yaml');
  expect(carrier(text).unread).toEqual([]);
});

describe('a volume of a workload that is not among its volumes', () => {
  const mount = 'volumeMounts: [{name: data, mountPath: /optimize/config}]';
  const why = 'takes its configuration from a volume, which is not here';

  it('is claimed by a template, or is not here at all', () => {
    const text = deployment([IMAGE, mount]);
    const claimed = text
      .replace('Deployment', 'StatefulSet')
      .replace('spec:\n', 'spec:\n  volumeClaimTemplates: [{metadata: {name: data}}]\n');
    expect(carrier(text)).toMatchObject({ nodes: [], elsewhere: [`deployment/web ${why}`] });
    expect(carrier(claimed)).toMatchObject({ nodes: [], elsewhere: [`statefulset/web ${why}`] });
  });
});

describe('of several files in one place', () => {
  const both = configMap('a') + configMap('b');
  const [inFolder, asFile] = [
    '{name: a, mountPath: /optimize/config}',
    '{name: b, mountPath: /optimize/config/environment-config.yaml, subPath: environment-config.yaml}',
  ];
  it.each([
    [inFolder, asFile],
    [asFile, inFolder],
  ])('the one that is mounted by itself covers that of a folder: %s', (...mounts) => {
    const volumes = '[{name: a, configMap: {name: a}}, {name: b, configMap: {name: b}}]';
    const text = deployment([IMAGE, `volumeMounts: [${mounts.join(', ')}]`], { volumes });
    expect(nameOf(both + text)).toBe('configmap/b:environment-config.yaml');
  });

  it('the last source of a projected volume counts', () => {
    const volumes = '[{name: a, projected: {sources: [{configMap: {name: a}}, {configMap: {name: b}}]}}]';
    const text = deployment([IMAGE, `volumeMounts: [${inFolder}]`], { volumes });
    expect(nameOf(both + text)).toBe('configmap/b:environment-config.yaml');
  });

  it.each([
    ['./a:/optimize/config', './b.yaml:/optimize/config/environment-config.yaml', './b.yaml'],
    ['./b.yaml:/optimize/config/environment-config.yaml', './a:/optimize/config', './b.yaml'],
    ['./a:/optimize', './b:/optimize/config', './b/environment-config.yaml'],
    ['./b:/optimize/config', './a:/optimize', './b/environment-config.yaml'],
  ])('of compose, too: %s, %s', (first, second, besideFile) => {
    const text = compose([IMAGE, `volumes: ["${first}", "${second}"]`]);
    expect(carrier(text).nodes).toMatchObject([{ besideFile }]);
  });
});
