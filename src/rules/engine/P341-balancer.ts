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
  needs: ['telemetry'],
  *check({ entry, facts }) {
    const { startsSeen = [], installationsSeen = [] } = facts.telemetry.value;
    // Different databases behind one address are a fault, and a finding of their own.
    if (startsSeen.length < 2 || installationsSeen.length > 1) return;
    yield {
      data: { engine: entry.alias, nodes: startsSeen.length },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: facts.telemetry.evidence,
      subject: 'nodes',
    };
  },
  message({ engine, nodes }: Data) {
    return `Behind "${engine}" answers a balancer: ${counted(nodes, 'node')} with different start times were seen, and there may be more.`;
  },
  remedy() {
    return 'Nothing to do: one entry for a balancer before all nodes of one database is what Optimize wants.';
  },
});
