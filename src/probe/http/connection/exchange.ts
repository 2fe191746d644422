import type { IncomingHttpHeaders } from 'node:http';
import type { Transform } from 'node:stream';
import { decoderFor } from '../answer/decoder.js';
import { TooLarge } from '../failures.js';
import { firstValues, type Sink } from '../requests.js';

/** How an answer begins. */
export interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What to do with a body. */
export interface Reading {
  /**
   * Most bytes, counted after decompression: a small answer can grow a thousandfold, and a limit on the bytes of the wire would not
   * see it.
   */
  readonly cap: number;
  readonly sink: Sink;
}

/** What undici gives to steer an answer with. */
interface Controller {
  readonly pause: () => void;
  readonly resume: () => void;
  readonly abort: (reason: Error) => void;
}

/** One for all, because Node works out where it was made for each that a socket is destroyed with. */
export const GIVEN_UP = new Error('the connection was given up');

/**
 * One answer while it arrives, as undici tells of it. Its streams are not used: to make one takes as long as all else of a small answer.
 */
export class Exchange {
  /** The head of the answer, once its body was read as far as it is wanted. */
  readonly answered: Promise<Head>;
  readonly #begin: (head: Head) => Reading;
  #controller: Controller | null = null;
  #resolve: (head: Head) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #head: Head = { status: 0, headers: {} };
  #reading: Reading = { cap: 0, sink: () => false };
  #decoder: Transform | null = null;
  #length = 0;
  /** All of the body has come. */
  #hasCome = false;
  /** Nobody waits for more. */
  #over = false;

  /** @param begin told the head of the answer; what it throws ends the exchange */
  constructor(begin: (head: Head) => Reading) {
    this.#begin = begin;
    this.answered = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
  }

  onResponseStart(controller: Controller, status: number, headers: IncomingHttpHeaders): void {
    // Others follow, until one is an answer.
    if (status < 200) return;
    this.#try(() => {
      this.#head = { status, headers: firstValues(headers) };
      this.#reading = this.#begin(this.#head);
      this.#decoder = decoderFor(this.#head.headers['content-encoding'] ?? '');
      this.#decoder
        ?.on('data', (bytes: Buffer) => this.#take(bytes))
        .on('drain', () => controller.resume())
        .on('end', () => this.#end())
        .on('error', (error) => this.#fail(error));
    });
  }

  onResponseData(controller: Controller, bytes: Buffer): void {
    if (this.#over) return;
    if (this.#decoder === null) this.#take(bytes);
    else if (!this.#decoder.write(bytes)) controller.pause();
  }

  onResponseEnd(): void {
    this.#hasCome = true;
    if (this.#decoder === null) this.#end();
    else this.#decoder.end();
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.#fail(error);
  }

  #take(bytes: Buffer): void {
    if (this.#over) return;
    this.#try(() => {
      this.#length += bytes.length;
      if (this.#length > this.#reading.cap) throw new TooLarge(this.#reading.cap);
      if (!this.#reading.sink(bytes)) this.#end();
    });
  }

  #try(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #end(): void {
    this.#finish();
    this.#resolve(this.#head);
  }

  #fail(error: unknown): void {
    this.#finish();
    this.#reject(error);
  }

  /** Ends the connection where more would come: not at once, because all of the body may have come with the bytes that were enough. */
  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#decoder?.destroy();
    if (this.#hasCome) return;
    this.#controller?.resume();
    setImmediate(() => this.#controller?.abort(GIVEN_UP));
  }
}
