import { describe, expect, it } from 'vitest';
import { carrier } from '../../helpers/carried.js';

const ADDRESS = 'http://eu/engine-rest';

function block(text: string, spaces: number): string {
  return `|\n${text.replaceAll(/^(?=.)/gmu, ' '.repeat(spaces))}`;
}

function configMap(data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: optimize\ndata:\n${data}`;
}

function namesIn(text: string): readonly (string | undefined)[] {
  return carrier(text).nodes.map(({ configuration }) => configuration?.name);
}

const MISSPELLED = `engins:\n  eu:\n    name: default\n    rest: ${ADDRESS}\n`;
const PACKED = Buffer.from(MISSPELLED).toString('base64');

describe('engines below a misspelled key, in a text that is not called like a configuration', () => {
  it.each([
    ['a ConfigMap', configMap(`  optimize.yaml: ${block(MISSPELLED, 4)}`), 'configmap/optimize:optimize.yaml'],
    ['one line', configMap(`  a.yaml: ${JSON.stringify(MISSPELLED)}\n`), 'configmap/optimize:a.yaml'],
    ['Base64', `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  a.yaml: ${PACKED}\n`, 'secret/s:a.yaml'],
    ['values of a chart', `optimize:\n  configuration: ${block(MISSPELLED, 4)}`, 'values:optimize.configuration'],
    [
      'values in a text',
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata:\n  name: o\nspec:\n  valuesContent: ${block(`a:\n  b: ${block(MISSPELLED, 4)}`, 4)}`,
      'helmchart/o:a.b',
    ],
    ['a list of them', configMap(`  a.yaml: ${block(`Engine:\n- name: default\n  rest: ${ADDRESS}\n`, 4)}`), 'configmap/optimize:a.yaml'],
  ])('is a configuration in %s', (_, text, name) => {
    expect(namesIn(text)).toEqual([name]);
  }); // prettier-ignore

  it.each([
    ['beside a configuration', configMap(`  environment-config.yaml: ${block(`engines:\n  us:\n    rest: ${ADDRESS}\n`, 4)}  other.yaml: ${block(MISSPELLED, 4)}`), ['configmap/optimize:environment-config.yaml']],
    ['without an address', configMap(`  a.yaml: ${block('engine:\n  fuel: diesel\n  rest: {}\n', 4)}`), []],
    ['of another program', configMap(`  application.yaml: ${block(`camunda:\n  client:\n    rest: ${ADDRESS}\n`, 4)}`), []],
  ])('is none %s', (_, text, names) => {
    expect(namesIn(text)).toEqual(names);
  }); // prettier-ignore
});

it('reads one line without an end that is called like a configuration', () => {
  expect(namesIn('optimize:\n  environment-config.yaml: "engines: []"\n')).toEqual([
    'values:optimize.environment-config.yaml',
  ]);
});
