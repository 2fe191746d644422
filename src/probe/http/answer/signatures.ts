import { isObject } from './kept-fields.js';
import type { RefusedAnswer } from './refused-answer.js';

/** Authors that give themselves away by how their answers look. */
export type AuthorKind = 'container' | 'application' | 'gateway' | 'tls';

interface Signature {
  readonly by: AuthorKind;
  /** Left out where several are known to write the same. */
  readonly product?: string;
  /** In the body. */
  readonly body?: RegExp;
  /** In the `Server` header, of answers that an engine does not give: a proxy puts its name on what it passes on, too. */
  readonly server?: RegExp;
  /** It puts its name on nothing but what it says itself, so that the header counts beside JSON, too. */
  readonly names?: 'itself';
  /** A header that nobody else sends, and none that is passed on. */
  readonly header?: string;
  readonly wants?: 'client-certificate' | 'tls';
}

/** Most telling first. Where each wording comes from is said in the test. */
const SIGNATURES: readonly Signature[] = [
  {
    by: 'tls',
    product: 'nginx',
    body: /No required SSL certificate was sent|The SSL certificate error/,
    wants: 'client-certificate',
  },
  { by: 'tls', product: 'nginx', body: /The plain HTTP request was sent to HTTPS port/, wants: 'tls' },
  { by: 'tls', product: 'Tomcat', body: /This combination of host and port requires TLS/, wants: 'tls' },
  { by: 'tls', product: 'Apache', body: /speaking plain HTTP to an SSL-enabled server port/, wants: 'tls' },
  { by: 'tls', product: 'Go', body: /^Client sent an HTTP request to an HTTPS server/, wants: 'tls' },
  {
    by: 'gateway',
    product: 'Envoy',
    body: /^RBAC: access denied|^upstream connect error|^Jwt |^no healthy upstream/,
  },
  { by: 'gateway', product: 'ingress-nginx', body: /^default backend - 404/ },
  { by: 'gateway', product: 'nginx', body: /<center>nginx(?:\/[\d.]+)?</ },
  { by: 'gateway', product: 'OpenResty', body: /<center>openresty/ },
  {
    by: 'gateway',
    product: 'HAProxy',
    body: /Request forbidden by administrative rules|No server is available to handle this request|You need a valid user and password/,
  },
  {
    by: 'gateway',
    product: 'F5 BIG-IP',
    body: /The requested URL was rejected\. Please consult with your administrator/,
  },
  { by: 'gateway', product: 'Google IAP', header: 'x-goog-iap-generated-response' },
  { by: 'gateway', product: 'the API gateway of AWS', header: 'x-amzn-errortype' },
  { by: 'gateway', product: 'Linkerd', header: 'l5d-proxy-error' },
  { by: 'gateway', product: 'Apigee', body: /^\{\s*"fault"\s*:\s*\{\s*"faultstring"/ },
  { by: 'gateway', product: 'APISIX', body: /^\{\s*"error_msg"\s*:/ },
  // oauth2-proxy to a program. No engine and no usual container says so little, but an application may.
  { by: 'gateway', body: /^\{\}\s*$/ },
  { by: 'gateway', product: 'Kong', body: /"message"\s*:\s*"(?:no Route matched|No API key found)/ },
  { by: 'container', product: 'Tomcat', body: /<h1>HTTP Status \d{3}|<h3>Apache Tomcat/ },
  { by: 'container', product: 'Jetty', body: /Powered by Jetty|<title>Error \d{3} / },
  { by: 'container', product: 'WildFly', body: /<title>Error<\/title><\/head><body>/ },
  { by: 'container', product: 'WebLogic', body: /<TITLE>Error \d{3}--/ },
  { by: 'container', product: 'WebSphere', body: /\bSRVE\d{4}E:/ },
  { by: 'container', product: 'RESTEasy', body: /^RESTEASY\d+:/ },
  { by: 'application', product: 'Spring', body: /Whitelabel Error Page/ },
  { by: 'gateway', product: 'Apache', body: /<address>Apache/, server: /^Apache(?!-Coyote)/ },
  { by: 'gateway', product: 'Traefik', body: /^404 page not found\s*$/ },
  { by: 'gateway', product: 'nginx', server: /^nginx/ },
  { by: 'gateway', product: 'Envoy', server: /envoy/ },
  { by: 'gateway', product: 'the load balancer of AWS', server: /^awselb/ },
  { by: 'gateway', product: 'CloudFront', server: /^CloudFront/ },
  { by: 'gateway', product: 'Cloudflare', server: /^cloudflare/ },
  {
    by: 'gateway',
    product: 'the application gateway of Azure',
    server: /^Microsoft-Azure-Application-Gateway/,
  },
  { by: 'gateway', product: 'IIS', server: /^Microsoft-IIS/ },
  // What it passes on has Kong in `Via`, and the server of whoever is behind it.
  { by: 'gateway', product: 'Kong', server: /^kong/i, names: 'itself' },
];

export type Named = {
  readonly by: AuthorKind;
  readonly product?: string;
  readonly wants?: 'client-certificate' | 'tls';
};

/** Who signed an answer; null where nobody did. */
export function productIn(answer: RefusedAnswer): Named | null {
  const { body, headers, json } = answer;
  const isPage = json === undefined && body !== '';
  const server = headers['server'] ?? '';
  const found = SIGNATURES.find(
    ({ body: inBody, server: inServer, names, header }) =>
      inBody?.test(body) === true ||
      ((isPage || (names === 'itself' && body !== '')) && inServer?.test(server) === true) ||
      (header !== undefined && header in headers),
  );
  // Where an application has no pages of its own, Tomcat writes the page of what Spring Security refuses.
  if (isSpring(answer) && (found === undefined || found.by === 'container'))
    return { by: 'application', product: 'Spring' };
  if (found !== undefined) {
    const { by, product, wants } = found;
    return { by, ...(product !== undefined && { product }), ...(wants !== undefined && { wants }) };
  }
  // Neither an engine nor a usual container answers with a page of its own.
  return isPage ? { by: 'gateway' } : null;
}

/** The error object of Spring Boot, or the headers that Spring Security puts on everything that it answers itself. */
function isSpring({ status, headers, json, body }: RefusedAnswer): boolean {
  if (isObject(json)) return 'timestamp' in json && 'status' in json && 'error' in json;
  return (
    // They are on the pages about what was let through and is not there, too.
    (body === '' || status === 401 || status === 403) &&
    headers['x-content-type-options'] === 'nosniff' &&
    (headers['cache-control'] ?? '').includes('no-store') &&
    headers['expires'] === '0'
  );
}
