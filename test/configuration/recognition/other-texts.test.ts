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
    ['TOML', '[engines.eu]\nrest = "http://engine:8080/engine-rest"\n', 'brackets'],
  ])('%s', (_, text, said) => {
    expect(otherLanguage(text)).toContain(said);
  });

  it.each([
    ['a configuration that is broken', 'engines:\n  eu: [\n    rest: a\n'],
    ['a configuration in braces', '{\n"engines": {\n  "a": {\n    b\n'],
    ['a list in brackets', '[engines]\n'],
    ['a merge conflict', '<<<<<<< HEAD\nengines: {}\n=======\n'],
    ['a section called data', 'data: {\n  a: b\n'],
    ['millions of empty lines', '\n'.repeat(5_000_000)],
  ])('but not %s', (_, text) => {
    expect(otherLanguage(text)).toBeNull();
  });
});

describe('how to have something else checked all the same', () => {
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
