import { describe, expect, it } from 'vitest';
import { adviceFor, otherLanguage } from '../../../src/configuration/recognition/other-texts.js';
import { parseYaml } from '../../../src/load/yaml/yaml.js';

const TERRAFORM =
  'resource "kubernetes_config_map" "optimize" {\n  data = {\n    "environment-config.yaml" = <<-EOT\n      engines: {}\n    EOT\n  }\n}\n';
const UNIT =
  '# Optimize\n[Unit]\nDescription=Optimize\n\n[Service]\nEnvironment=OPTIMIZE_CAMUNDABPM_REST_URL=http://engine:8080/engine-rest\n';

describe('a text that is not YAML is told by its language', () => {
  it.each([
    ['Terraform', TERRAFORM, 'Terraform'],
    ['Nomad', 'job "optimize" {\n  group "o" {}\n}\n', 'Nomad'],
    ['a unit of systemd', UNIT, 'systemd'],
    ['the same with the line ends of Windows', UNIT.replaceAll('\n', '\r\n'), 'systemd'],
    ['Terraform in blocks on one line', 'set { name = "a" value = "b: c" }\n', 'Terraform'],
    ['a resource on one line', '# a\nresource "helm_release" "o" { name = "a: b" }\n', 'Terraform'],
    ['a block in a block', 'provider "helm" { kubernetes { path = "~/.kube" } }\n', 'Terraform'],
    ['a text of Terraform', 'values = [<<-EOT\n  engines: {}\nEOT\n]\n', 'Terraform'],
    ['a script', '#!/bin/sh\nset -e\necho "engines: a"\n', 'a script'],
    ['Python', 'import os\nfrom a.b import c\nENGINES = {"eu": "http://a"}\n', 'source'],
    ['TypeScript', 'export const engines = { eu: { rest: "a" } };\n', 'source'],
    ['Go', 'package main\n\nvar engines = map[string]string{"eu": "a"}\n', 'source'],
    ['Jsonnet', 'local k = import "k";\n{ engines: { eu: { rest: "a" } } }\n', 'source'],
    ['a page in Markdown', '# Optimize\n\nWrite:\n\n```yaml\nengines: {}\n```\n', 'Markdown'],
    ['sections in brackets with colons', '[optimize]\nrest: http://engine\n', 'brackets'],
    ['an archive of tar', `a.yaml${'\0'.repeat(94)}0000644\0`, 'an archive'],
    ['TOML', '[engines.eu]\nrest = "http://engine:8080/engine-rest"\n', 'brackets'],
  ])('%s', (_, text, said) => {
    expect(otherLanguage(text)).toContain(said);
  });

  it.each([
    ['a configuration that is broken', 'engines:\n  eu: [\n    rest: a\n'],
    ['a configuration in braces', '{\n"engines": {\n  "a": {\n    b\n'],
    ['a list in brackets', '[engines]\n'],
    ['a merge conflict', '<<<<<<< HEAD\nengines: {}\n=======\n'],
    ['a mapping without its colon', 'engines:\n  eu {name: default}\n'],
    ['a sentence without its #', 'engines:\n  eu: a\nimport data from engine eu\nlet it be: [\n'],
    ['a heredoc without anything around it', '<<EOT\nengines: {\n'],
    ['a section called import', 'import: {data: {maxPageSize: =\n'],
    ['a fence around all of it', '```yaml\nengines:\n  eu: a\n```\n'],
    ['a section called data', 'data: {\n  a: b\n'],
    ['millions of empty lines', '\n'.repeat(5_000_000)],
  ])('but not %s', (_, text) => {
    expect(otherLanguage(text)).toBeNull();
  });
});

describe('how to have something else checked all the same', () => {
  it('is told of a unit of podman, whose variables are lines of it', () => {
    expect(otherLanguage('[Container]\nImage=camunda/optimize:3.15\nEnvironment=A=b\n')).toContain(
      '--variables',
    );
    expect(otherLanguage(UNIT)).toContain('--variables');
    expect(otherLanguage('[optimize]\nrest: http://engine\n')).not.toContain('--variables');
  });

  it.each([
    ['what SOPS encrypted', 'apiVersion: v1\nkind: Secret\nsops: {mac: a}\n', 'sops -d'],
    ['variables', '# Optimize\nOPTIMIZE_A="http://engine"\n\nexport B=c\n', '--variables'],
    ['a SealedSecret', 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\n', 'is encrypted'],
    ['an ExternalSecret', 'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\n', 'kept elsewhere'],
    [
      'a kustomization',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
      'kubectl kustomize',
    ],
    ['one without its kind', 'resources: [base]\nconfigMapGenerator: [{name: a}]\n', 'kubectl kustomize'],
    ['a release of Flux', 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n', 'helm template'],
    ['an Application of Argo CD', 'apiVersion: argoproj.io/v1alpha1\nkind: Application\n', 'helm template'],
    ['a Template of OpenShift', 'apiVersion: template.openshift.io/v1\nkind: Template\n', 'oc process'],
    [
      'a task of ECS',
      '{"family": "o", "containerDefinitions": [{"image": "camunda/optimize:3"}]}',
      '--variables',
    ],
    ['what gzip has compressed', '\u001f\ufffd\u0008\u0000\u0000', 'gunzip -c'],
    ['an archive', 'PK\u0003\u0004\u0014\u0000', 'unpack'],
  ])('%s', (_, text, said) => {
    expect(advice(text)).toContain(said);
  });

  it('is none where there is none', () => {
    expect(['a sentence\n', 'a: 1\n', '- a\n', '', 'kind: constructor\n'].map(advice)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });
});

function advice(text: string): string | null {
  return adviceFor(parseYaml({ name: 'file', text }));
}
