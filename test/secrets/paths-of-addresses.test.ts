import { describe, expect, it } from 'vitest';
import { maskText } from '../../src/configuration/secrets/masked-source.js';

/** As services and generators of passwords make them. */
const TOKENS = [
  'Zq7canary9XwAbCd1234',
  'XkP2vR8tLmQ4wZ9sBnD7hJ3c',
  'k3j9x0q2m5n8p1r7t4v6',
  '0f3b9c1d7e5a2468b0d2f4a6c8e01357',
  'pQ7-xT2mK9vL4nR8wZ3bC6dF1',
];

describe('a part of the path of an address that nobody would choose as a name is masked', () => {
  it.each(TOKENS)('%s', (token) => {
    expect(maskText(`https://gateway.example.org/services/T000/B000/${token}`)).toBe(
      'https://gateway.example.org/services/T000/B000/***',
    );
    expect(maskText(`see https://gateway.example.org/${token}/engine-rest.`)).toBe(
      'see https://gateway.example.org/***/engine-rest.',
    );
  });
});

describe('a login is masked in the middle of an address', () => {
  it.each([
    ['http://h/u:hunter2@/x', 'http://h/***@/x'],
    ['http://h/u:hunter2@', 'http://h/***@'],
    ['http://h/a/u:hunter2@h/b', 'http://h/a/***@h/b'],
    ['https://h:8080/u:hunter2@x', 'https://***@x'],
  ])('%s', (address, shown) => {
    expect(maskText(address)).toBe(shown);
  });
});

describe('what people and engines call things stays', () => {
  it.each([
    'engine-rest/process-definition/key/invoice2PaymentProcessEurope/xml',
    'engine-rest/process-definition/invoice:1:0f3b9c1d-7e5a-2468-b0d2-f4a6c8e01357/statistics',
    'deployment/0f3b9c1d-7e5a-2468-b0d2-f4a6c8e01357',
    'Camunda7EngineRestV2Api/engine-rest',
    'camunda-bpm-7-eu-to-us-v2-of-my-org/api',
    'blob/0f3b9c1d7e5a2468b0d2f4a6c8e013570f3b9c1d/README.md',
    'releases/20260101T120000Z/optimize-3.15.4-production.tar.gz',
    'EngineRestPaymentEurope1/engine-rest',
    'optimize/@scope/name@1.0',
    'engine-rest/@x',
  ])('%s', (path) => {
    expect(maskText(`https://host.example.org/${path}`)).toBe(`https://host.example.org/${path}`);
  });
});

describe('a password behind its name and a sign is masked', () => {
  it.each(['password/Zq7PW9xx', 'the password.Zq7PW9xx is', 'see (passwd/Zq7PW9xx)', 'Kennwort/Zq7PW9xx'])(
    '%s',
    (text) => {
      expect(maskText(text)).toBe(text.replace('Zq7PW9xx', '***'));
    },
  );

  it('where it stands behind the sign, and not where the name holds it too', () => {
    expect(maskText('passwordZq7PW9xx.Zq7PW9xx')).toBe('passwordZq7PW9xx.***');
  });

  it.each([
    'password.file',
    'the password/passphrase is in password.properties',
    'password.min-length-8',
    'secret/data/optimize2',
    'secret/optimizeLogin2',
    'token.lifeMin2',
    'password/user1',
    '/run/secrets/password/engine-eu-1',
  ])('but no word: %s', (text) => {
    expect(maskText(text)).toBe(text);
  });
});
