import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly limit: number;
}

export default engineRule({
  code: 'P324',
  name: 'result-limit-too-low',
  severity: 'warning',
  needsOptimize: true,
  needs: ['resultLimit'],
  *check({ entry, facts }) {
    const { value: limit, evidence } = facts.resultLimit;
    if (limit === null) return;
    yield {
      data: { engine: entry.alias, limit },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence,
      subject: 'limit',
    };
  },
  message({ engine, limit }: Data) {
    return `"${engine}" returns at most ${limit} rows per answer, but Optimize asks for 10000: the engine refuses such requests.`;
  },
  remedy({ limit }: Data) {
    return [
      'Raise queryMaxResultsLimit of the engine to 10000, in the Spring Boot starter',
      '  camunda.bpm.generic-properties.properties.query-max-results-limit: 10000',
      `or let Optimize ask for fewer: the maxPageSize settings below import.data, each ${limit} at most.`,
    ].join('\n');
  },
});
