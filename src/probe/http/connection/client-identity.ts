import { createPrivateKey, X509Certificate } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import { InputError, UsageError } from '../../../core/errors.js';
import { readBytes } from '../../../load/text/read-file.js';
import { pemHint } from './pem-hint.js';
import { certificateNames, type TlsOptions } from './trust.js';

/** The files of `--cert` and `--key`: PEM, or a PKCS#12 store that has both. */
export interface IdentityFiles {
  readonly certFile?: string | null;
  readonly keyFile?: string | null;
}

type Identity = Pick<TlsOptions, 'cert' | 'key' | 'pfx' | 'passphrase' | 'shown'>;

/** Where the pass phrase comes from: on a command line everybody on the machine could read it. */
export const PASS_PHRASE_VARIABLE = 'MULTI_ENGINE_CERT_PASSWORD';

/** A chain and a key are a few kilobytes. */
const MAX_BYTES = 1_048_576;

/**
 * What is shown to a server that asks for a client certificate. It is tried out before anything is asked: otherwise each engine
 * would seem to break.
 *
 * @throws UsageError where one of the two is missing, InputError where they cannot be read or do not fit
 */
export function readIdentity(
  { certFile = null, keyFile = null }: IdentityFiles,
  environment: NodeJS.ProcessEnv,
): Identity {
  if (certFile === null) {
    if (keyFile === null) return {};
    throw new UsageError('--key needs the certificate that it belongs to', 'use --cert FILE --key FILE');
  }
  const bytes = Buffer.from(readBytes(certFile, { maxBytes: MAX_BYTES }));
  const passphrase = environment[PASS_PHRASE_VARIABLE] || undefined;
  if (bytes.includes('-----BEGIN ')) return pemIdentity({ certFile, keyFile }, pemOf(bytes), passphrase);
  const identity = { pfx: bytes, ...(passphrase !== undefined && { passphrase }) };
  const shown = tryOut(
    () => shownOf(identity),
    certFile,
    'is neither a certificate with its key in PEM format nor a PKCS#12 store',
    pemHint(certFile, bytes),
  );
  if (keyFile === null) return { ...identity, ...shown };
  throw new UsageError(`--cert ${certFile} is a PKCS#12 store, which holds its key`, 'leave --key out');
}

/** As OpenSSL reads it: without a byte order mark, in lines. */
function pemOf(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/u, '')
    .replaceAll(/\r\n?/gu, '\n');
}

function pemIdentity(
  { certFile, keyFile }: { readonly certFile: string; readonly keyFile: string | null },
  cert: string,
  passphrase: string | undefined,
): Identity {
  if (!cert.includes('CERTIFICATE-----')) throw new InputError(`${certFile}: holds no certificate`);
  const key = keyFile === null ? cert : keyIn(keyFile);
  if (!cert.includes('PRIVATE KEY-----') && keyFile === null)
    throw new UsageError(`--cert ${certFile} holds no private key`, 'name it with --key FILE');
  const identity = { cert, key, ...(passphrase !== undefined && { passphrase }) };
  const own = tryOut(() => createPrivateKey(identity), keyFile ?? certFile, 'its private key is damaged');
  const first = tryOut(() => new X509Certificate(cert), certFile, 'its certificate is damaged');
  // The first is what is shown. OpenSSL does not compare it with a key of another kind, and shows nothing then.
  if (!first.checkPrivateKey(own)) throw new InputError(`${filesOf(certFile, keyFile)}: ${OF_ANOTHER}`);
  return { ...identity, ...tryOut(() => shownOf(identity), filesOf(certFile, keyFile), 'cannot be used') };
}

/** What a server gets to see, read where TLS keeps it: it takes the first certificate of a chain, or that of the key of a store. */
function shownOf(identity: Identity): Pick<Identity, 'shown'> {
  const socket = new TLSSocket(new PassThrough(), { secureContext: createSecureContext(identity) });
  const own = socket.getCertificate();
  socket.destroy();
  if (own === null || !('valid_to' in own)) return {};
  return { shown: { ...certificateNames(own), ends: Date.parse(own.valid_to) } };
}

function filesOf(certFile: string, keyFile: string | null): string {
  return keyFile === null ? certFile : `${certFile}, ${keyFile}`;
}

function keyIn(keyFile: string): string {
  const bytes = Buffer.from(readBytes(keyFile, { maxBytes: MAX_BYTES }));
  const key = pemOf(bytes);
  if (key === '') throw new InputError(`${keyFile}: is empty`);
  if (key.includes('PRIVATE KEY-----')) return key;
  throw new InputError(`${keyFile}: holds no private key in PEM format`, { help: pemHint(keyFile, bytes) });
}

function tryOut<T>(make: () => T, files: string, otherwise: string, help: readonly string[] = []): T {
  try {
    return make();
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : '';
    const known = PROBLEMS.find(([pattern]) => pattern.test(said));
    // Without the cause: what OpenSSL says is of no use, and nothing of the files shall be shown.
    throw new InputError(`${files}: ${known?.[1] ?? otherwise}`, known === undefined ? { help } : {});
  }
}

const OF_ANOTHER = 'the private key does not belong to the certificate';
const PROBLEMS: readonly (readonly [RegExp, string])[] = [
  [
    /mac verify|bad decrypt|bad password|interrupted or cancelled|passphrase|empty password/i,
    `the pass phrase in the environment variable ${PASS_PHRASE_VARIABLE} is missing or wrong`,
  ],
  [/too small|too weak/i, 'is too weak: OpenSSL takes no such key'],
  [/load private key/i, 'holds no private key'],
  [
    /^(?!.*DECODER).*unsupported/i,
    'is encrypted in a way that Node does not read: write it again with a present openssl pkcs12 -export',
  ],
];
