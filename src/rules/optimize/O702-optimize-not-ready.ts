import { someNames } from '../shared/words.js';
import { optimizePlace } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly address: string;
  readonly ready: boolean;
  readonly disconnected: readonly string[];
}

export default optimizeRule({
  code: 'O702',
  name: 'optimize-not-ready',
  severity: 'warning',
  needs: ['contact', 'readiness'],
  severityOf: ({ ready }) => (ready ? 'info' : 'warning'),
  *check({ facts, configuration }) {
    const { ready, disconnected } = facts.readiness.value;
    if (ready && disconnected.length === 0) return;
    const { address } = facts.contact.value;
    const data: Data = { address, ready, disconnected };
    const { evidence } = facts.readiness;
    yield {
      data,
      engines: [],
      at: optimizePlace(configuration),
      evidence,
      subject: ready ? 'ready' : 'not-ready',
    };
  },
  message({ ready, disconnected }: Data) {
    return ready
      ? `Optimize counts as ready although it cannot reach ${someNames(disconnected)}: its readiness check stops at the first engine that answers.`
      : 'Optimize says that it is not ready: its search store is not usable, or no engine answers it.';
  },
  remedy({ address, ready }: Data) {
    return ready
      ? 'Do not rely on /api/readyz to watch the engines: /api/status names each of them.'
      : `Read the log of the node, and what it says of store and engines:\n  curl ${address}/api/status`;
  },
});
