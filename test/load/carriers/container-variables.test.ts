import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadClusters, loadConfiguration } from '../../../src/run/request/configure.js';
import { requestFor } from '../../helpers/fixtures.js';

function fileWith(text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'multi-engine-variables-')), 'deployment.yaml');
  writeFileSync(file, text);
  return file;
}

/** The Deployment of Optimize; `more` stands at the end of its container, and behind that. */
function deployment(more: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: optimize}
spec:
  template:
    spec:
      containers:
        - name: optimize
          image: camunda/optimize:3.15.0
${more}`;
}

/** Each variable names the one before twice, of which the first is the host of the engine. */
async function addressAfter(doublings: number): Promise<string | null | undefined> {
  const variables = Array.from(
    { length: doublings },
    (_, index) => `            - {name: X${index + 1}, value: "$(X${index})$(X${index})"}\n`,
  );
  const address = `http://$(X${doublings})/engine-rest`;
  const file = fileWith(
    deployment(`          env:
            - {name: X0, value: ab}
${variables.join('')}            - {name: OPTIMIZE_CAMUNDABPM_REST_URL, value: "${address}"}
`),
  );
  const { configuration } = await loadConfiguration(requestFor([file]));
  return configuration.engines[0]?.rest;
}

it('the value of a variable is put into those behind it', async () => {
  expect(await addressAfter(2)).toBe('http://abababab/engine-rest');
});

it.each([17, 60, 2000])('no value is longer than a process can be given: doubled %i times', async (count) => {
  expect(String(await addressAfter(count)).length).toBeLessThan(1000);
});

/** The name of an engine that comes from a key of an object beside the Deployment, and the placeholders without a value. */
async function nameFrom(kind: 'ConfigMap' | 'Secret', key: string, data: string) {
  const reference = kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef';
  const file = fileWith(
    `apiVersion: v1
kind: ConfigMap
metadata: {name: optimize}
data:
  environment-config.yaml: "engines: {eu: {name: '\${ENGINE}', rest: 'https://eu.example.org/engine-rest'}}"
---
apiVersion: v1
kind: ${kind}
metadata: {name: values}
data: ${data}
---
${deployment(`          env: [{name: ENGINE, valueFrom: {${reference}: {name: values, key: ${key}}}}]
          volumeMounts: [{name: c, mountPath: /optimize/config/environment-config.yaml, subPath: environment-config.yaml}]
      volumes: [{name: c, configMap: {name: optimize}}]
`)}`,
  );
  const { configuration } = await loadConfiguration(requestFor([file]));
  const [file0] = configuration.files;
  return {
    name: configuration.engines[0]?.name,
    missing: file0?.missingVariables('${ENGINE}'),
  };
}

it.each(['ConfigMap', 'Secret'] as const)('a key that a %s does not have gives no variable', async (kind) => {
  expect(await nameFrom(kind, 'ENGINE', '{ENGIN: ZGVmYXVsdA==}')).toEqual({
    name: null,
    missing: ['ENGINE'],
  });
});

it.each([
  ['by its key', 'env: [{name: ENGINE, valueFrom: {secretKeyRef: {name: values, key: ENGINE}}}]'],
  ['with all keys', 'envFrom: [{secretRef: {name: values}}]'],
])('a Secret whose value is no Base64 is named, where a container takes it %s', async (_, env) => {
  const secret = (value: string): string =>
    fileWith(
      `apiVersion: v1\nkind: Secret\nmetadata: {name: values}\ndata: {ENGINE: "${value}"}\n---\n${deployment(`          ${env}\n`)}`,
    );
  const note = 'deployment/optimize gets ENGINE from secret/values:ENGINE, which is not Base64.';
  expect((await loadClusters(requestFor([secret('%%%')]))).notes).toContain(note);
  expect((await loadClusters(requestFor([secret('ZGVmYXVsdA==')]))).notes).toEqual([]);
});

it('a key of an object that is filled later may give a variable', async () => {
  expect(await nameFrom('Secret', 'ENGINE', '{}')).toEqual({ name: null, missing: [] });
});

it.each(['""', ''])('an empty value of a Secret is an empty variable: %s', async (value) => {
  expect(await nameFrom('Secret', 'ENGINE', `{ENGINE: ${value}}`)).toEqual({ name: '', missing: [] });
});
