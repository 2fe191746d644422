import { append } from '../../core/many.js';
import type { Evidence } from '../../core/finding.js';
import { evidenceOf, known, unknown, type Known, type Observed, type Unknown } from '../../core/observed.js';
import { counted } from '../../core/text/text.js';
import type { Answer } from '../http/transport.js';
import {
  observedOf,
  unreadable,
  type ServiceResource,
  type ServiceSession,
} from '../services/service-session.js';
import { instances, instancesIn, type Counted } from './instance-counts.js';
import * as resources from './resources.js';
import { isMissing, isOfStore } from './search.js';
import {
  ALIASES_LEFT_OUT,
  type StoredDefinition,
  type StoredInstances,
  type StoreReadings,
} from './types.js';

/** Pages of each kind of definitions: 30,000 process definitions, 20,000 decisions. */
const PAGES = { process: 3, decision: 2 } as const;

/**
 * Reads what Optimize has stored under a prefix: at most ten requests, one after the other, all of them GET. Only definitions, tenants and the
 * progress of imports are read, without models and names; instances are counted by the store. What does not answer as a store does is asked
 * once.
 */
export async function readStore(
  session: ServiceSession,
  address: string,
  prefix: string,
): Promise<StoreReadings> {
  const reading = new Reading(session, prefix);
  const schemaVersion = await reading.schemaVersion();
  const definitions = await reading.definitions();
  const content = await reading.content();
  const tenants = await reading.list(resources.tenants(prefix), resources.tenantsIn, 'tenant');
  const runs = await reading.list(resources.importRuns(prefix), resources.importRunsIn, 'import position');
  const counts = await reading.instances();
  const { receivedAt: readAt, requests } = session;
  const contact = known({ address, prefix, problems: reading.problems });
  return { contact, content, schemaVersion, definitions, tenants, runs, instances: counts, readAt, requests };
}

class Reading {
  readonly problems: string[] = [];
  readonly #session: ServiceSession;
  readonly #prefix: string;
  /** Why nothing more is asked. */
  #over: Unknown | null = null;
  /** Indices that are there. */
  #found = 0;
  readonly #texts: resources.Texts = new Map();

  constructor(session: ServiceSession, prefix: string) {
    this.#session = session;
    this.#prefix = prefix;
  }

  async schemaVersion(): Promise<Observed<string>> {
    const resource = resources.metadata(this.#prefix);
    const answer = await this.#ask(resource);
    if ('known' in answer) return answer;
    if (isMissing(answer)) return unknown('absent', `there is no index "${this.#prefix}-metadata"`);
    return this.#told(
      observedOf(this.#session, resource, answer, resources.schemaVersionIn, (version) => version),
    );
  }

  async definitions(): Promise<Observed<readonly StoredDefinition[]>> {
    return joined([await this.#definitionsOf('process'), await this.#definitionsOf('decision')]);
  }

  async instances(): Promise<Observed<readonly StoredInstances[]>> {
    return joined([await this.#instancesOf('process'), await this.#instancesOf('decision')]);
  }

  /** Neither metadata nor definitions: every Optimize that ever started has the one. */
  async content(): Promise<StoreReadings['content']> {
    if (this.#over !== null) return this.#over;
    if (!this.#isEmpty) return known({ empty: false, otherPrefixes: [] });
    const resource = resources.OTHER_PREFIXES;
    const answer = await this.#session.ask(resource);
    // That the names of others may not be listed says nothing against this one.
    const found = observedOf(this.#session, resource, answer, resources.otherPrefixesIn, (all) =>
      all.join(', '),
    );
    return known({ empty: true, otherPrefixes: found.known ? found.value : [] }, evidenceOf(found));
  }

  /** A whole list in one answer; an index that is not there is an empty list. */
  async list<T>(
    resource: ServiceResource,
    decode: (json: unknown) => readonly T[] | null,
    noun: string,
  ): Promise<Observed<readonly T[]>> {
    const answer = await this.#askUnlessEmpty(resource);
    if (answer === null) return known([]);
    if ('known' in answer) return answer;
    const words = (rows: readonly T[]): string => counted(rows.length, noun);
    const rows = this.#told(observedOf(this.#session, resource, answer, decode, words));
    if (!rows.known) return rows;
    return withGap(rows, rows.value.length >= resources.PAGE, `there are more ${noun}s than were read`);
  }

  get #isEmpty(): boolean {
    return this.#over === null && this.#found === 0 && this.problems.length === 0;
  }

  async #definitionsOf(kind: StoredDefinition['kind']): Promise<Observed<readonly StoredDefinition[]>> {
    const all: StoredDefinition[] = [];
    const ids = new Set<string>();
    const evidence: Evidence[] = [];
    for (let page = 0; page < PAGES[kind]; page += 1) {
      const rows = await this.#pageOf(kind, all.at(-1)?.id ?? null, all.length);
      if (!rows.known) return rows;
      // A loop, because a page has thousands of them.
      for (const row of rows.value) all.push(row);
      if (rows.value.some(({ id }) => ids.has(id)))
        return this.#told(unknown('failed', `the pages of ${kind} definitions hold the same ones twice`));
      if (rows.value.length >= resources.PAGE) for (const { id } of rows.value) ids.add(id);
      append(evidence, rows.evidence);
      if (rows.value.length < resources.PAGE) return known(all, evidence);
    }
    return known(all, evidence, [
      `more than ${all.length} ${kind} definitions are stored: the others were not read`,
    ]);
  }

  async #pageOf(
    kind: StoredDefinition['kind'],
    after: string | null,
    before: number,
  ): Promise<Observed<readonly StoredDefinition[]>> {
    const resource = resources.definitions(this.#prefix, kind, after);
    const answer = await this.#ask(resource);
    if ('known' in answer) return answer;
    if (isMissing(answer)) return known([]);
    const decode = (json: unknown): readonly StoredDefinition[] | null =>
      resources.definitionsIn(json, kind, this.#texts, before);
    return this.#told(
      observedOf(this.#session, resource, answer, decode, (rows) =>
        counted(rows.length, `${kind} definition`),
      ),
    );
  }

  async #instancesOf(kind: StoredInstances['kind']): Promise<Observed<readonly StoredInstances[]>> {
    const resource = instances(this.#prefix, kind);
    const answer = await this.#askUnlessEmpty(resource);
    if (answer === null) return known([]);
    if ('known' in answer) return answer;
    const decode = (json: unknown): Counted | null => instancesIn(json, kind);
    const read = this.#told(observedOf(this.#session, resource, answer, decode, inWords));
    if (!read.known) return read;
    const { instances: found, lacksAliases, incomplete } = read.value;
    const counts = withGap(known(found, read.evidence), lacksAliases, ALIASES_LEFT_OUT);
    return withGap(counts, incomplete, `not every ${kind} definition was counted`);
  }

  /** Null where the index is not there. */
  async #askUnlessEmpty(resource: ServiceResource): Promise<Answer | Unknown | null> {
    if (this.#isEmpty) return null;
    const answer = await this.#ask(resource);
    return !('known' in answer) && isMissing(answer) ? null : answer;
  }

  /** The answer, or why there is none. What does not speak like a store, has no time or hangs is not asked again. */
  async #ask(resource: ServiceResource): Promise<Answer | Unknown> {
    if (this.#over !== null) return this.#over;
    const answer = await this.#session.ask(resource);
    if (answer.ok && answer.status === 200 && isOfStore(answer)) this.#found += 1;
    if (!answer.ok || answer.status === 401 || answer.status === 429 || this.#isStranger(answer))
      this.#over = this.#told(unknown('failed', unreadable(answer, resource).detail));
    return this.#over ?? answer;
  }

  /** The first answer decides; later ones may be refused each by itself. */
  #isStranger(answer: Extract<Answer, { ok: true }>): boolean {
    return this.#session.requests.length === 1 && !isOfStore(answer) && answer.status !== 403;
  }

  /** Notes why something is not known. */
  #told<T extends Observed<unknown>>(fact: T): T {
    if (!fact.known) this.problems.push(fact.detail);
    return fact;
  }
}

function inWords({ instances: found }: Counted): string {
  if (found.length === 0) return 'no instances';
  return found.map(({ alias, count, kind }) => `${alias}: ${counted(count, `${kind} instance`)}`).join('; ');
}

function withGap<T>(fact: Known<T>, isOpen: boolean, gap: string): Known<T> {
  return isOpen ? { ...fact, gaps: [...fact.gaps, gap] } : fact;
}

/** Both kinds of something; what could not be read of it leaves all of it unknown. */
function joined<T>(parts: readonly Observed<readonly T[]>[]): Observed<readonly T[]> {
  const missing = parts.find((part) => !part.known);
  if (missing !== undefined) return missing;
  const read = parts.filter((part) => part.known);
  return known(
    read.flatMap((part) => part.value),
    read.flatMap((part) => part.evidence),
    read.flatMap((part) => part.gaps),
  );
}
