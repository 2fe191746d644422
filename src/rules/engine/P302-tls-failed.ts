import type { Failure } from '../../probe/contact.js';
import { engineRule } from '../rule.js';
import { dayOf } from '../shared/engines/days.js';
import { brokenChain, said, type FailureData } from '../shared/engines/failures.js';

/** Told by rules of their own: who wants a certificate, and who speaks the other protocol. */
const ELSEWHERE: ReadonlySet<Failure['code']> = new Set([
  'client-certificate',
  'client-certificate-refused',
  'speaks-tls',
  'speaks-plain',
]);

function hasEnded({ certificate }: Failure): boolean {
  return certificate?.ended !== undefined;
}

export default engineRule({
  code: 'P302',
  name: 'tls-failed',
  severity: 'warning',
  /** What has ended, Optimize refuses as well: that is decided. */
  severityOf: ({ failure }: FailureData) => (hasEnded(failure) ? 'error' : 'warning'),
  inconclusiveOf: ({ failure }: FailureData) => !hasEnded(failure),
  needs: ['reach'],
  *check(view) {
    yield* brokenChain(view, ({ step, code }) => step === 'tls' && !ELSEWHERE.has(code), 'rest');
  },
  message({ engine, failure }: FailureData) {
    const { ended } = failure.certificate ?? {};
    return ended === undefined
      ? `No TLS connection to "${engine}": ${said(failure)}`
      : `The certificate of "${engine}" ended on ${dayOf(ended)}: neither this tool nor Optimize gets a TLS connection.`;
  },
  remedy({ failure }: FailureData) {
    const { certificate, code } = failure;
    if (certificate?.ended !== undefined)
      return `Renew the certificate ${certificate.subject}, issued by ${certificate.issuer}, with those that go along with it.`;
    if (certificate !== undefined) {
      return [
        `The server shows the certificate ${certificate.subject}, issued by ${certificate.issuer}.`,
        ...(certificate.inSystemStore === true
          ? [
              'The trust store of this system knows the authority, but Node and Java have trust stores of their own.',
            ]
          : []),
        'For this tool, name the issuing authority with --ca FILE. For Optimize, import it into the trust store of its Java:',
        'keytool -importcert -cacerts -alias engine -file authority.pem',
      ].join('\n');
    }
    if (code === 'tls-protocol') {
      return 'Does the port speak TLS at all? If not, use http:// in "rest". If it does, enable TLS 1.2 or newer on the server.';
    }
    return 'The server accepts the connection but does not finish the handshake: check what terminates TLS in front of the engine.';
  },
});
