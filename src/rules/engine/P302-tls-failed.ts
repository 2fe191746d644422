import type { Failure } from '../../probe/types.js';
import { engineRule } from '../rule.js';
import { brokenChain, said, type FailureData } from '../shared/engines/failures.js';

/** Told by rules of their own: who wants a certificate, and who speaks the other protocol. */
const ELSEWHERE: ReadonlySet<Failure['code']> = new Set([
  'client-certificate',
  'client-certificate-refused',
  'speaks-tls',
  'speaks-plain',
]);

export default engineRule({
  code: 'P302',
  name: 'tls-failed',
  severity: 'warning',
  inconclusive: true,
  needs: ['reach'],
  *check(view) {
    yield* brokenChain(view, ({ step, code }) => step === 'tls' && !ELSEWHERE.has(code), 'rest');
  },
  message({ engine, failure }: FailureData) {
    return `No TLS connection to "${engine}": ${said(failure)}`;
  },
  remedy({ failure }: FailureData) {
    const { certificate, code } = failure;
    if (certificate !== undefined) {
      return [
        `The server shows the certificate ${certificate.subject}, issued by ${certificate.issuer}.`,
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
