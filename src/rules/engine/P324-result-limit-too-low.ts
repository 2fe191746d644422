import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly limit: number;
  readonly refuses: boolean;
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
      data: { engine: entry.alias, limit: limit.rows, refuses: limit.refuses },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence,
      subject: 'limit',
    };
  },
  message({ engine, limit, refuses }: Data) {
    return refuses
      ? `"${engine}" returns at most ${limit} rows per answer, but Optimize asks for 10000: the engine refuses such requests.`
      : `Lists of "${engine}" are cut to ${limit} rows without an error, but Optimize asks for 10000: the rest may be missing there.`;
  },
  remedy({ limit, refuses }: Data) {
    return [
      ...(refuses ? RAISE : PASS_ON),
      `or let Optimize ask for fewer: the maxPageSize settings below import.data, each ${limit} at most.`,
    ].join('\n');
  },
});

const RAISE = [
  'Raise queryMaxResultsLimit of the engine to 10000, in the Spring Boot starter',
  '  camunda.bpm.generic-properties.properties.query-max-results-limit: 10000',
];
const PASS_ON = ['Let what is in front of the engine pass on maxResults and whole lists,'];
