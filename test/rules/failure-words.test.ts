import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/probe/contact.js';
import clientCertificate from '../../src/rules/engine/P310-client-certificate-wanted.js';
import notAnEngine from '../../src/rules/engine/P303-not-an-engine.js';
import unreachable from '../../src/rules/engine/P301-unreachable.js';
import type { FailureData } from '../../src/rules/shared/engines/failures.js';
import { failureData } from '../helpers/failure-data.js';

function dataOf(failure: Partial<Failure>): FailureData {
  return failureData({
    step: 'http',
    detail: 'GET http://eu/engine-rest/engine: odd',
    milliseconds: 1,
    ...failure,
  });
}

describe('what an engine that cannot be examined needs', () => {
  it('is no look at its threads where an answer came that is broken', () => {
    const remedy = unreachable.remedy(dataOf({ code: 'network' }));
    expect(remedy).toContain('Something answers there that breaks the rules of HTTP');
    expect(remedy).not.toContain('threads');
  });

  it('is no look into a log for an error where the status tells of none', () => {
    const remedy = unreachable.remedy(dataOf({ code: 'server-error', status: 204 }));
    expect(remedy).toContain('answers in the place of the engine');
    expect(unreachable.remedy(dataOf({ code: 'server-error', status: 500 }))).toContain('its log says why');
  });
});

describe('a list of engines that is empty', () => {
  const failure = { step: 'parse', code: 'not-an-engine-list', engineNames: [] } as const;

  it('is told as a server without an engine, not as a wrong address', () => {
    expect(notAnEngine.message(dataOf(failure))).toMatch(/^"eu": its server runs no engine: /u);
    const remedy = notAnEngine.remedy(dataOf(failure));
    expect(remedy).toContain('The log of the server');
    expect(remedy).not.toContain('Correct "rest"');
  });

  it('is told with an engine that answers nearby', () => {
    const siblings = ['http://eu/rest'];
    expect(notAnEngine.remedy(dataOf({ ...failure, siblings }))).toContain(
      'An engine answers at http://eu/rest',
    );
  });
});

describe('redirects that lead to one another', () => {
  it('have no final address to take', () => {
    const remedy = notAnEngine.remedy(dataOf({ code: 'redirect', status: 301 }));
    expect(remedy).not.toContain('final address');
    expect(remedy).toContain('one leads to the next');
    expect(notAnEngine.remedy(dataOf({ code: 'redirect', status: 200 }))).toContain('Use the final address');
    expect(notAnEngine.remedy(dataOf({ code: 'redirect', status: 302, leadsTo: 'https://sso/x' }))).toContain(
      'Use the final address',
    );
  });
});

describe('a page in the place of the list of engines', () => {
  it('may be there for a while only', () => {
    const refusal = { by: 'gateway', sentence: 'Down for maintenance' } as const;
    const page = notAnEngine.remedy(dataOf({ code: 'not-json', status: 200, refusal }));
    expect(page).toContain(
      'If the page is there for a while only, as during maintenance, run again afterwards.',
    );
    expect(page).toContain('Otherwise correct "rest"');
    expect(notAnEngine.remedy(dataOf({ code: 'not-json', status: 200 }))).not.toContain('maintenance');
  });
});

describe('a client certificate that a server refuses', () => {
  const failure = { step: 'tls', code: 'client-certificate-refused' } as const;

  it('is to be renewed where it has ended', () => {
    const ended = Date.UTC(2026, 10, 29, 12);
    const data = dataOf({ ...failure, certificate: { subject: 'CN=me', issuer: 'CN=us', ended } });
    expect(clientCertificate.message(data)).toContain('that of --cert ended on 2026-11-29.');
    expect(clientCertificate.remedy(data)).toContain('Renew the certificate CN=me, issued by CN=us');
  });

  it('needs an authority that the server trusts where it has not', () => {
    expect(clientCertificate.message(dataOf(failure))).toContain('does not accept that of --cert');
    expect(clientCertificate.remedy(dataOf(failure))).toContain('the authority that issued it');
  });
});
