import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../src/probe/http/failures.js';
import { proxyFor } from '../../../src/probe/http/connection/proxy.js';

const circumstances = {
  address: 'http://eu.example/engine-rest/engine',
  step: 'http' as const,
  milliseconds: 12.4,
  timeoutMs: 1_000,
  proxy: null,
};

describe('an error of the network', () => {
  it.each([
    ['ENOTFOUND', 'dns', 'no-such-host'],
    ['EAI_AGAIN', 'dns', 'no-such-host'],
    ['ECONNREFUSED', 'connect', 'refused'],
    ['EHOSTUNREACH', 'connect', 'network'],
    ['UND_ERR_SOCKET', 'connect', 'reset'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'tls-protocol'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'certificate'],
    ['CERT_HAS_EXPIRED', 'tls', 'certificate'],
    ['HPE_INVALID_CONSTANT', 'http', 'network'],
  ])('%s is told at its step', (code, step, expected) => {
    const error = Object.assign(new Error('x'), { code });
    const failure = failureOf(error, { ...circumstances, step: 'connect' });
    expect(failure).toMatchObject({ step, code: expected, milliseconds: 12 });
    expect(failure.detail).toContain('http://eu.example/engine-rest/engine');
  });

  it.each([
    ['dns', 'ENOTFOUND'],
    ['connect', 'ECONNREFUSED'],
    ['connect', 'CERT_HAS_EXPIRED'],
    ['connect', 'EPROTO'],
    ['connect', 'UND_ERR_HEADERS_OVERFLOW'],
  ] as const)('on the way to a proxy is the fault of that: at step %s, %s', (step, code) => {
    const error = Object.assign(new Error('x'), { code });
    const failure = failureOf(error, { ...circumstances, step, proxy: 'proxy.example:3128' });
    expect(failure).toMatchObject({ step: 'connect', code: 'proxy' });
    expect(failure.detail).toMatch(/ \(at the proxy proxy\.example:3128\)$/);
  });

  it('without a code is told by the step that was reached', () => {
    expect(failureOf(new Error('odd'), circumstances)).toMatchObject({ step: 'http', code: 'network' });
  });
});

describe('the proxy of an address', () => {
  const environment = {
    http_proxy: 'http://proxy:3128',
    HTTPS_PROXY: 'secure:3129',
    NO_PROXY: 'intern, .corp:8443',
  };
  it.each([
    ['http://eu.example/engine-rest', 'http://proxy:3128/'],
    ['https://eu.example/engine-rest', 'http://secure:3129/'],
    ['http://intern/engine-rest', null],
    ['http://eu.intern/engine-rest', null],
    ['https://eu.corp:8443/engine-rest', null],
    ['https://eu.corp/engine-rest', 'http://secure:3129/'],
    ['http://localhost:8080/engine-rest', null],
    ['http://127.0.0.1:8080/engine-rest', null],
  ])('%s is %s', (address, proxy) => {
    expect(proxyFor(new URL(address), environment)?.url?.href ?? null).toBe(proxy);
  });

  it.each([
    '::::',
    'proxy:99999',
    'http://proxy:port',
    '%zz',
    'http://%zz',
    'http://user:50%off@proxy:3128',
    'ftp://proxy',
    'http://',
    'a b',
  ])('is named by its variable alone where that holds %s', (text) => {
    const target = new URL('https://eu.example/engine-rest');
    expect(proxyFor(target, { HTTPS_PROXY: text })).toEqual({ variable: 'HTTPS_PROXY', url: null });
    expect(proxyFor(target, { HTTPS_PROXY: text, NO_PROXY: '.example' })).toBeNull();
  });

  it('is none with NO_PROXY=*', () => {
    expect(proxyFor(new URL('http://eu.example'), { ...environment, NO_PROXY: '*' })).toBeNull();
  });
});
