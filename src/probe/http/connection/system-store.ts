import { X509Certificate } from 'node:crypto';
import { InputError } from '../../../core/errors.js';
import { readText } from '../../../load/text/read-file.js';

/** Where Linux distributions, macOS and the BSDs keep what `openssl` and `curl` trust. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const MAX_BYTES = 4 * 1_048_576;
const BLOCK = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/**
 * Whether the trust store of the system has the authority that issued a certificate, the last of its chain. Neither Node nor Java look there
 * unless they are told to.
 */
export function isKnownToSystem(last: X509Certificate, environment: NodeJS.ProcessEnv): boolean {
  const named = environment['SSL_CERT_FILE'] ?? '';
  const files = named === '' ? BUNDLES : [named];
  const text = files.map(textOf).find((each) => each !== null) ?? '';
  return (text.match(BLOCK) ?? []).some((block) => isIssuer(block, last));
}

function textOf(file: string): string | null {
  try {
    return readText(file, { maxBytes: MAX_BYTES });
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function isIssuer(block: string, last: X509Certificate): boolean {
  try {
    const authority = new X509Certificate(block);
    return last.checkIssued(authority) && last.verify(authority.publicKey);
  } catch {
    // A damaged one issues nothing.
    return false;
  }
}
