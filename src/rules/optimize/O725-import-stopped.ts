import { counted } from '../../core/text/text.js';
import { imports } from '../shared/configuration/imports.js';
import { named } from '../shared/words.js';
import { entriesByAlias, settingPlaces } from '../shared/optimize/places.js';
import { moment } from '../shared/optimize/stored.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly lastRun: number;
  readonly minutes: number;
  /** Whether Optimize reaches the engine; null where it was not asked. */
  readonly connected: boolean | null;
}

/** On a healthy engine the newest import is younger than a minute, also where there was nothing to import. */
const STOPPED_MS = 10 * 60_000;

export default optimizeRule({
  code: 'O725',
  name: 'import-stopped',
  severity: 'warning',
  needs: ['importProgress'],
  *check({ facts, configuration, optimizeStatus }) {
    const inFiles = entriesByAlias(configuration);
    const states = new Map((optimizeStatus?.engines ?? []).map((each) => [each.alias, each.connected]));
    for (const { alias, lastRun, age } of facts.importProgress.value) {
      const entries = inFiles.get(alias) ?? [];
      if (lastRun === null || age === null || age <= STOPPED_MS) continue;
      if (!entries.some(({ each }) => imports(each, configuration.target) === true)) continue;
      const connected = states.get(alias) ?? null;
      const data: Data = { engine: alias, lastRun, minutes: Math.floor(age / 60_000), connected };
      yield {
        data,
        engines: [alias],
        at: settingPlaces(entries, 'importEnabled'),
        evidence: facts.importProgress.evidence,
        subject: 'import',
      };
    }
  },
  message({ engine, minutes, lastRun }: Data) {
    return `Optimize has not imported engine ${named(engine)} for ${counted(minutes, 'minute')}: the last import ran at ${moment(lastRun)} UTC. A healthy import runs about every half minute.`;
  },
  remedy({ connected }: Data) {
    if (connected === false) return 'Optimize cannot reach the engine: mend that first (O707).';
    return connected === true
      ? 'Optimize reaches the engine, so the import is off on every node, or data is refused to its user: read the log of Optimize.'
      : 'Check whether Optimize runs, imports this engine and reaches it: doctor --running.';
  },
});
