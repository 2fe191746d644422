import { quotedList } from '../../core/text/text.js';
import type { EngineView } from '../../topology/types.js';
import { landscapeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  /** Seconds ahead of the clock that most agree with; negative behind. */
  readonly seconds: number;
  /** Engines whose clocks agree with that; empty where it is the clock of this machine. */
  readonly others: readonly string[];
}

const TOLERATED_MS = 60_000;
const SERIOUS_SECONDS = 300;

export default landscapeRule({
  code: 'P333',
  name: 'clock-differs',
  severity: 'warning',
  needs: ['clock'],
  severityOf: ({ seconds }: Data) => (Math.abs(seconds) > SERIOUS_SECONDS ? 'error' : 'warning'),
  *check({ engines }) {
    const right = rightClock(engines.map(({ facts }) => facts.clock.value));
    const agreeing = engines.filter(({ facts }) => agree(facts.clock.value, right));
    for (const { entry, facts } of engines) {
      const difference = facts.clock.value - right;
      if (Math.abs(difference) <= TOLERATED_MS) continue;
      yield {
        data: {
          engine: entry.alias,
          seconds: Math.round(difference / 1000),
          others: right === 0 ? [] : aliasesOf(agreeing),
        },
        engines: [entry.alias],
        at: [{ engine: entry.alias, setting: 'rest' }],
        evidence: [
          {
            kind: 'date-header',
            engines: [entry.alias],
            detail: `the server's clock is ${Math.round(facts.clock.value / 1000)} s ahead of this machine's`,
            // The first answer of a server tells its clock, and this is what is asked first.
            request: 'GET /engine',
          },
        ],
        subject: 'clock',
      };
    }
  },
  message({ engine, seconds, others }: Data) {
    const way = seconds > 0 ? 'ahead of' : 'behind';
    const what = others.length === 0 ? 'this machine' : `other engines (${others.length} of them agree)`;
    return `The clock of "${engine}" is ${Math.abs(seconds)} s ${way} ${what}: Optimize reads by time, so it misses instances.`;
  },
  remedy({ engine, others }: Data) {
    const right = others.length === 0 ? '' : ` The clocks of ${quotedList(others)} agree with each other.`;
    return `Synchronize the clocks of the server of "${engine}" and of the machine that runs Optimize (NTP, chrony).${right}`;
  },
});

/** The clock that most agree with: this machine's in doubt, which is 0. */
function rightClock(clocks: readonly number[]): number {
  const votes = (clock: number): number => [0, ...clocks].filter((other) => agree(clock, other)).length;
  return clocks.reduce((right, clock) => (votes(clock) > votes(right) ? clock : right), 0);
}

function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERATED_MS;
}

function aliasesOf(engines: readonly EngineView<'clock'>[]): readonly string[] {
  return engines.map(({ entry }) => entry.alias);
}
