import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly level: string;
  /** The engine said so itself. */
  readonly told: boolean;
}

export default engineRule({
  code: 'P331',
  name: 'history-level-not-full',
  severity: 'warning',
  needsOptimize: true,
  needs: ['historyLevel', 'importRights'],
  *check({ entry, facts }) {
    const { level, told } = facts.historyLevel.value;
    // Who may not read the history sees an empty one, whatever is written to it.
    if (level === 'full' || (!facts.importRights.value.granted && !told)) return;
    yield {
      data: { engine: entry.alias, level, told },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: facts.historyLevel.evidence,
      certainty: told ? 'proven' : 'weak',
      subject: 'level',
    };
  },
  message({ engine, level, told }: Data) {
    return told
      ? `"${engine}" writes its history at level ${level}: Optimize needs full; without it, lists and reports stay empty.`
      : `"${engine}" seems to write its history at level ${level}: Optimize needs full; without it, lists and reports stay empty.`;
  },
  remedy() {
    return [
      'Set the history level of every node of this database to full, in the Spring Boot starter',
      '  camunda.bpm.history-level: full',
      'The level is kept in the database: an engine that is configured differently does not start. What was not written stays missing.',
    ].join('\n');
  },
});
