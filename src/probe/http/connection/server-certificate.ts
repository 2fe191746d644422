import { X509Certificate } from 'node:crypto';
import tls, { type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { Failure, ServerCertificate } from '../../contact.js';
import { isKnownToSystem } from './system-store.js';
import { certificateNames } from './trust.js';

/** A chain is short, and the last certificate names itself as its issuer. */
const LONGEST_CHAIN = 10;

/** Null where the server showed none. */
export function serverCertificate(socket: TLSSocket): ServerCertificate | null {
  const chain = chainOf(socket.getPeerCertificate(true));
  const [own] = chain;
  const first = firstToEnd(chain);
  if (own === undefined || first === undefined) return null;
  const { ends, certificate } = first;
  return {
    ...certificateNames(own),
    ends,
    ...(certificate !== own && { endsIn: certificateNames(certificate).subject }),
    publicAuthority: isPublic(chain),
  };
}

/** What a certificate that was refused says of itself, and what is known of the reason. */
export function refusedCertificate(socket: TLSSocket, code: string, now: number): RefusedCertificate {
  const chain = chainOf(socket.getPeerCertificate(true));
  const first = code === 'CERT_HAS_EXPIRED' ? firstToEnd(chain) : undefined;
  const last = chain.at(-1);
  const isUnknown = /^(?:SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/u.test(code);
  const inSystemStore =
    isUnknown && last !== undefined && isKnownToSystem(new X509Certificate(last.raw), process.env);
  return {
    ...certificateNames(socket.getPeerCertificate()),
    ...(first !== undefined && first.ends <= now && { ended: first.ends }),
    ...(inSystemStore && { inSystemStore }),
  };
}

type RefusedCertificate = NonNullable<Failure['certificate']>;

function firstToEnd(chain: readonly DetailedPeerCertificate[]) {
  return chain
    .map((certificate) => ({ certificate, ends: Date.parse(certificate.valid_to) }))
    .filter(({ ends }) => !Number.isNaN(ends))
    .toSorted((a, b) => a.ends - b.ends)
    .at(0);
}

/** From the server's own up to the authority. Typed as if there always were one, and as if each had an issuer. */
function chainOf(own: DetailedPeerCertificate): readonly DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  let next: Partial<DetailedPeerCertificate> | undefined = own;
  while (isCertificate(next) && chain.length < LONGEST_CHAIN && !chain.includes(next)) {
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}

function isCertificate(
  certificate: Partial<DetailedPeerCertificate> | undefined,
): certificate is DetailedPeerCertificate {
  return certificate?.raw !== undefined;
}

/** A chain that does not end with an authority leaves open which one it is. */
function isPublic(chain: readonly DetailedPeerCertificate[]): boolean | null {
  const root = chain.at(-1);
  if (root === undefined || root.issuerCertificate !== root) return null;
  publicAuthorities ??= new Set(
    tls.rootCertificates.map((pem) => pem.replaceAll(/-----[^-]+-----|\s/gu, '')),
  );
  return publicAuthorities.has(root.raw.toString('base64'));
}

/** Those that Node brings along are Mozilla's, as are those of Java. */
let publicAuthorities: ReadonlySet<string> | null = null;
