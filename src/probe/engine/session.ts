import { urlEncoded } from '../../core/text/url-encoded.js';
import type { Credentials } from '../../configuration/logins.js';
import type { Evidence } from '../../core/finding.js';
import { NO_ECHOES } from '../http/answer/echoes.js';
import { Patience } from './patience.js';
import { Rounds } from './rounds.js';
import { answeredInWords, failureOf, isOverload, isRejection, type Ok } from './answered.js';
import { asksForRows, limitIn, maxRowsOf, RowLimits } from './lists/row-limits.js';
import type { AskOptions, SessionOptions } from './session-options.js';
import type { Answer, Call, Limits, TakeRows, Transport } from '../http/transport.js';
import type { Turn } from '../slots.js';
import type { Site } from './address/site.js';
import type { EngineReadings, ListedPage } from '../readings.js';
import type { Failure, SeenCertificate } from '../contact.js';
import { shown, type Resource } from './resource.js';

/** An answer that is too long, or that a recording does not have, says nothing about the next one. */
const speaksOfEngine = ({ code }: Failure): boolean => code !== 'too-large' && code !== 'not-recorded';
/** Two in a row: an engine that does not answer any more, or has too much to do, is not asked everything there is to ask. */
const FAILURES_IN_A_ROW = 2;
const USUAL_PAGE = 1_000;

/** The requests to one engine, and what is known about the way there. */
export class EngineSession {
  readonly alias: string;
  readonly base: string;
  readonly name: string;
  readonly webappsEndpoint: string | null;
  /** Whether it is kept by which deployment a definition came. */
  readonly deployments: boolean;
  readonly requests: EngineReadings['requests'][number][] = [];
  /** Set once the login was accepted: what named resources are asked with. */
  credentials: Credentials | null = null;
  /** Why nothing is asked any more. */
  broken: Failure | null = null;
  /** Whether the engine, or what is in front of it, refuses those who send no login; null where that is not known yet. */
  guarded: boolean | null = null;
  /** Told when a login that was accepted is refused later on. */
  onRejected: (answer: Ok) => Failure | null = () => null;
  /** Asked before each request whether another engine has to go first. */
  turn: Turn | null = null;
  /** The most rows that are handed out at once. */
  readonly rowLimits = new RowLimits();
  /** Lists and pages that were read, for how fast the engine is. */
  readonly pages: ListedPage[] = [];
  /** Resources that did not answer in time: they are not asked for again. */
  readonly slow = new Set<string>();
  clockOffsetMs: number | null = null;
  /** What the server's clock said at the first answer, milliseconds since 1970. */
  contactAt: number | null = null;
  /** What the server's clock said last, milliseconds since 1970. */
  serverTime: number | null = null;
  /** What the server showed, own clock then; of several servers behind the address the one that ends first. */
  certificate: SeenCertificate | null = null;
  readonly #transport: Transport;
  readonly #site: Pick<Site, 'address' | 'echoes'>;
  readonly #engine: string;
  readonly #limits: Limits;
  readonly #patience: Patience;
  readonly #rounds: Rounds;
  /** Connections over which a login was accepted. */
  #proven = 1;
  #failures = 0;

  constructor(options: SessionOptions) {
    this.alias = options.alias;
    this.base = options.base;
    this.name = options.name;
    this.webappsEndpoint = options.webappsEndpoint ?? null;
    this.deployments = options.deployments ?? false;
    this.#transport = options.transport;
    this.#site = options.site ?? { address: options.base, echoes: NO_ECHOES };
    this.#engine = options.engine;
    this.#limits = options.limits;
    this.#patience = new Patience(options.limits.timeoutMs);
    this.#rounds = new Rounds(
      () => this.#width(),
      async () => this.turn?.giveWay(),
    );
  }

  /** Asks for a path below the base itself. */
  askBase(resource: Resource, options: AskOptions = {}): Promise<Answer> {
    return this.#get(this.#call(resource, '', options));
  }

  /** Asks below `/engine/{name}`, as Optimize does for everything. */
  ask(resource: Resource, options: AskOptions = {}): Promise<Answer> {
    const login = { credentials: this.credentials, ...options };
    return this.#named(resource, login, (call) => this.#transport.get(call));
  }

  /** Like `ask` for an answer that is a long array. */
  askRows(resource: Resource, take: TakeRows): Promise<Answer> {
    const login = { credentials: this.credentials };
    return this.#named(resource, login, (call) => this.#transport.getRows(call, take));
  }

  /**
   * Asks for at most `wanted` rows, or as many as the engine allows: it tells its limit when that is exceeded. Without
   * `maxResults` an engine with a limit refuses, so it is always sent.
   */
  async askLimited(wanted: number, resource: (maxResults: number) => Resource): Promise<Answer> {
    const asked = Math.min(wanted, this.rowLimits.least ?? wanted);
    const answer = await this.ask(resource(asked));
    const limit = limitIn(answer);
    if (limit === null || limit >= asked) return answer;
    this.rowLimits.told = limit;
    return this.ask(resource(limit));
  }

  /** Rows per page where nothing else is wanted: as many as the engine allows. */
  get resultLimit(): number {
    return Math.min(USUAL_PAGE, this.rowLimits.least ?? USUAL_PAGE);
  }

  /** A neighbour of the base, without credentials: another address may be another server. Asked once in a run. */
  askAddress(resource: Resource, address: string): Promise<Answer> {
    const call = this.#call(resource, '', {});
    const url = `${address}${resource.path}`;
    // By its path, so that a later version that looks elsewhere never takes the answer of one address for another's.
    const name = `nearby ${new URL(this.shown(url)).pathname}`;
    return this.#get({ ...call, resource: name, url, once: true });
  }

  /** Whether the answers are those of a recording, with what was kept of them. */
  get replays(): boolean {
    return this.#transport.replays === true;
  }

  /** Whether a proxy may answer in place of an address. */
  isForwarded(address: string): boolean {
    return this.#transport.isForwarded?.(address) ?? false;
  }

  /** An address as it may be told. */
  shown(address: string): string {
    return this.#site.echoes.clean(address);
  }

  evidence(resource: Resource, detail: string): Evidence {
    return { ...this.baseEvidence(resource, detail), request: `GET ${this.#path}${shown(resource)}` };
  }

  /** For what was asked below the base itself. */
  baseEvidence(resource: Resource, detail: string): Evidence {
    const request = `GET ${shown(resource)}`;
    return { kind: resource.name, engines: [this.alias], detail, request, status: 200 };
  }

  /** The base as it is called, for the few who call it themselves. */
  get address(): string {
    return this.#site.address;
  }

  get #path(): string {
    return `/engine/${urlEncoded(this.name)}`;
  }

  #call(resource: Resource, prefix: string, options: AskOptions): Call {
    return {
      engine: this.#engine,
      resource: resource.name,
      url: `${this.#site.address}${prefix}${resource.path}`,
      request: `${prefix}${shown(resource)}`,
      credentials: options.credentials ?? null,
      echoes: this.#site.echoes,
      limits: {
        ...this.#limits,
        timeoutMs: Math.min(this.#patience.timeoutMs, options.atMostMs ?? Number.POSITIVE_INFINITY),
      },
      keep: resource.keep,
      ...maxRowsOf(resource),
      repeatable: options.repeatable ?? true,
      fresh: options.fresh ?? false,
    };
  }

  /** Does pieces of work side by side: their requests go over as many connections as are allowed. */
  all<T extends readonly unknown[]>(
    ...works: readonly [...{ readonly [K in keyof T]: () => Promise<T[K]> }]
  ): Promise<T> {
    return this.#rounds.all<T>(works);
  }

  /**
   * How many requests go side by side. A new connection may lead to another node, to which a login was not shown yet: one more
   * each round, so that a password that is wrong there is not tried over all of them at once.
   */
  #width(): number {
    const most = this.#transport.connections ?? 1;
    if (this.credentials === null) return most;
    this.#proven = Math.min(most, this.#proven + 1);
    return this.#proven;
  }

  async #get(call: Call): Promise<Answer> {
    return this.#note(call, await this.#transport.get(call));
  }

  #named(resource: Resource, options: AskOptions, get: (call: Call) => Promise<Answer>): Promise<Answer> {
    const send = async (lane: number): Promise<readonly [Call, Answer] | null> => {
      if (this.broken !== null) return null;
      const call = { ...this.#call(resource, this.#path, options), lane };
      return [call, await get(call)];
    };
    const { fresh: apart = false, early = false } = options;
    return this.#rounds.ask(send, (sent) => this.#settled(resource, sent), { apart, early });
  }

  /** Whether a refusal is one of the login, or of a question that was asked without it on purpose. */
  #isAboutLogin({ credentials }: Call): boolean {
    return credentials !== null || this.credentials === null;
  }

  /** `sent` is null where the session had broken before. */
  #settled(resource: Resource, sent: readonly [Call, Answer] | null): Answer {
    if (sent === null && this.broken !== null) return { ok: false, failure: this.broken };
    if (sent === null) throw new Error('a request was not sent although its engine answers');
    const answer = this.#note(...sent);
    const failure = answer.ok ? this.#overloadIn(resource, answer) : answer.failure;
    this.#failures = failure === null || !speaksOfEngine(failure) ? 0 : this.#failures + 1;
    // What broke it first is told: of requests side by side, others may be refused after that one.
    this.broken ??= this.#endBy(sent[0], answer, failure);
    return answer;
  }

  /** Why nothing is asked after this answer; null where the engine is asked on. */
  #endBy(call: Call, answer: Answer, failure: Failure | null): Failure | null {
    if (answer.ok && isRejection(answer) && this.#isAboutLogin(call)) return this.onRejected(answer);
    return failure !== null && this.#isLast(failure) ? failure : null;
  }

  /** Null for an answer of an engine that takes more requests. */
  #overloadIn(resource: Resource, answer: Ok): Failure | null {
    if (!isOverload(answer)) return null;
    const address = `${this.base}/engine/${this.name}${shown(resource)}`;
    const said = answeredInWords(answer);
    return failureOf(answer, address, { step: 'http', code: 'server-error', said });
  }

  /** After these failures nothing more is asked. */
  #isLast({ step }: Failure): boolean {
    return this.#failures >= FAILURES_IN_A_ROW || this.#patience.isOver || step === 'deadline';
  }

  #noteCertificate({ certificate, receivedAt }: Ok): void {
    if (certificate === undefined || certificate.ends >= (this.certificate?.ends ?? Number.POSITIVE_INFINITY))
      return;
    this.certificate = { ...certificate, seenAt: receivedAt };
  }

  #note(call: Call, answer: Answer): Answer {
    this.#patience.note(answer);
    const status = answer.ok ? answer.status : null;
    const { milliseconds } = answer.ok ? answer : answer.failure;
    const { retried } = answer;
    this.requests.push({
      resource: call.resource,
      status,
      milliseconds,
      ...(retried !== undefined && { retried }),
    });
    if (answer.ok) this.#noteCertificate(answer);
    if (answer.ok && answer.status === 200 && Array.isArray(answer.json) && asksForRows(call.request))
      this.rowLimits.note(answer.json.length);
    const time = answer.ok ? Date.parse(answer.headers.date ?? '') : Number.NaN;
    if (answer.ok && !Number.isNaN(time)) {
      this.serverTime = time;
      this.contactAt ??= time;
      this.clockOffsetMs ??= time - answer.receivedAt;
    }
    return answer;
  }
}
