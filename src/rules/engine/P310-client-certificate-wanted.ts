import { engineRule } from '../rule.js';
import { brokenChain, type FailureData } from '../shared/engines/failures.js';

export default engineRule({
  code: 'P310',
  name: 'client-certificate-wanted',
  severity: 'warning',
  inconclusive: true,
  needs: ['reach'],
  *check(view) {
    yield* brokenChain(view, ({ code }) => code === 'client-certificate', 'rest');
  },
  message({ engine }: FailureData) {
    return `"${engine}" could not be examined: its server asks for a client certificate, and this tool sent none.`;
  },
  remedy() {
    return [
      'Optimize needs one as well. It has no setting for it: give its Java process a key store with OPTIMIZE_JAVA_OPTS, e.g.',
      '  -Djavax.net.ssl.keyStore=/path/client.p12 -Djavax.net.ssl.keyStorePassword=…',
    ].join('\n');
  },
});
