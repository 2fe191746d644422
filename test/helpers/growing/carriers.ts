import { many } from './many.js';
import { ONE } from './texts.js';

type Carrier = readonly [size: number, textOf: (count: number) => string];

function list(items: string): string {
  return `apiVersion: v1\nkind: List\nitems:\n${items}`;
}

function configMap(name: string, more = ''): string {
  const text = ONE.replaceAll(/^(?=.)/gmu, '      ');
  return `- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: ${name}${more}}\n  data:\n    environment-config.yaml: |\n${text}`;
}

function reader(name: string, namespace: string): string {
  const mount = '{name: c, mountPath: /optimize/config}';
  const container = `{name: o, image: "camunda/optimize:3.15.4", volumeMounts: [${mount}]}`;
  const spec = `{containers: [${container}], volumes: [{name: c, configMap: {name: ${name}}}]}`;
  return `- {apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}, namespace: ${namespace}}, spec: {template: {spec: ${spec}}}}\n`;
}

/** What can grow around configurations in one file. */
export const GROWING_CARRIERS: Readonly<Record<string, Carrier>> = {
  'workloads and what scales them': [
    400,
    (count) =>
      list(
        configMap('o') +
          many(
            count,
            (n) =>
              `- {apiVersion: a, kind: Deployment, metadata: {name: d${n}}}\n- {apiVersion: a, kind: ScaledObject, spec: {scaleTargetRef: {name: d${n}}}}\n`,
          ),
      ),
  ],
  'workloads and what they take variables from': [
    300,
    (count) =>
      list(
        configMap('o') +
          many(count, (n) => {
            const variables = `[{name: A, valueFrom: {configMapKeyRef: {name: m${n}, key: a}}}, {name: B, valueFrom: {configMapKeyRef: {name: m${n}, key: b}}}]`;
            return `- {apiVersion: a, kind: Deployment, metadata: {name: d${n}}, spec: {template: {spec: {containers: [{name: c, env: ${variables}}]}}}}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: m${n}}, data: {a: b}}\n`;
          }),
      ),
  ],
  'namespaces with the same names': [
    30,
    (count) => list(many(count, (n) => configMap('same', `, namespace: n${n}`) + reader('same', `n${n}`))),
  ],
  'workloads and configurations that all have one name': [
    30,
    (count) => list(many(count, () => configMap('same') + reader('same', 'x').replace(', namespace: x', ''))),
  ],
  'configurations that nothing mounts': [40, (count) => list(many(count, (n) => configMap(`m${n}`)))],
  'services of Optimize': [
    60,
    (count) =>
      `services:\n${many(count, (n) => `  o${n}:\n    image: camunda/optimize:3.15.4\n    environment: {OPTIMIZE_CAMUNDABPM_REST_URL: "http://engine${n}:8080/engine-rest"}\n`)}`,
  ],
};
