import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/probe/contact.js';
import rule from '../../src/rules/engine/P302-tls-failed.js';

function advice(failure: Pick<Failure, 'code'> & Partial<Failure>): string {
  const broken = { step: 'tls', detail: 'no handshake', milliseconds: 1, ...failure } as const;
  return rule.remedy({ engine: 'eu', rest: 'https://eu.test/engine-rest', name: 'default', failure: broken });
}

describe('a TLS connection that cannot be made', () => {
  it('is put right at the port or in front of the engine, where no certificate was seen', () => {
    expect(advice({ code: 'tls-protocol' })).toMatch(/^Does the port speak TLS at all\?/u);
    expect(advice({ code: 'reset' })).toMatch(/check what terminates TLS in front of the engine\.$/u);
  });

  it('is put right by the authority, or by a certificate that has not ended', () => {
    const certificate = { subject: '"eu.test"', issuer: '"Our CA"' };
    const unknownAuthority = advice({ code: 'certificate', certificate });
    expect(unknownAuthority).toContain('The server shows the certificate "eu.test", issued by "Our CA".');
    expect(unknownAuthority).toContain('--ca FILE');
    expect(unknownAuthority).not.toContain('The trust store of this system knows');
    expect(advice({ code: 'certificate', certificate: { ...certificate, inSystemStore: true } })).toContain(
      'The trust store of this system knows the authority',
    );
    expect(advice({ code: 'certificate', certificate: { ...certificate, ended: 0 } })).toMatch(
      /^Renew the certificate "eu\.test", issued by "Our CA"/u,
    );
  });
});
