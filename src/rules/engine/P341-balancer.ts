import { counted } from '../../core/text.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly nodes: number;
}

export default engineRule({
  code: 'P341',
  name: 'balancer',
  severity: 'info',
  needs: ['behind'],
  *check({ entry, facts }) {
    const { nodes, installations, ticksApart } = facts.behind.value;
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
    return `Behind "${engine}" answers a balancer: ${counted(nodes, 'node')} with different start times were seen, and there may be more.`;
  },
  remedy() {
    return 'Nothing to do where its nodes read one database: one entry for their balancer is what Optimize wants. As far as was seen, they do.';
  },
});
