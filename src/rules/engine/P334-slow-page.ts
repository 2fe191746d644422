import type { EngineEntry } from '../../configuration/types.js';
import type { Evidence } from '../../core/finding.js';
import { urlEncoded } from '../../core/text/url-encoded.js';
import type { ListedPage } from '../../probe/readings.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly resource: string;
  readonly rows: number;
  readonly milliseconds: number;
  /** Seconds that a page of Optimize's size would take at this pace. */
  readonly seconds: number;
  /** No answer came at all. */
  readonly gaveUp: boolean;
}

const PAGE_OF_OPTIMIZE = 10_000;
/** Fewer rows tell the way there, not the pace. */
const ENOUGH_ROWS = 500;
/** What proxies and balancers wait for by default. */
const USUAL_LIMIT_SECONDS = 60;

export default engineRule({
  code: 'P334',
  name: 'slow-page',
  severity: 'warning',
  needsOptimize: true,
  needs: ['listedPages'],
  *check({ entry, facts }) {
    for (const { resource, rows, milliseconds } of facts.listedPages.value.filter(({ gaveUp }) => gaveUp)) {
      yield {
        data: { engine: entry.alias, resource, rows, milliseconds, seconds: 0, gaveUp: true },
        engines: [entry.alias],
        at: [{ engine: entry.alias, setting: 'rest' }],
        evidence: [evidenceOf(entry, resource, `no answer within ${inSeconds(milliseconds)}`)],
        subject: resource,
      };
    }
    const [slowest] = facts.listedPages.value
      .filter(({ rows }) => rows >= ENOUGH_ROWS)
      .map((page) => ({ ...page, seconds: secondsFor(page) }))
      .toSorted((a, b) => b.seconds - a.seconds);
    if (slowest === undefined || slowest.seconds < USUAL_LIMIT_SECONDS) return;
    const { resource, rows, milliseconds } = slowest;
    yield {
      data: { engine: entry.alias, resource, rows, milliseconds, seconds: slowest.seconds, gaveUp: false },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: [{ ...evidenceOf(entry, resource, `${rows} rows in ${milliseconds} ms`), status: 200 }],
      certainty: 'weak',
      subject: 'pace',
    };
  },
  message({ engine, resource, rows, milliseconds, seconds, gaveUp }: Data) {
    if (gaveUp)
      return `"${engine}" did not answer GET ${pathOf(resource)} within ${inSeconds(milliseconds)}: the list was read instead, and the query may still run in its database.`;
    return `"${engine}" took ${milliseconds} ms for ${rows} rows of ${resource}: a page of 10000 would take about ${seconds} s, and proxies often give up after 60.`;
  },
  remedy({ gaveUp }: Data) {
    if (gaveUp)
      return 'Optimize does not ask for it. The query counts all running instances: whether it goes on can be seen in the database.';
    return [
      'Let everything between Optimize and the engine wait for 600 s, or let Optimize read smaller pages (maxPageSize below import.data).',
      'Set engine-commons.read.timeout of Optimize to the same value.',
    ].join('\n');
  },
});

function evidenceOf({ alias, name }: EngineEntry, resource: string, detail: string): Evidence {
  const request = `GET /engine/${urlEncoded(name ?? '')}${pathOf(resource)}`;
  return { kind: resource, engines: [alias], detail, request };
}

/** Below the engine. Readings call what is below a list by a name without slashes. */
function pathOf(resource: string): string {
  return `/${resource.replace(/-statistics$/, '/statistics')}`;
}

function inSeconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}

function secondsFor({ rows, milliseconds }: ListedPage): number {
  return Math.round((milliseconds * PAGE_OF_OPTIMIZE) / rows / 1000);
}
