import { engineRule } from '../rule.js';
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
    if (failure.code === 'client-certificate-refused')
      return `"${engine}" could not be examined: its server asks for a client certificate, and does not accept that of --cert.`;
    return `"${engine}" could not be examined: its server asks for a client certificate, and this tool sent none.`;
  },
  remedy({ failure }: FailureData) {
    return [
      failure.code === 'client-certificate-refused'
        ? 'Give this tool one that the server accepts: the authority that issued it must be one that the server trusts for clients.'
        : 'Give this tool one with --cert FILE --key FILE, or --cert FILE.p12 with its pass phrase in MULTI_ENGINE_CERT_PASSWORD.',
      'Optimize needs one as well. It has no setting for it: give its Java process a key store with OPTIMIZE_JAVA_OPTS, e.g.',
      '  -Djavax.net.ssl.keyStore=/path/client.p12 -Djavax.net.ssl.keyStorePassword=…',
    ].join('\n');
  },
});
