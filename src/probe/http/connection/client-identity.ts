import { createSecureContext } from 'node:tls';
import { InputError, UsageError } from '../../../core/errors.js';
import { readBytes } from '../../../load/text/read-file.js';
import type { TlsOptions } from './trust.js';

/** The files of `--cert` and `--key`: PEM, or a PKCS#12 store that has both. */
export interface IdentityFiles {
  readonly certFile?: string | null;
  readonly keyFile?: string | null;
}

type Identity = Pick<TlsOptions, 'cert' | 'key' | 'pfx' | 'passphrase'>;

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
  const isPem = bytes.includes('-----BEGIN ');
  const passphrase = environment[PASS_PHRASE_VARIABLE];
  const identity = {
    ...(isPem ? { cert: bytes.toString('latin1'), key: keyOf(certFile, keyFile, bytes) } : { pfx: bytes }),
    ...(passphrase !== undefined && passphrase !== '' && { passphrase }),
  };
  tryOut(identity, certFile, keyFile);
  return identity;
}

/** The key of a PEM certificate: in a file of its own, or in the same. */
function keyOf(certFile: string, keyFile: string | null, bytes: Buffer): string {
  if (keyFile !== null) {
    const key = Buffer.from(readBytes(keyFile, { maxBytes: MAX_BYTES })).toString('latin1');
    // An empty one would pass for none, and nothing would be shown to a server.
    if (key === '') throw new InputError(`${keyFile}: is empty`);
    return key;
  }
  if (bytes.includes('PRIVATE KEY-----')) return bytes.toString('latin1');
  throw new UsageError(`--cert ${certFile} holds no private key`, 'name it with --key FILE');
}

function tryOut(identity: Identity, certFile: string, keyFile: string | null): void {
  try {
    createSecureContext(identity);
  } catch (cause) {
    const files = keyFile === null ? certFile : `${certFile}, ${keyFile}`;
    const said = cause instanceof Error ? cause.message : '';
    // Without the cause: what OpenSSL says is of no use, and nothing of the files shall be shown.
    throw new InputError(`${files}: ${problemOf(said)}`);
  }
}

const PROBLEMS: readonly (readonly [RegExp, string])[] = [
  [
    /mac verify|bad decrypt|bad password|interrupted or cancelled|passphrase|empty password/i,
    `the pass phrase in the environment variable ${PASS_PHRASE_VARIABLE} is missing or wrong`,
  ],
  [/key values mismatch|key type mismatch/i, 'the private key does not belong to the certificate'],
  [
    /unsupported/i,
    'is encrypted in a way that Node does not read: write it again with a present openssl pkcs12 -export',
  ],
];

function problemOf(said: string): string {
  const known = PROBLEMS.find(([pattern]) => pattern.test(said));
  return known?.[1] ?? 'is neither a certificate with its key in PEM format nor a PKCS#12 store';
}
