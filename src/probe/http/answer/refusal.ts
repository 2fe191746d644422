import { productIn, type AuthorKind } from './signatures.js';
import { isErrorOfEngine, type RefusedAnswer } from './refused-answer.js';
import { sentenceIn } from './sentence.js';

/**
 * Who gave an answer that is not the wanted one:
 * - `engine`: the engine's own REST interface, or its own login filter
 * - `container`: the server in which it runs (Tomcat, Jetty, WildFly)
 * - `application`: Spring around the engine
 * - `resource-server`: whatever checks OAuth tokens
 * - `gateway`: something between here and the engine
 * - `proxy`: the proxy of this machine
 * - `tls`: the end of the TLS connection, before it looked at the request
 */
export type Author = 'engine' | 'resource-server' | 'proxy' | 'unknown' | AuthorKind;

/** An answer that is not the wanted one, read for its author before anything is said about it. */
export interface Refusal {
  readonly by: Author;
  /** As it names itself, e.g. `nginx`. */
  readonly product?: string;
  /** Login schemes that it offers, in lower case. */
  readonly schemes?: readonly string[];
  /** What the end of the TLS connection wants: a certificate of the client, or TLS at all. */
  readonly wants?: 'client-certificate' | 'tls';
  /** The one sentence of the answer that says why. */
  readonly sentence?: string;
}

/** @param hide takes out what was sent and came back */
export function refusalIn(answer: RefusedAnswer, hide: (text: string) => string): Refusal {
  const schemes = schemesIn(answer.headers['www-authenticate'] ?? '').map(hide);
  const sentence = sentenceIn(answer, hide);
  return {
    ...authorOf(answer, schemes),
    ...(schemes.length > 0 && { schemes }),
    ...(sentence !== null && { sentence }),
  };
}

function authorOf(
  answer: RefusedAnswer,
  schemes: readonly string[],
): Pick<Refusal, 'by' | 'product' | 'wants'> {
  const { status, json, body } = answer;
  if (status === 407) return { by: 'proxy' };
  const product = productIn(answer);
  if (product !== null && product.by === 'tls') return product;
  if (schemes.includes('bearer') && !schemes.includes('basic')) {
    const isNamed = product?.by === 'gateway' || product?.by === 'application';
    return { by: 'resource-server', ...(isNamed && { product: product.product }) };
  }
  if (isErrorOfEngine(json)) return { by: 'engine' };
  if (product !== null) return product;
  // The engine's own login filter says nothing else.
  return { by: body === '' && schemes.includes('basic') ? 'engine' : 'unknown' };
}

/** The names of the schemes in a challenge, without their parameters. */
export function schemesIn(challenge: string): readonly string[] {
  // Of a quote that is never closed no other one is looked for from each quote inside it.
  const bare = challenge.replaceAll(/"(?:[^"\\]|\\.)*("?)/g, (whole, close) => (close === '' ? whole : '""'));
  const names = [...bare.matchAll(/(?:^|,)\s*([\w-]+)(?!\s*=|[\w-])/g)].map(([, name = '']) =>
    name.toLowerCase(),
  );
  return [...new Set(names)];
}

/** Whether a 401 to a request with a login means that its user or password is wrong. */
export function judgesPassword(status: number, refusal: Refusal): boolean {
  const { by, schemes = [] } = refusal;
  if (status !== 401) return false;
  if (schemes.length > 0) return schemes.includes('basic');
  // Some send no challenge, to spare browsers the dialog: then only what never looks at a login is sure not to have judged it.
  return by === 'engine' || by === 'application' || by === 'container' || by === 'unknown';
}
