import { counted } from '../../core/text/text.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly key: string;
  readonly days: number;
}

/** An outage of Optimize over a weekend is longer than that. */
const SHORT_DAYS = 2;

export default engineRule({
  code: 'P332',
  name: 'history-cleaned-early',
  severity: 'warning',
  needsOptimize: true,
  needs: ['historyCleanup'],
  *check({ entry, facts }) {
    const { value, evidence } = facts.historyCleanup;
    const [shortest] = value.timesToLive
      .flatMap(({ key, days }) => (days === null ? [] : [{ key, days }]))
      .toSorted((a, b) => a.days - b.days);
    if (!value.enabled || shortest === undefined || shortest.days > SHORT_DAYS) return;
    yield {
      data: { engine: entry.alias, ...shortest },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence,
      subject: shortest.key,
    };
  },
  message({ engine, key, days }: Data) {
    return `"${engine}" deletes instances of "${key}" ${counted(days, 'day')} after they end: what Optimize has not imported by then is lost.`;
  },
  remedy({ key }: Data) {
    return [
      `Raise the time to live of "${key}" (camunda:historyTimeToLive), so that Optimize can be down for longer than a weekend.`,
      'Only a few processes were looked at: others may also have a short time to live.',
    ].join('\n');
  },
});
