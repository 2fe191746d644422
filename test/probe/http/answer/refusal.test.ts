import { describe, expect, it } from 'vitest';
import {
  judgesPassword,
  refusalIn,
  schemesIn,
  type Refusal,
} from '../../../../src/probe/http/answer/refusal.js';
import { growth } from '../../../helpers/growth.js';
import { nginxPage, SPRING_HEADERS, TOMCAT_404_PAGE } from '../../../helpers/refusing-answers.js';

interface Sent {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function read({ status, headers = {}, body = '' }: Sent): Refusal {
  return refusalIn({ status, headers, body, json: jsonOf(body) }, (text) => text);
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

const HTML = { 'content-type': 'text/html' };
const TEXT = { 'content-type': 'text/plain' };
const JSON_TYPE = { 'content-type': 'application/json' };
/** Tomcat's page about what Spring Security 6.5 refused, before Camunda's REST starter alone: no other part has pages of errors. */
const TOMCAT_PAGE_OF_SPRING =
  '<!doctype html><html lang="en"><head><title>HTTP Status 403 – Forbidden</title></head><body><h1>HTTP Status 403 – Forbidden</h1></body></html>';
describe('who gave an answer', () => {
  it.each<[string, Sent, Refusal]>([
    [
      'the login filter of an engine',
      { status: 401, headers: { 'www-authenticate': 'Basic realm="default"' } },
      { by: 'engine', schemes: ['basic'] },
    ],
    [
      'an engine, about a path that it does not know (Jersey)',
      {
        status: 404,
        headers: JSON_TYPE,
        body: '{"type":"NotFoundException","message":"HTTP 404 Not Found","code":null}',
      },
      { by: 'engine', sentence: 'HTTP 404 Not Found' },
    ],
    [
      'an engine, about a path that it does not know (RESTEasy)',
      {
        status: 404,
        headers: JSON_TYPE,
        body: '{"type":"NotFoundException","message":"RESTEASY003210: Could not find resource for full path: http://engine:8080/claims/engine-rest/engine"}',
      },
      {
        by: 'engine',
        sentence:
          'RESTEASY003210: Could not find resource for full path: http://engine:8080/claims/engine-rest/engine',
      },
    ],
    [
      'an engine that names a user',
      {
        status: 403,
        headers: JSON_TYPE,
        body: '{"type":"AuthorizationException","message":"The user with id \'kim\' does not have …"}',
      },
      { by: 'engine' },
    ],
    [
      'its container',
      { status: 404, headers: HTML, body: TOMCAT_404_PAGE },
      {
        by: 'container',
        product: 'Tomcat',
        sentence: 'The requested resource [/rest/engine] is not available',
      },
    ],
    [
      'its container, with nginx on the way',
      { status: 404, headers: { ...HTML, server: 'nginx' }, body: TOMCAT_404_PAGE },
      {
        by: 'container',
        product: 'Tomcat',
        sentence: 'The requested resource [/rest/engine] is not available',
      },
    ],
    [
      'Jetty',
      {
        status: 404,
        headers: HTML,
        body: '<html><head><title>Error 404 Not Found</title></head><body><h2>HTTP ERROR 404</h2></body></html>',
      },
      { by: 'container', product: 'Jetty', sentence: 'Error 404 Not Found' },
    ],
    [
      'Spring Boot',
      {
        status: 403,
        headers: JSON_TYPE,
        body: '{"timestamp":"2026-11-23T07:00:00.000+00:00","status":403,"error":"Forbidden","path":"/engine-rest/engine"}',
      },
      { by: 'application', product: 'Spring', sentence: 'Forbidden' },
    ],
    [
      'Spring Security without a body',
      { status: 403, headers: SPRING_HEADERS },
      { by: 'application', product: 'Spring' },
    ],
    [
      'Spring Security with Basic',
      { status: 401, headers: { ...SPRING_HEADERS, 'www-authenticate': 'Basic realm="Realm"' } },
      { by: 'application', product: 'Spring', schemes: ['basic'] },
    ],
    [
      'Spring Security, where Tomcat writes the page',
      { status: 403, headers: { ...SPRING_HEADERS, ...HTML }, body: TOMCAT_PAGE_OF_SPRING },
      { by: 'application', product: 'Spring', sentence: 'HTTP Status 403 – Forbidden' },
    ],
    [
      'its container, about what Spring Security let through',
      { status: 404, headers: { ...SPRING_HEADERS, ...HTML }, body: TOMCAT_404_PAGE },
      {
        by: 'container',
        product: 'Tomcat',
        sentence: 'The requested resource [/rest/engine] is not available',
      },
    ],
    [
      'nginx, that writes the same headers',
      { status: 403, headers: { ...SPRING_HEADERS, ...HTML }, body: nginxPage('403 Forbidden') },
      { by: 'gateway', product: 'nginx', sentence: '403 Forbidden' },
    ],
    [
      'a resource server of Spring Security',
      { status: 401, headers: { ...SPRING_HEADERS, 'www-authenticate': 'Bearer' } },
      { by: 'resource-server', product: 'Spring', schemes: ['bearer'] },
    ],
    [
      'Spring Security that accepts tokens and Basic, about a password',
      {
        status: 401,
        headers: { ...SPRING_HEADERS, ...HTML, 'www-authenticate': 'Basic realm="Realm", Bearer' },
        body: TOMCAT_PAGE_OF_SPRING,
      },
      {
        by: 'application',
        product: 'Spring',
        schemes: ['basic', 'bearer'],
        sentence: 'HTTP Status 403 – Forbidden',
      },
    ],
    [
      'a resource server (RFC 6750)',
      {
        status: 401,
        headers: {
          'www-authenticate':
            'Bearer error="invalid_token", error_description="Invalid token, expired", error_uri="https://tools.ietf.org/html/rfc6750#section-3.1"',
        },
      },
      { by: 'resource-server', schemes: ['bearer'], sentence: 'Invalid token, expired' },
    ],
    [
      'Envoy, about a token',
      {
        status: 401,
        headers: { ...TEXT, 'www-authenticate': 'Bearer realm="http://orders/"', server: 'istio-envoy' },
        body: 'Jwt is missing',
      },
      { by: 'resource-server', product: 'Envoy', schemes: ['bearer'], sentence: 'Jwt is missing' },
    ],
    [
      'Envoy, about a rule of the mesh',
      { status: 403, headers: { ...TEXT, server: 'istio-envoy' }, body: 'RBAC: access denied' },
      { by: 'gateway', product: 'Envoy', sentence: 'RBAC: access denied' },
    ],
    [
      'nginx',
      { status: 403, headers: { ...HTML, server: 'nginx/1.22.1' }, body: nginxPage('403 Forbidden') },
      { by: 'gateway', product: 'nginx', sentence: '403 Forbidden' },
    ],
    [
      'nginx with a page of its own',
      {
        status: 403,
        headers: { ...HTML, server: 'nginx' },
        body: '<html><body><h1>Kein Zugriff</h1></body></html>',
      },
      { by: 'gateway', product: 'nginx', sentence: 'Kein Zugriff' },
    ],
    [
      'the ingress of a cluster',
      { status: 404, headers: TEXT, body: 'default backend - 404' },
      { by: 'gateway', product: 'ingress-nginx', sentence: 'default backend - 404' },
    ],
    [
      'HAProxy',
      {
        status: 403,
        headers: HTML,
        body: '<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>\n',
      },
      { by: 'gateway', product: 'HAProxy', sentence: '403 Forbidden' },
    ],
    [
      'a load balancer of AWS',
      {
        status: 403,
        headers: { ...HTML, server: 'awselb/2.0' },
        body: '<html>\r\n<head><title>403 Forbidden</title></head>\r\n</html>',
      },
      { by: 'gateway', product: 'the load balancer of AWS', sentence: '403 Forbidden' },
    ],
    [
      'WildFly (Undertow, SimpleErrorPageHandler)',
      {
        status: 404,
        headers: HTML,
        body: '<html><head><title>Error</title></head><body>404 - Not Found</body></html>',
      },
      { by: 'container', product: 'WildFly', sentence: '404 - Not Found' },
    ],
    [
      'WebLogic (its page for errors without one of the application)',
      {
        status: 404,
        headers: HTML,
        body: '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Draft//EN">\n<HTML>\n<HEAD>\n<TITLE>Error 404--Not Found</TITLE>\n</HEAD>\n<BODY bgcolor="white">\n<H2>Error 404--Not Found</H2>',
      },
      { by: 'container', product: 'WebLogic', sentence: 'Error 404--Not Found' },
    ],
    [
      'WebSphere (message SRVE0190E)',
      {
        status: 404,
        headers: HTML,
        body: 'Error 404: java.io.FileNotFoundException: SRVE0190E: File not found: /engine',
      },
      {
        by: 'container',
        product: 'WebSphere',
        sentence: 'Error 404: java.io.FileNotFoundException: SRVE0190E: File not found: /engine',
      },
    ],
    [
      'something that says nothing to programs (oauth2-proxy writes an empty object, errorJSON; nothing else tells that it is one)',
      { status: 401, headers: JSON_TYPE, body: '{}' },
      { by: 'gateway' },
    ],
    [
      'Kong, that names itself on what it says itself (server_tokens)',
      { status: 401, headers: { ...JSON_TYPE, server: 'kong/3.4.2' }, body: '{"message":"Unauthorized"}' },
      { by: 'gateway', product: 'Kong', sentence: 'Unauthorized' },
    ],
    [
      'Kong, about a path without a route',
      { status: 404, headers: JSON_TYPE, body: '{"message":"no Route matched with those values"}' },
      { by: 'gateway', product: 'Kong', sentence: 'no Route matched with those values' },
    ],
    [
      'anybody who says the same as Kong, and many do',
      { status: 401, headers: JSON_TYPE, body: '{"message":"Unauthorized"}' },
      { by: 'unknown', sentence: 'Unauthorized' },
    ],
    [
      'Apigee (its fault object)',
      {
        status: 401,
        headers: JSON_TYPE,
        body: '{"fault":{"faultstring":"Invalid ApiKey","detail":{"errorcode":"oauth.v2.InvalidApiKey"}}}',
      },
      { by: 'gateway', product: 'Apigee', sentence: 'Invalid ApiKey' },
    ],
    [
      'the API gateway of AWS (header x-amzn-ErrorType)',
      {
        status: 401,
        headers: { ...JSON_TYPE, 'x-amzn-errortype': 'UnauthorizedException' },
        body: '{"message":"Unauthorized"}',
      },
      { by: 'gateway', product: 'the API gateway of AWS', sentence: 'Unauthorized' },
    ],
    [
      'APISIX (core.response: error_msg)',
      { status: 404, headers: JSON_TYPE, body: '{"error_msg":"404 Route Not Found"}' },
      { by: 'gateway', product: 'APISIX', sentence: '404 Route Not Found' },
    ],
    [
      'the proxy of Google (header x-goog-iap-generated-response)',
      {
        status: 401,
        headers: { ...HTML, 'x-goog-iap-generated-response': 'true' },
        body: 'Invalid IAP credentials: empty token',
      },
      { by: 'gateway', product: 'Google IAP', sentence: 'Invalid IAP credentials: empty token' },
    ],
    [
      'Linkerd (header l5d-proxy-error)',
      { status: 403, headers: { 'l5d-proxy-error': 'unauthorized request on route' } },
      { by: 'gateway', product: 'Linkerd' },
    ],
    [
      'something unknown with a page',
      { status: 403, headers: HTML, body: '<html><title>Blocked &amp; logged</title></html>' },
      { by: 'gateway', sentence: 'Blocked & logged' },
    ],
    ['nobody in particular', { status: 403 }, { by: 'unknown' }],
    [
      'nobody in particular, with problem details (RFC 9457)',
      {
        status: 403,
        headers: JSON_TYPE,
        body: '{"type":"about:blank","title":"Forbidden","status":403,"detail":"No access","message":"x"}',
      },
      { by: 'unknown', sentence: 'x' },
    ],
    [
      'a proxy of our own',
      { status: 407, headers: { ...HTML, server: 'squid' }, body: '<html><title>Proxy</title></html>' },
      { by: 'proxy', sentence: 'Proxy' },
    ],
    [
      'nginx, about a client certificate',
      { status: 400, headers: HTML, body: nginxPage('400 No required SSL certificate was sent') },
      {
        by: 'tls',
        product: 'nginx',
        wants: 'client-certificate',
        sentence: '400 No required SSL certificate was sent',
      },
    ],
    [
      'Tomcat, on its TLS port',
      {
        status: 400,
        headers: TEXT,
        body: 'Bad Request\r\nThis combination of host and port requires TLS.\r\n',
      },
      {
        by: 'tls',
        product: 'Tomcat',
        wants: 'tls',
        sentence: 'This combination of host and port requires TLS.',
      },
    ],
  ])('is %s', (_name, sent, expected) => {
    expect(read(sent)).toEqual(expected);
  });
});

function lookAtOpenQuote(length: number): void {
  schemesIn(`Basic realm="${'\\"'.repeat(length)}`);
}

describe('the schemes of a challenge', () => {
  it.each<[string, readonly string[]]>([
    ['Basic realm="default"', ['basic']],
    ['Bearer', ['bearer']],
    ['Negotiate, NTLM', ['negotiate', 'ntlm']],
    ['Basic realm="a, Bearer b", charset="UTF-8"', ['basic']],
    ['Digest realm="x", nonce="a=, b=", qop="auth", Basic realm="y"', ['digest', 'basic']],
    ['Bearer error="invalid_token", error_description="say \\"Basic x\\", please"', ['bearer']],
    ['Negotiate YII=', ['negotiate']],
    ['', []],
    ['Basic realm="a \\"b, Bearer', ['basic', 'bearer']],
  ])('in %s', (challenge, schemes) => {
    expect(schemesIn(challenge)).toEqual(schemes);
  });

  it('are found in one pass where a quote is never closed', async () => {
    expect(await growth(lookAtOpenQuote, 3000, 8)).toBeLessThan(24);
  });
});

describe('a password was judged', () => {
  it.each<[string, Sent, boolean]>([
    ['by a Basic challenge', { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }, true],
    [
      'by a Basic challenge beside another',
      { status: 401, headers: { 'www-authenticate': 'Bearer, Basic realm="x"' } },
      true,
    ],
    ['by a 401 that offers nothing, perhaps', { status: 401 }, true],
    ['by a 401 of Spring that offers nothing, perhaps', { status: 401, headers: SPRING_HEADERS }, true],
    ['not where a token is wanted', { status: 401, headers: { 'www-authenticate': 'Bearer' } }, false],
    [
      'not where Kerberos is wanted',
      { status: 401, headers: { 'www-authenticate': 'Negotiate, NTLM' } },
      false,
    ],
    [
      'not by a page of a gateway',
      { status: 401, headers: HTML, body: nginxPage('401 Authorization Required') },
      false,
    ],
    [
      'by a page of a gateway that offers Basic',
      {
        status: 401,
        headers: { ...HTML, 'www-authenticate': 'Basic realm="x"' },
        body: nginxPage('401 Authorization Required'),
      },
      true,
    ],
    ['not by any 403', { status: 403, headers: SPRING_HEADERS }, false],
    ['not by a proxy that wants a session', { status: 401, headers: JSON_TYPE, body: '{}' }, false],
    [
      'not by a gateway that wants a key',
      { status: 401, headers: JSON_TYPE, body: '{"fault":{"faultstring":"Invalid ApiKey"}}' },
      false,
    ],
    [
      'perhaps by an object that nobody signs',
      { status: 401, headers: JSON_TYPE, body: '{"message":"no"}' },
      true,
    ],
  ])('%s', (_name, sent, judged) => {
    expect(judgesPassword(sent.status, read(sent))).toBe(judged);
  });
});

describe('the sentence of an answer', () => {
  it.each<[string, string, string]>([
    ['is on one line', '<title>403\n   Forbidden</title>', '403 Forbidden'],
    ['is safe to print', '<title>\u001b[31mred\u202e</title>', '\\u001b[31mred\\u202e'],
    ['holds no token', '{"message":"bad eyJhbGciOi.eyJzdWIi.c2ln"}', 'bad ***'],
    ['holds no header', '{"message":"got Bearer abcdefghijk"}', 'got Bearer ***'],
    ['holds no password', '{"error":"password=hunter2 is wrong"}', 'password=*** is wrong'],
  ])('%s', (_name, body, sentence) => {
    expect(read({ status: 400, headers: HTML, body }).sentence).toBe(sentence);
  });

  it('is cut', () => {
    const { sentence = '' } = read({ status: 400, headers: TEXT, body: 'a'.repeat(100_000) });
    expect(sentence.length).toBeLessThan(200);
  });

  it.each(['<title', '<html><h1', '<b>Message</b', '<title>Error</title><body'])(
    'is found in one pass where nothing is closed: %s',
    async (open) => {
      const look = (size: number): void => {
        for (let times = 0; times < 20; times += 1)
          read({ status: 403, headers: HTML, body: open.repeat(size / open.length) });
      };
      expect(await growth(look, 8_192, 8)).toBeLessThan(24);
    },
  );

  it.each(['&constructor;', '&toString;', '&__proto__;'])('leaves %s alone', (entity) => {
    expect(read({ status: 403, headers: HTML, body: `<title>${entity}</title>` }).sentence).toBe(entity);
  });

  it('is none where the body is UTF-16', () => {
    const body = Buffer.from('\ufeff<html><title>no</title></html>', 'utf16le').toString();
    expect(read({ status: 403, headers: HTML, body }).sentence).toBeUndefined();
  });

  it('is none where the body is no text', () => {
    const headers = { 'content-type': 'application/octet-stream' };
    expect(read({ status: 400, headers, body: '\u0000\u0001' }).sentence).toBeUndefined();
  });
});
