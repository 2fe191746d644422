import { shortened } from '../../core/text/text.js';
import { optimizePlace } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly address: string;
  readonly problem: string;
}

export default optimizeRule({
  code: 'O701',
  name: 'optimize-unreachable',
  severity: 'warning',
  inconclusive: true,
  needs: ['contact'],
  *check({ facts, configuration }) {
    const { address, isOptimize, problem } = facts.contact.value;
    if (isOptimize) return;
    const data: Data = { address, problem: problem ?? '' };
    const { evidence } = facts.contact;
    yield { data, engines: [], at: optimizePlace(configuration), evidence, subject: 'contact' };
  },
  message({ problem }: Data) {
    return `The running Optimize could not be asked: ${shortened(problem, 140)}`;
  },
  remedy({ address }: Data) {
    return `Give the address of one node, not of a load balancer or a login page: --running=URL\nCheck from this machine: curl -i ${address}/api/ui-configuration`;
  },
});
