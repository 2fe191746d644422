import { shortened } from '../../core/text/text.js';
import { optimizePlace } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly address: string;
  readonly problems: readonly string[];
}

export default optimizeRule({
  code: 'O721',
  name: 'data-not-readable',
  severity: 'warning',
  inconclusive: true,
  needs: ['storeContact'],
  *check({ facts, configuration }) {
    const { address, problems } = facts.storeContact.value;
    if (problems.length === 0) return;
    const data: Data = { address, problems };
    const evidence = problems.map((detail) => ({ kind: 'store', engines: [], detail }));
    yield { data, engines: [], at: optimizePlace(configuration), evidence, subject: 'store' };
  },
  message({ problems: [first = ''] }: Data) {
    return `The data of Optimize could not be read whole: ${shortened(first, 140)}`;
  },
  remedy({ address }: Data) {
    return `Give the address of the Elasticsearch or OpenSearch of Optimize, and a login that may read its indices. The search store was asked at ${address}.`;
  },
});
