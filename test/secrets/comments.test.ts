import { describe, expect, it } from 'vitest';
import { MaskedSource } from '../../src/configuration/secrets/masked-source.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';

const SECRET = 'Zq7canary9Xw';
const vault = { hide: (text: string) => text };

function shown(comment: string): readonly string[] {
  const places = [
    `# ${comment}\nengines: {}\n`,
    `engines: {} # ${comment}\n`,
    `engines: [\n  # ${comment}\n`,
  ];
  return places.map((text) =>
    new MaskedSource(parseYaml({ name: 'a.yaml', text }), vault).lines().join('\n'),
  );
}

const TOLD = [
  `login with u:${SECRET}`,
  `login with u/${SECRET}`,
  `old login u:${SECRET} until May`,
  `credentials (u/${SECRET})`,
  `credentials u/${SECRET}`,
  `credentials u ${SECRET}`,
  `login u / ${SECRET}`,
  `login: u / ${SECRET}`,
  `login with u / ${SECRET}.`,
  `login with u and ${SECRET}`,
  `Anmeldung mit u / ${SECRET}`,
  `account u:${SECRET}`,
  `multi-engine-ignore ${SECRET}`,
  `multi-engine-ignore C133, ${SECRET}`,
  `multi-engine-ignore u:${SECRET} -- reason`,
  `multi-engine-ignore C133 until=${SECRET} -- reason`,
  `multi-engine-ignore C133 -- login u / ${SECRET}`,
];

describe('a comment shows no secret that its place or a word before it tells of', () => {
  for (const comment of TOLD)
    it(comment, () => {
      for (const text of shown(comment)) expect(text).not.toContain(SECRET);
    });
});

const INNOCENT = [
  'login with u/engine-rest-1 at eu-1.example.org:8080',
  'login on https://eu-1.example.org:8080/engine-rest',
  'account 550e8400-e29b-41d4-a716-446655440000',
  'login of import-user-2024 and payment-eu-1',
  'credentials are in vault/eu-prod-1',
  'login since 7.20.0, see CAMUNDA/2024',
  'multi-engine-ignore C133;C134 until=2027-03-31T00:00 -- inside eu-1.example.org',
  'multi-engine-ignore no-such-rule-2024, C13 until:2027-03-31 -- x',
];

describe('a comment shows the names that it speaks of', () => {
  for (const comment of INNOCENT)
    it(comment, () => {
      for (const text of shown(comment)) expect(text).toContain(comment);
    });
});
