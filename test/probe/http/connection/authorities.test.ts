import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.js';
import { readAuthorities } from '../../../../src/probe/http/connection/authorities.js';
import { certificate, testAuthority } from '../../../helpers/engine-server.js';

const folder = mkdtempSync(path.join(tmpdir(), 'authorities-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(content: string | Uint8Array): string {
  const file = path.join(folder, 'ca.pem');
  writeFileSync(file, content);
  return file;
}

const ca = testAuthority();
const middle = Math.floor(ca.length / 2);

describe('the file of --ca', () => {
  it.each<[string, string]>([
    ['one certificate', ca],
    ['several, with comments and a key between them', `# ours\n${ca}\n${certificate('other').key}\n${ca}`],
    ['line ends of Windows', ca.replaceAll('\n', '\r\n')],
    ['the bundle of a whole system', rootCertificates.join('\n')],
  ])('may hold %s', (_name, text) => {
    const count = text.split('-----BEGIN CERTIFICATE-----').length;
    expect(readAuthorities(fileWith(text)).split('-----BEGIN CERTIFICATE-----')).toHaveLength(count);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'holds no certificate in PEM format'],
    ['a key', certificate('other').key, 'holds no certificate in PEM format, but a private key'],
    ['rubbish', 'rubbish\n', 'holds no certificate in PEM format'],
    ['a certificate in DER', derOf(ca), 'holds no certificate in PEM format'],
    ['a certificate that does not end', ca.slice(0, middle), 'one of its 1 certificates does not end'],
    [
      'one that is damaged behind a sound one',
      `${ca}${ca.slice(0, middle)}${ca.slice(middle + 8)}`,
      'certificate 2 of 2 is damaged',
    ],
    [
      'an empty block',
      '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n',
      'certificate 1 of 1 is damaged',
    ],
  ])('with %s is unreadable input', (_name, content, said) => {
    const file = fileWith(content);
    expect(() => readAuthorities(file)).toThrow(InputError);
    expect(() => readAuthorities(file)).toThrow(`${file}: ${said}`);
  });
});

function derOf(pem: string): Uint8Array {
  return Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
}
