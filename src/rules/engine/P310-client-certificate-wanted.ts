import type { Failure } from '../../probe/contact.js';
import { engineRule } from '../rule.js';
import { dayOf } from '../shared/engines/days.js';
import { brokenChain, type FailureData } from '../shared/engines/failures.js';

export default engineRule({
  code: 'P310',
  name: 'client-certificate-wanted',
  severity: 'warning',
  inconclusive: true,
  needs: ['reach'],
  *check(view) {
    yield* brokenChain(view, ({ code }) => code.startsWith('client-certificate'), 'rest');
  },
  message({ engine, failure }: FailureData) {
    const { ended } = failure.certificate ?? {};
    if (ended !== undefined)
      return `"${engine}" could not be examined: its server asks for a client certificate, and that of --cert ended on ${dayOf(ended)}.`;
    if (failure.code === 'client-certificate-refused')
      return `"${engine}" could not be examined: its server asks for a client certificate, and does not accept that of --cert.`;
    return `"${engine}" could not be examined: its server asks for a client certificate, and this tool sent none.`;
  },
  remedy({ failure }: FailureData) {
    return [
      ofThisTool(failure),
      'Optimize needs one as well. It has no setting for it: give its Java process a key store with OPTIMIZE_JAVA_OPTS, e.g.',
      '  -Djavax.net.ssl.keyStore=/path/client.p12 -Djavax.net.ssl.keyStorePassword=…',
    ].join('\n');
  },
});

function ofThisTool({ certificate, code }: Failure): string {
  if (certificate?.ended !== undefined)
    return `Renew the certificate ${certificate.subject}, issued by ${certificate.issuer}, and name the new one with --cert.`;
  return code === 'client-certificate-refused'
    ? 'Give this tool one that the server accepts: the authority that issued it must be one that the server trusts for clients.'
    : 'Give this tool one with --cert FILE --key FILE, or --cert FILE.p12 with its pass phrase in MULTI_ENGINE_CERT_PASSWORD.';
}
