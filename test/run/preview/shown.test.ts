import { expect, it } from 'vitest';
import { deploymentLines, deploymentsObject } from '../../../src/report/preview.js';
import { shownPreview } from '../../../src/run/preview/shown.js';

const SECRET = 'Zq7canary9Xw';
const ORDER = {
  kind: 'process',
  key: 'order',
  name: 'Order',
  versionTag: '1.0',
  historyTimeToLive: 'P30D',
} as const;

it.each([
  ['a name', { name: `calls http://u:${SECRET}@h/x` }, []],
  ['a version tag', { versionTag: `password: ${SECRET}` }, []],
  ['a time to live', { historyTimeToLive: `password=${SECRET}` }, []],
  ['a key', { key: `password=${SECRET}` }, []],
  ['the key of what is not executable', {}, [`password=${SECRET}`]],
])('a preview shows no secret in %s of a model', (_, change, notExecutable) => {
  const definition = { ...ORDER, ...change };
  const deployment = { engine: 'eu', file: 'm.bpmn', definition, tenant: null, newest: null, version: 1 };
  const shown = shownPreview({
    models: [{ file: 'm.bpmn', format: 'BPMN', definitions: [definition], notExecutable }],
    targets: [{ engine: 'eu', deployments: [deployment], findings: [], already: [] }],
    complete: true,
  });
  const all = deploymentLines(shown).join('\n') + JSON.stringify(deploymentsObject(shown));
  expect(all).not.toContain(SECRET);
  expect(all).toContain('***');
});

it('a preview shows the rest as it is', () => {
  const deployment = {
    engine: 'eu',
    file: 'm.bpmn',
    definition: ORDER,
    tenant: null,
    newest: null,
    version: 1,
  };
  const targets = [{ engine: 'eu', deployments: [deployment], findings: [], already: [] }];
  const models = [
    { file: 'm.bpmn', format: 'BPMN', definitions: [ORDER], notExecutable: ['reset-password'] } as const,
  ];
  expect(shownPreview({ models, targets, complete: true }).targets).toEqual(targets);
});
