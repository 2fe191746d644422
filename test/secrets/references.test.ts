import { describe, expect, it } from 'vitest';
import { MaskedSource, maskText } from '../../src/configuration/secrets/masked-source.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';

function masked(text: string): string {
  const document = parseYaml({ name: 'values.yaml', text });
  return new MaskedSource(document, { hide: (each) => each }).lines().join('\n');
}

describe('what says where a secret comes from is shown', () => {
  it.each([
    'PASSWORD=$DB_PASSWORD',
    'export DB_PASSWORD="$OPTIMIZE_DB_PW"',
    'PASSWORD=$PASSWORD',
    'PASSWORD=$(cat)'.replace('cat', 'DB_PASSWORD'),
    '# DB_PASSWORD=$DB_PASSWORD',
    'x: start --password $DB_PASSWORD',
    'x: start --password "$DB_PASSWORD" --level 2',
    'start --password=$(DB_PASSWORD)',
    'args: ["--password=$(DB_PASSWORD)"]',
    'x: "--password={{ .Values.password }}"',
    'x: "password: {{ .Values.password }}"',
    "x: 'password={{ .Values.password }}'",
    'environment:\n  - DB_PASSWORD=$DB_PASSWORD',
  ])('%s', (text) => {
    expect(masked(text)).toBe(text);
    expect(maskText(text)).toBe(text);
  });
});

describe('what only begins or looks like that is masked', () => {
  const secret = 'gherkin';
  it.each([
    `PASSWORD=\${DB_PASSWORD:-${secret}}`,
    `PASSWORD=$${secret}`,
    `PASSWORD=$DB_PASSWORD${secret}`,
    `PASSWORD=$DB_PASSWORD-${secret}`,
    `PASSWORD=$DB_PASSWORD"${secret}"`,
    `PASSWORD="$DB_PASSWORD" ${secret}`,
    `DB_PASSWORD=$DB_PASSWORD] ${secret}`,
    `DB_PASSWORD=$DB_PASSWORD, ${secret}`,
    `DB_PASSWORD=$DB_PASSWORD", "${secret}`,
    `PASSWORD=$(echo ${secret})`,
    `PASSWORD=$(${secret})`,
    `start --password=$(DB_PASSWORD)${secret}`,
    `start --password $DB_PASSWORD${secret}`,
    `start --password \${DB_PASSWORD:-${secret}}`,
    `args: ["--password=$DB_PASSWORD${secret}"]`,
    `x: "password: {{ .Values.password }}${secret}"`,
    `x: 'password={{ .Values.password | default "${secret}" }}'`,
  ])('%s', (text) => {
    expect(masked(text)).not.toContain(secret);
    expect(maskText(text)).not.toContain(secret);
  });

  it.each(['password: $DB_PASSWORD', 'PASSWORD=$B3N_PASSWORD', 'PASSWORD=$Admin', 'PASSWORD=$ADMIN'])(
    'as a password may: %s',
    (text) => {
      expect(masked(text)).not.toContain('$');
    },
  );
});
