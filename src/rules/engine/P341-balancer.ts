import { counted } from '../../core/text/text.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly nodes: number;
}

export default engineRule({
  code: 'P341',
  name: 'balancer',
  severity: 'info',
  needs: ['nodes', 'behind'],
  *check({ entry, facts }) {
    const { installations, ticksApart } = facts.behind.value;
    const nodes = facts.nodes.value;
    // Different databases behind one address are a fault, and a finding of their own.
    if (nodes < 2 || installations.length > 1 || ticksApart > 0) return;
    yield {
      data: { engine: entry.alias, nodes },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: facts.behind.evidence,
      subject: 'nodes',
    };
  },
  message({ engine, nodes }: Data) {
    return `A load balancer answers at "${engine}": ${counted(nodes, 'node')} with different start times were seen, and there may be more.`;
  },
  remedy() {
    return 'Nothing to do if its nodes share a database: Optimize needs one entry, for their load balancer. As far as could be seen, they do.';
  },
});
