import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

describe('what to do with a file of --ca in another form', () => {
  const pkcs7 = '-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----\n';
  const key = createPrivateKey(certificate('other').key);

  it.each<[string, string | Uint8Array, string]>([
    ['DER', derOf(ca), 'openssl x509 -inform der -in FILE -out ca.pem'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${ca}`, 'utf16le'), 'save it as UTF-8'],
    ['UTF-16 without', Buffer.from(ca, 'utf16le'), 'save it as UTF-8'],
    ['UTF-16, big endian', Buffer.from(ca, 'utf16le').swap16(), 'save it as UTF-8'],
    ['PKCS#7', pkcs7, 'openssl pkcs7 -print_certs -in FILE'],
    [
      'PKCS#12',
      readFileSync(path.join(import.meta.dirname, '../../tls/client.p12')),
      'openssl pkcs12 -nokeys -in FILE',
    ],
    [
      'a store of Java',
      Buffer.from([0xfe, 0xed, 0xfe, 0xed, 0, 0]),
      'keytool -exportcert -rfc -keystore FILE',
    ],
    ['a key in DER', key.export({ type: 'pkcs8', format: 'der' }), 'openssl pkey -inform der -in FILE'],
  ])('is told: %s', (_name, content, advice) => {
    const file = fileWith(content);
    expect(helpOf(() => readAuthorities(file))).toEqual([
      expect.stringContaining(advice.replace('FILE', file)),
    ]);
  });

  it('is not told of rubbish', () => {
    for (const content of ['', 'x', '0', 'rubbish'])
      expect(helpOf(() => readAuthorities(fileWith(content)))).toEqual([]);
  });
});

function helpOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof InputError) return error.help;
  }
  throw new Error('it was read');
}

function derOf(pem: string): Uint8Array {
  return Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
}
