import type { Reply } from './engine-server.js';

/**
 * What stands in front of engines, and engines themselves, when they let nobody in: headers and bodies as the real ones write them. Each
 * says where its shape is known from: recorded (`fixtures/answers`, or the tests of `test/engines`, which start the real program), read in
 * the source of the program or in its documentation, or made by hand.
 */

/** The engine's own login filter: nothing but the challenge. Recorded: `camunda-7.24.0/shared-A-no-login`, and `-wrong-password` alike. */
export const ENGINE_401: Reply = { status: 401, headers: { 'www-authenticate': 'Basic realm="default"' } };

/** An engine (Jersey), about a path that it does not know. Recorded: `camunda-7.24.0/distinct-D-cleanup-window`, `/engine/default/nope`. */
export const ENGINE_404: Reply = {
  status: 404,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
  json: { type: 'NotFoundException', message: 'HTTP 404 Not Found', code: null },
};

/** An engine on WildFly (RESTEasy), about such a path. From reports: the path that arrived is at the end of the sentence. */
export function engine404Naming(url: string): Reply {
  const message = `RESTEASY003210: Could not find resource for full path: ${url}`;
  return { status: 404, json: { type: 'NotFoundException', message } };
}

/** What Spring Security 5 and 6 write on every answer of their own. Its source: HeaderWriterFilter, with the defaults of 6. */
export const SPRING_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '0',
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
  expires: '0',
  'x-frame-options': 'DENY',
} as const;

/** Spring Boot around Spring Security: its error object. Its source: DefaultErrorAttributes. */
export function springError(status: number, error: string): Reply {
  const timestamp = '2026-11-23T07:00:00.000+00:00';
  return {
    status,
    headers: { ...SPRING_HEADERS, 'content-type': 'application/json' },
    json: { timestamp, status, error, path: '/engine-rest/engine' },
  };
}

/** An OAuth resource server of Spring Security. Seen in `test/engines/spring-security.test.ts`: 401, the challenge, no body. */
export const BEARER_401: Reply = {
  status: 401,
  headers: { ...SPRING_HEADERS, 'www-authenticate': 'Bearer' },
};

/** The same, about a token that it does not accept. RFC 6750, section 3.1, in the words of BearerTokenAuthenticationEntryPoint. */
export const BEARER_REJECTED: Reply = {
  status: 401,
  headers: {
    ...SPRING_HEADERS,
    'www-authenticate':
      'Bearer error="invalid_token", error_description="Invalid token", error_uri="https://tools.ietf.org/html/rfc6750#section-3.1"',
  },
};

/** Apache with Kerberos (mod_auth_gssapi). Its source: ap_send_error_response, without a signature of the server. */
export const KERBEROS_401: Reply = {
  status: 401,
  headers: { 'www-authenticate': 'Negotiate', 'content-type': 'text/html; charset=iso-8859-1' },
  text: '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>401 Unauthorized</title>\n</head><body>\n<h1>Unauthorized</h1>\n<p>This server could not verify that you\nare authorized to access the document\nrequested.  Either you supplied the wrong\ncredentials (e.g., bad password), or your\nbrowser doesn\'t understand how to supply\nthe credentials required.</p>\n</body></html>\n',
};

/** A page of nginx, as Debian's sends it: `camunda-7.24.0/lb-login-page` has the one about 302. */
export function nginxPage(title: string): string {
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n`;
}

export const NGINX_403: Reply = {
  status: 403,
  headers: { server: 'nginx/1.22.1', 'content-type': 'text/html' },
  text: nginxPage('403 Forbidden'),
};

/** Envoy in a mesh of Istio. Its source: the filter envoy.filters.http.rbac. */
export const MESH_403: Reply = {
  status: 403,
  headers: { 'content-type': 'text/plain', server: 'istio-envoy' },
  text: 'RBAC: access denied',
};

/** Tomcat 9 and 10 where nothing is deployed. Their source: ErrorReportValve. */
export const TOMCAT_404_PAGE =
  '<!doctype html><html lang="en"><head><title>HTTP Status 404 – Not Found</title></head><body><h1>HTTP Status 404 – Not Found</h1><hr class="line" /><p><b>Type</b> Status Report</p><p><b>Message</b> The requested resource [&#47;rest&#47;engine] is not available</p><hr class="line" /><h3>Apache Tomcat/10.1.43</h3></body></html>';

export const TOMCAT_404: Reply = {
  status: 404,
  headers: { 'content-type': 'text/html;charset=utf-8', 'content-language': 'en' },
  text: TOMCAT_404_PAGE,
};

/** Made by hand: a gateway of somebody's own, that asks for a session and names no scheme. */
export const SESSION_401: Reply = { status: 401, text: '<html><title>Please sign in</title></html>' };
