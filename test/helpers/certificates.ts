import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate made for one test, and its key, in PEM. */
export interface MadeCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends MadeCertificate {
  readonly name: string;
  readonly privateKey: KeyObject;
}

interface Validity {
  readonly from: Date;
  readonly to: Date;
}

const DAY_MS = 86_400_000;

/** From so many days ago for so many days from now. */
export function validity(daysBefore: number, daysAfter: number): Validity {
  const now = Date.now();
  return { from: new Date(now - daysBefore * DAY_MS), to: new Date(now + daysAfter * DAY_MS) };
}

/** An authority that signs itself, or is signed by another one. */
export function makeAuthority(
  name: string,
  valid = validity(1, 3_650),
  by: Authority | null = null,
): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const constraints = extension('551d13', sequence(Buffer.from('0101ff', 'hex')));
  const cert = certificateOf(
    { subject: name, issuer: by?.name ?? name, valid, publicKey, extensions: [constraints] },
    by?.privateKey ?? privateKey,
  );
  return { name, privateKey, cert, key: keyOf(privateKey) };
}

/** For localhost and 127.0.0.1. */
export function makeServerCertificate(
  by: Authority,
  valid: Validity,
  name = 'engine.example.org',
): MadeCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = [tagged(0x82, Buffer.from('localhost')), tagged(0x87, Buffer.from([127, 0, 0, 1]))];
  const alternatives = extension('551d11', sequence(...names));
  const cert = certificateOf(
    { subject: name, issuer: by.name, valid, publicKey, extensions: [alternatives] },
    by.privateKey,
  );
  return { cert, key: keyOf(privateKey) };
}

interface Content {
  readonly subject: string;
  readonly issuer: string;
  readonly valid: Validity;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
}

/** X.509 as RFC 5280 writes it, signed with ECDSA and SHA-256. */
function certificateOf(
  { subject, issuer, valid, publicKey, extensions }: Content,
  signer: KeyObject,
): string {
  const algorithm = sequence(oid('2a8648ce3d040302'));
  const content = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    distinguishedName(issuer),
    sequence(time(valid.from), time(valid.to)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', content, signer)]);
  const whole = sequence(content, algorithm, tagged(0x03, signature));
  const lines = whole.toString('base64').match(/.{1,64}/gu) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function keyOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function distinguishedName(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(commonName)))));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), tagged(0x04, value));
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/\.\d+|[-:T]/gu, '');
  return tagged(0x18, Buffer.from(digits));
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function integer(value: Buffer): Buffer {
  return tagged(0x02, value);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.from([0x80 + bytes.length, ...bytes]);
}
