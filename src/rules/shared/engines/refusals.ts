import { joined, shortened } from '../../../core/text/text.js';
import type { Refusal } from '../../../probe/http/answer/refusal.js';
import type { Failure } from '../../../probe/contact.js';

const AUTHORS: Readonly<Record<Refusal['by'], string>> = {
  engine: 'the engine',
  container: 'the server of the engine',
  application: 'Spring Security',
  'resource-server': 'what checks tokens there',
  gateway: 'a gateway in front of it',
  proxy: 'the proxy of this machine',
  tls: 'the server',
  unknown: 'the server',
};

/** Who refused, inside a sentence. */
export function authorInWords({ refusal }: Failure): string {
  if (refusal === undefined) return AUTHORS.unknown;
  const { by, product } = refusal;
  return by === 'gateway' && product !== undefined ? `${product} in front of it` : AUTHORS[by];
}

/** ` and says "403 Forbidden"`, or nothing where it says nothing. */
export function quoteOf({ refusal }: Failure): string {
  const { sentence } = refusal ?? {};
  return sentence === undefined ? '' : ` and says "${shortened(sentence, 60)}"`;
}

const SCHEMES: Readonly<Record<string, string>> = {
  basic: 'Basic',
  bearer: 'a Bearer token',
  dpop: 'a DPoP token',
  negotiate: 'Kerberos (Negotiate)',
  ntlm: 'NTLM',
  digest: 'Digest',
};

/** `a Bearer token`, `Kerberos (Negotiate) or NTLM`. */
export function schemesInWords({ refusal }: Failure): string {
  const names = (refusal?.schemes ?? [])
    .slice(0, 3)
    .map((scheme) => SCHEMES[scheme] ?? `the scheme "${shortened(scheme, 24)}"`);
  return joined(names).replace(/ and ([^,]*)$/, ' or $1');
}

/** Another line of a remedy, where engines answer nearby without being asked for a login. */
export function nearbyHint({ siblings = [] }: Failure): readonly string[] {
  return siblings.length === 0
    ? []
    : [`An engine answers at ${joined(siblings)} without a login: is "rest" the right address?`];
}
