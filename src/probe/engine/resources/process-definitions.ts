import { counted } from '../../../core/text/text.js';
import { known, mapObserved, unknown, type Observed } from '../../../core/observed.js';
import { definitionFields, DefinitionFold } from '../lists/definition-fold.js';
import { fieldOf, keepFields, MOST_HELD_BYTES } from '../../http/answer/kept-fields.js';
import { readList } from '../lists/pages.js';
import { readCount, unreadable } from '../observing.js';
import type { EngineSession } from '../session.js';
import type { Resource } from '../resource.js';
import type { Answer } from '../../http/transport.js';
import type { DefinitionSet } from '../../types.js';

const OF = 'process-definition';
const TRIES = 3;
/** Definitions at which reading stops: one engine must not fill the memory of this process. */
const CEILING = 500_000;
/** More than the engine counted just before: so many may have been deployed meanwhile. */
const DEPLOYED_MEANWHILE = 10_000;
/** The plain list loads and caches the model of every row, about 450 KB each: only a small part of it is harmless. */
const LIST_CEILING = 200;
const LIST_PAGE = 50;

const STATISTICS = { name: 'process-definition-statistics', path: '/process-definition/statistics' };

function statisticsFor(session: EngineSession): Resource {
  const keepDefinition = keepFields(...definitionFields(session));
  return { ...STATISTICS, keep: (row) => ({ definition: keepDefinition(fieldOf(row, 'definition')) }) };
}

/**
 * All visible process definitions through `/process-definition/statistics`. Unlike the plain list, which can kill an
 * engine, it loads no models; and it knows no pages, so it is read as a stream. The engine's own count proves that nothing
 * is missing: before, or else after it, because definitions move.
 */
export async function readProcessDefinitions(session: EngineSession): Promise<Observed<DefinitionSet>> {
  if (session.slow.has(OF)) return readSlowly(session);
  const statistics = statisticsFor(session);
  const counts: number[] = [];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await readCount(session, OF);
    if (!before.known) return before;
    const stream = new Stream(before.value + DEPLOYED_MEANWHILE);
    const answer = await session.askRows(statistics, stream.take);
    if (isGivenUp(answer)) {
      session.slow.add(OF);
      session.pages.push({
        resource: statistics.name,
        rows: 0,
        milliseconds: answer.failure.milliseconds,
        gaveUp: true,
      });
      return readSlowly(session);
    }
    if (!answer.ok || answer.status !== 200)
      return isWithheld(answer) ? readSlowly(session) : unreadable(answer, statistics);
    // All come in one answer: where one is in it twice, another one may be missing.
    if (stream.broken || stream.fold.repeats) return unknown('failed', `${WHAT} holds a row that is none`);
    const { count } = stream.fold;
    if (stream.tooMany)
      return unknown('failed', `${WHAT} holds more than the ${before.value} that were counted`);
    if (stream.full)
      return read(session, stream.fold, [`reading stopped after ${count} of ${before.value} definitions`]);
    session.pages.push({ resource: statistics.name, rows: count, milliseconds: answer.milliseconds });
    if (before.value === count) return read(session, stream.fold, []);
    const after = await readCount(session, OF);
    if (!after.known) return after;
    if (after.value === count) return read(session, stream.fold, []);
    counts.push(before.value, count, after.value);
  }
  return unknown(
    'changing',
    `${WHAT}: the process definitions kept changing while they were read: ${counts.join(', ')}`,
  );
}

const WHAT = 'GET /process-definition/statistics';

class Stream {
  readonly fold = new DefinitionFold();
  readonly #expected: number;
  broken = false;
  full = false;
  tooMany = false;

  constructor(expected: number) {
    this.#expected = expected;
  }

  readonly take = (rows: readonly unknown[]): boolean => {
    for (const row of rows) {
      if (!this.fold.add(fieldOf(row, 'definition'))) this.broken = true;
    }
    const { count, bytes } = this.fold;
    this.full = count >= CEILING || bytes >= MOST_HELD_BYTES;
    this.tooMany = count > this.#expected;
    return !this.broken && !this.full && !this.tooMany;
  };
}

function read(
  session: EngineSession,
  fold: DefinitionFold,
  gaps: readonly string[],
): Observed<DefinitionSet> {
  const evidence = session.evidence(statisticsFor(session), counted(fold.count, 'process definition'));
  return known(fold.set('process'), [evidence], gaps);
}

/** Not there, closed by a gateway, or broken: the engine is well, only this resource is not to be had. */
function isWithheld(answer: Answer): boolean {
  return answer.ok && (answer.status === 404 || answer.status === 403 || answer.status === 500);
}

/** It counts the instances of each definition, which takes minutes on a large database; the count and the list do not. */
function isGivenUp(answer: Answer): answer is Extract<Answer, { ok: false }> {
  return !answer.ok && answer.failure.code === 'timeout' && answer.failure.step === 'http';
}

async function readSlowly(session: EngineSession): Promise<Observed<DefinitionSet>> {
  const list = { of: OF, fields: definitionFields(session), pageSize: LIST_PAGE, ceiling: LIST_CEILING };
  const slow = await readList(session, list, () => new DefinitionFold());
  return mapObserved(await slow(), (fold) => fold.set('process'));
}
