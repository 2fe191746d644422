import type { Failure } from '../../probe/contact.js';
import { engineRule } from '../rule.js';
import { brokenChain, said, type FailureData } from '../shared/engines/failures.js';

const CODES: ReadonlySet<Failure['code']> = new Set([
  'no-such-host',
  'refused',
  'timeout',
  'reset',
  'network',
  'deadline',
  'proxy',
  'server-error',
]);

export default engineRule({
  code: 'P301',
  name: 'unreachable',
  severity: 'warning',
  inconclusive: true,
  needs: ['reach'],
  *check(view) {
    yield* brokenChain(view, ({ code, step }) => CODES.has(code) && step !== 'tls', 'rest');
  },
  message({ engine, failure }: FailureData) {
    return `"${engine}" could not be examined: ${said(failure)}`;
  },
  remedy({ rest, failure }: FailureData) {
    return `${advice(failure)}\nCheck from this machine: curl -i ${rest}/engine`;
  },
});

const ADVICE: Partial<Record<Failure['code'], string>> = {
  'no-such-host': 'Correct the host name in "rest", or make it resolvable on this machine.',
  refused: 'Start the engine, or correct the port in "rest".',
  proxy: 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY: the engine may have to be listed in NO_PROXY.',
  'server-error': 'The server or a proxy in front of it answers with an error: its log says why.',
  deadline: 'Allow more time with --deadline, or examine fewer engines with --engine.',
};

function advice({ code, step, status }: Failure): string {
  if (status === 429)
    return 'A gateway or the server limits how often it may be asked: allow this machine more, or run again later.';
  if (code === 'server-error' && status !== undefined && status < 400)
    return 'Another program, or a proxy in front, answers in the place of the engine, which would send a list.';
  if (code === 'network' && step === 'http')
    return 'Something answers there that breaks the rules of HTTP: another program on this port, or a proxy in between that alters answers.';
  const special = ADVICE[code];
  if (special !== undefined) return special;
  return step === 'connect'
    ? 'A firewall may drop the packets: let this machine reach the port, or allow more time with --timeout.'
    : 'The server accepts the connection but does not answer: check its threads, or allow more time with --timeout.';
}
