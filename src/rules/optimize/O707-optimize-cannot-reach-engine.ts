import { named } from '../shared/words.js';
import { entriesByAlias, settingPlaces } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  /** This run could read the engine. */
  readonly reachable: boolean;
}

export default optimizeRule({
  code: 'O707',
  name: 'optimize-cannot-reach-engine',
  severity: 'warning',
  needs: ['status'],
  severityOf: ({ reachable }) => (reachable ? 'error' : 'warning'),
  *check({ facts, configuration, engines }) {
    const inFiles = entriesByAlias(configuration);
    const reached = new Set(
      engines
        .filter(({ facts: { reach } }) => reach.known && reach.value.status === 'ok')
        .map(({ entry }) => entry.alias),
    );
    for (const { alias, connected } of facts.status.value.engines) {
      const entries = inFiles.get(alias);
      if (connected || entries === undefined) continue;
      const data: Data = { engine: alias, reachable: reached.has(alias) };
      yield {
        data,
        engines: [alias],
        at: settingPlaces(entries, 'rest'),
        evidence: facts.status.evidence,
        subject: 'connection',
      };
    }
  },
  message({ engine, reachable }: Data) {
    return reachable
      ? `Optimize cannot reach engine ${named(engine)}, and this run can: from its host the address, the network or the login differs.`
      : `Optimize cannot reach engine ${named(engine)}: nothing of it is imported, and its users cannot log in by it.`;
  },
  remedy({ reachable }: Data) {
    return reachable
      ? 'From the host of Optimize, with the user of the file, ask for /engine/NAME/version below "rest": name resolution, firewall, proxy and trust store are those of that host.'
      : 'Start the engine, or correct its address. The log of Optimize says what failed.';
  },
});
