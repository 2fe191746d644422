import { citationOf, type Citation } from '../../core/citation.js';
import { quotedList } from '../../core/text/text.js';
import type { DatabaseGroup, EngineView } from '../../topology/types.js';
import { landscapeRule } from '../rule.js';
import { entriesOf } from '../shared/engines/definitions.js';
import { groupsOf } from '../shared/engines/database-groups.js';

interface Data {
  readonly engines: readonly string[];
  /** UTC offset of each engine in minutes, in the same order. */
  readonly offsets: readonly number[];
}

type View = EngineView<'schemaLog'>;

export default landscapeRule({
  code: 'T416',
  name: 'time-zones-differ',
  severity: 'warning',
  needs: ['schemaLog', 'databases'],
  *check({ engines, databases }) {
    for (const group of groupsOf(databases, 'shared')) {
      const zoned = membersOf(group, engines);
      if (new Set(zoned.map(({ offset }) => offset)).size < 2) continue;
      const aliases = zoned.map(({ alias }) => alias);
      const data: Data = { engines: aliases, offsets: zoned.map(({ offset }) => offset) };
      yield {
        data,
        engines: aliases,
        at: entriesOf(aliases, (alias) => `"${alias}" reads the same times in another zone`),
        evidence: zoned.map(({ alias, timestamp, citation }) => ({
          kind: 'schema-log',
          engines: [alias],
          detail: `the same row is read as ${timestamp}`,
          ...citation,
        })),
        certainty: 'strong',
        subject: 'zones',
      };
    }
  },
  message({ engines, offsets }: Data) {
    const zones = offsets.map(zoneInWords).join(' and ');
    return `${quotedList(engines)} share a database but read its times in ${zones}: behind one balancer, times jump by hours.`;
  },
  remedy() {
    return 'Start every node of the database in one time zone, e.g. with -Duser.timezone=UTC on each.';
  },
});

interface Zoned {
  readonly alias: string;
  readonly offset: number;
  readonly timestamp: string;
  readonly citation: Citation;
}

function membersOf(group: DatabaseGroup, engines: readonly View[]): readonly Zoned[] {
  return engines
    .filter(({ entry }) => group.engines.includes(entry.alias))
    .flatMap(({ entry, facts }) => {
      // Any row serves: times have no zone in the database, so the wall clock is equal and the offset is the node's own.
      const row = facts.schemaLog.value.find(
        ({ instant, wallClock }) => instant !== null && wallClock !== null,
      );
      if (row === undefined || row.instant === null || row.wallClock === null) return [];
      const offset = (row.wallClock - row.instant) / 60_000;
      const citation = citationOf(facts.schemaLog.evidence);
      return [{ alias: entry.alias, offset, timestamp: row.timestamp, citation }];
    });
}

function zoneInWords(minutes: number): string {
  const sign = minutes < 0 ? '-' : '+';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${sign}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
