import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { otherFile } from '../../../src/configuration/recognition/other-file.js';
import { OWN_SECTIONS, sharedSections } from '../../../src/configuration/recognition/sections.js';
import { parseYaml } from '../../../src/load/yaml/yaml.js';
import { ROOT } from '../../helpers/fixtures.js';

function kindOf(text: string): string | null {
  return otherFile(parseYaml({ name: 'file', text }));
}

const CONFIG_MAP =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: optimize}\ndata:\n  a.yaml: |\n    engines: {}\n';

/** What is not read, and a word of what is said about it. */
const OTHERS: readonly (readonly [name: string, said: string, text: string])[] = [
  [
    'a list with the address of an engine',
    'a list',
    '- env:\n    OPTIMIZE_CAMUNDABPM_REST_URL: "http://engine:8080/engine-rest"\n',
  ],
  ['a program', 'binary,', '\u007fELF\u0002\u0001\u0001'],
  ['what gzip has compressed', 'binary,', '\u001f\ufffd\b\0\0'],
  ['a ConfigMap', 'a Kubernetes ConfigMap,', CONFIG_MAP],
  [
    'a ConfigMap as JSON',
    'a Kubernetes ConfigMap,',
    '{"apiVersion": "v1", "kind": "ConfigMap", "data": {"engines": "a"}}',
  ],
  ['a ConfigMap that is broken', 'a Kubernetes ConfigMap,', `${CONFIG_MAP}  b.yaml: [\n`],
  [
    'a kustomization',
    'a Kubernetes Kustomization,',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
  ],
  [
    'a stream that begins with a Service',
    'a Kubernetes Service,',
    `apiVersion: v1\nkind: Service\n---\n${CONFIG_MAP}`,
  ],
  ['a compose file', 'a compose file,', 'services:\n  optimize:\n    image: optimize\n'],
  [
    'a compose file with sections',
    'a compose file,',
    'services:\n  a: {build: .}\nconfigs: {b: {file: c}}\nvolumes: {}\n',
  ],
  [
    'Helm values',
    'none of its sections, but "optimize" and "global"',
    'optimize:\n  configuration: |\n    engines: {}\nglobal: {}\n',
  ],
  [
    'Helm values with words of Optimize',
    'none of its',
    'image: {tag: a}\nreplicaCount: 1\nservice: {}\nsecurity: {}\ningress: {}\n',
  ],
  ['a chart', 'the description of a Helm chart', 'apiVersion: v2\nname: optimize\nversion: 1.0.0\n'],
  ['a package.json', 'a package.json,', '{"name": "a", "version": "1.0.0", "engines": {"node": ">=20"}}'],
  ['a package.json without version', 'a package.json,', '{"name": "a", "dependencies": {"b": "1"}}'],
  [
    'values of a chart of Camunda 8 without Optimize',
    'none of its sections, but "global" and "zeebe"',
    'global:\n  identity: {auth: {enabled: true}}\nzeebe:\n  clusterSize: 3\n',
  ],
  [
    'the settings of an engine on Spring Boot, whose section looks like another word',
    'none of its sections, but "camunda" and "spring"',
    'camunda:\n  bpm: {admin-user: {id: demo}}\nspring:\n  datasource: {url: "jdbc:h2:mem:x"}\n',
  ],
  [
    'settings of Spring Boot only',
    'none of its sections, but "spring"',
    'spring:\n  main: {banner-mode: off}\n',
  ],
  ['an OpenAPI document', 'none of its sections', 'openapi: 3.0.0\ninfo: {}\npaths: {}\nsecurity: []\n'],
  ['a workflow', 'none of its sections, but "on" and "jobs"', 'on: push\njobs:\n  a: {runs-on: b}\n'],
  ['words of an application', 'none of its sections', 'en: {ok: OK}\nes: {ok: OK}\nde: {ok: OK}\n'],
  [
    'BPMN',
    'a BPMN model',
    '<?xml version="1.0"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>',
  ],
  [
    'BPMN in a namespace with a prefix',
    'a BPMN model',
    "<bpmn2:definitions\n  xmlns:bpmn2 = 'http://www.omg.org/spec/BPMN/20100524/MODEL'/>",
  ],
  [
    'DMN in a namespace with a prefix',
    'a DMN model',
    "<dmn:definitions\n  xmlns:dmn = 'http://www.omg.org/spec/DMN/20151101/dmn.xsd'/>",
  ],
  ['DMN', 'a DMN model', '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="a"/>'],
  ['an HTML page', 'an XML or HTML document', '\n<!DOCTYPE html>\n<html></html>\n'],
  ['text', 'plain text', 'helm was not found\n'],
  [
    'properties',
    'plain text',
    'engines.orders.name=default\nengines.orders.rest=http://orders-engine:8080/engine-rest\n',
  ],
  ['a script', 'plain text', '#!/bin/sh\ndocker run -e OPTIMIZE_CAMUNDABPM_REST_URL=http://engine:8080 a\n'],
  [
    'variables',
    'plain text',
    '# of a container\nOPTIMIZE_CAMUNDABPM_REST_URL="http://engine:8080/engine-rest"\nexport A=b\n',
  ],
  [
    'a configuration that SOPS encrypted',
    'encrypted by SOPS',
    'engines:\n  a:\n    rest: ENC[AES256_GCM,data:p6,type:str]\nsops:\n  lastmodified: "2026-11-01T10:00:00Z"\n',
  ],
  [
    'a Secret that SOPS encrypted',
    'encrypted by SOPS',
    'apiVersion: v1\nkind: Secret\nstringData:\n  environment-config.yaml: ENC[AES256_GCM,data:p6]\nsops:\n  mac: ENC[a]\n',
  ],
  ['a list', 'a list', '- a\n- b\n'],
];

describe('what is plainly something else is told from a configuration', () => {
  it.each(OTHERS)('%s', (_, said, text) => {
    expect(kindOf(text)).toContain(said);
  });

  it('names a few keys of a file with many, safe to print', () => {
    expect(kindOf('"a\\u001b": 1\nb: 1\nc: 1\nd: 1\ne: 1\n')).toBe(
      'this is not an Optimize configuration: it has none of its sections, but "a\\u001b", "b", "c" and "d", …',
    );
  });
});

describe('a configuration, or what was meant as one, is never taken for something else', () => {
  it.each([
    ['an empty file', ''],
    ['comments alone', '# nothing yet\n'],
    ['an empty mapping', '{}'],
    ['engines beside anything', 'apiVersion: v1\nkind: ConfigMap\nengines:\n  a: {name: default}\n'],
    ['engines that are no mapping', 'engines: none\n'],
    ['a list of engines', '- engines\n'],
    ['a misspelled section', 'enginecommons:\n  a: 1\n'],
    ['another case', 'Engines:\n  a: {}\n'],
    ['engines below another key', 'optimize:\n  engines:\n    a: {rest: "http://a"}\n'],
    [
      'engines below a key of Spring',
      'spring: {}\ncamunda:\n  optimize:\n    engines:\n      a: {rest: "http://a"}\n',
    ],
    ['an engine without alias and section', 'name: default\nrest: http://a\n'],
    ['a section of its own beside unknown ones', 'historyCleanup: {}\na: 1\nb: 2\nc: 3\n'],
    ['a merge conflict', '<<<<<<< HEAD\nengines: {}\n=======\n>>>>>>> other\n'],
    ['a file that is broken at its start', 'engines: [\n'],
    ['a file of which nothing can be read', '@: [\n'],
  ])('%s', (_, text) => {
    expect(kindOf(text)).toBeNull();
  });

  it.each([...OWN_SECTIONS, ...sharedSections()])('a file with nothing but %s', (section) => {
    expect(kindOf(`${section}:\n  a: 1\n`)).toBeNull();
  });

  it('any configuration of the fixtures', () => {
    const folder = path.join(ROOT, 'fixtures');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(?:environment-config|fixtures\/config\/.*)\.ya?ml$/u.test(name),
    );
    const refused = files.filter((name) => kindOf(readFileSync(path.join(folder, name), 'utf8')) !== null);
    expect(files.length).toBeGreaterThan(100);
    expect(refused).toEqual([]);
  });

  it('any section that the schema knows', () => {
    const schema = JSON.parse(
      readFileSync(path.join(ROOT, 'schemas/environment-config.schema.json'), 'utf8'),
    ) as {
      properties: object;
    };
    const unknown = Object.keys(schema.properties).filter(
      (key) => !OWN_SECTIONS.has(key) && !sharedSections().has(key),
    );
    expect(unknown).toEqual([]);
  });
});
