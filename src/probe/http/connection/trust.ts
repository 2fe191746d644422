import tls from 'node:tls';
import { escapeText } from '../../../core/text/text.js';
import { readText } from '../../../load/text/read-file.js';

/** How connections are secured. PEM texts, not file names. */
export interface TlsOptions {
  /** Further certificate authorities, beside those of the system. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** A PKCS#12 store with both. */
  readonly pfx?: Buffer;
  readonly passphrase?: string;
  /** Of the certificate among them; `ends` in milliseconds since 1970. */
  readonly shown?: { readonly subject: string; readonly issuer: string; readonly ends: number };
  readonly insecure?: boolean;
}

/**
 * Naming an authority replaces Node's whole list, so the list goes along. `NODE_EXTRA_CA_CERTS` would get lost with it
 * where Node cannot tell its default list (before 22.15).
 */
export function secureOptions(
  { ca, cert, key, pfx, passphrase }: TlsOptions,
  environment: NodeJS.ProcessEnv,
) {
  return {
    ...(ca !== undefined && { ca: [...defaultAuthorities(environment), ca] }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(pfx !== undefined && { pfx }),
    ...(passphrase !== undefined && { passphrase }),
  };
}

function defaultAuthorities(environment: NodeJS.ProcessEnv): string[] {
  if ('getCACertificates' in tls && typeof tls.getCACertificates === 'function') {
    const authorities: unknown = tls.getCACertificates('default');
    if (Array.isArray(authorities)) return authorities.map(String);
  }
  const extra = environment['NODE_EXTRA_CA_CERTS'] ?? '';
  return [...tls.rootCertificates, ...(extra === '' ? [] : readIfThere(extra))];
}

const MAX_BYTES = 4 * 1_048_576;

function readIfThere(file: string): string[] {
  try {
    return [readText(file, { maxBytes: MAX_BYTES })];
  } catch {
    // Node warns about such a file and goes on without it; so does this.
    return [];
  }
}

/** `CN=…, O=…`: what a certificate says of itself, most telling part first. */
export function certificateNames(certificate: tls.PeerCertificate): { subject: string; issuer: string } {
  return { subject: distinguishedName(certificate.subject), issuer: distinguishedName(certificate.issuer) };
}

/** Characters: a certificate may name itself with as many as it likes. */
const LONGEST_NAME = 300;

function distinguishedName(name: tls.Certificate | undefined): string {
  const parts: [string, string | string[] | undefined][] = [
    ['CN', name?.CN],
    ['O', name?.O],
    ['C', name?.C],
  ];
  const said = parts
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${[value].flat().join('+')}`]))
    .join(', ');
  // It may have line breaks, and is a part of sentences.
  return escapeText(said.slice(0, LONGEST_NAME));
}
