import { setImmediate } from 'node:timers/promises';
import {
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageWriter,
  type CancellationToken,
  type MessageConnection,
} from 'vscode-jsonrpc/node.js';
import type { InitializeResult, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { reportFailure } from '../failure.js';
import { say } from '../output/standard-error.js';
import { diagnosticsOf } from './diagnostics.js';
import type { Judged, Judging } from './judging.js';
import { MessageReader } from './message-reader.js';
import { OpenDocument } from './open-documents.js';
import {
  isAnything,
  isBeginning,
  isChanging,
  isClosing,
  isOpening,
  isPlace,
  isSelection,
  type Beginning,
  type Shape,
} from './parameters.js';
import { placeWithin, rangeWithin } from './places.js';

/** Codes of the protocol, besides those of JSON-RPC. */
const NOT_INITIALIZED = -32_002;
const CANCELLED = -32_800;

/** How often it is looked whether the editor still runs: its end may leave the pipe open. */
const LOOKS_EVERY_MS = 3000;

/** How often nothing has to happen until all that came is taken for carried out, and how long that may take. */
const QUIET_ROUNDS = 20;
const FINISHED_WITHIN_MS = 10_000;

/** What a server is told by the command line around it. */
export interface Serving {
  readonly judging: Judging;
  readonly version: string;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Serves one editor until it says goodbye or is gone. Answers the exit code: 0 after `shutdown`, else 1. */
export function serve(serving: Serving): Promise<number> {
  return new Promise((resolve) => {
    new LanguageServer(serving, resolve).listen();
  });
}

type Answer = (params: unknown, token: CancellationToken) => Promise<unknown>;
type Heard = (params: unknown) => void;

class LanguageServer {
  readonly #serving: Serving;
  readonly #connection: MessageConnection;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #requests = new Map<string, Answer>();
  readonly #notifications = new Map<string, Heard>();
  /** Notifications that have come in another shape: said once of each. */
  readonly #misshapen = new Set<string>();
  readonly #end: (exitCode: number) => void;
  #state: 'new' | 'serving' | 'shut-down' | 'ended' = 'new';
  #snippets = false;
  #watch: NodeJS.Timeout | null = null;
  /** Messages that were carried out, and requests that are not answered yet. */
  #carriedOut = 0;
  #answering = 0;

  constructor(serving: Serving, ended: (exitCode: number) => void) {
    const { input, output } = serving;
    this.#serving = serving;
    const reader = new MessageReader(input);
    reader.onError(() => this.#outOfStep());
    this.#connection = createMessageConnection(reader, new StreamMessageWriter(output), SILENT);
    this.#end = (exitCode) => {
      if (this.#state === 'ended') return;
      this.#state = 'ended';
      if (this.#watch !== null) clearInterval(this.#watch);
      for (const open of this.#documents.values()) open.close();
      this.#connection.dispose();
      // Nobody reads on: an open pipe would keep the process.
      if ('destroy' in input && typeof input.destroy === 'function') input.destroy();
      ended(exitCode);
    };
  }

  listen(): void {
    this.#connection.onRequest((method, params, token) => {
      this.#carriedOut += 1;
      this.#answering += 1;
      return this.#asked(method, params, token).finally(() => (this.#answering -= 1));
    });
    this.#connection.onNotification((method, params) => this.#told(method, params));
    this.#connection.onError(() => this.#gone());
    this.#connection.onClose(() => this.#gone());
    this.#serving.input.on('end', () => void this.#finish());
    this.#answers();
    this.#hears();
    this.#connection.listen();
  }

  #initialize({ processId, capabilities }: Beginning): InitializeResult {
    if (this.#state !== 'new')
      throw new ResponseError(ErrorCodes.InvalidRequest, 'this server is initialized already');
    this.#state = 'serving';
    this.#snippets = capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
    if (typeof processId === 'number') this.#watchEditor(processId);
    return {
      serverInfo: { name: 'multi-engine', version: this.#serving.version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 2, save: true },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' '] },
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.multi-engine'] },
      },
    };
  }

  #watchEditor(processId: number): void {
    this.#watch = setInterval(() => {
      try {
        process.kill(processId, 0);
      } catch (error) {
        // Whoever may not be asked is alive.
        if (error instanceof Error && 'code' in error && error.code === 'ESRCH') this.#gone();
      }
    }, LOOKS_EVERY_MS);
  }

  #answers(): void {
    this.#answer('initialize', isBeginning, async (params) => this.#initialize(params));
    this.#answer('shutdown', isAnything, async () => {
      this.#state = 'shut-down';
      return null;
    });
    this.#answer('textDocument/hover', isPlace, async ({ textDocument, position }, token) => {
      const { open, judged } = await this.#current(textDocument.uri, token);
      if (open === null || judged === null) return null;
      const { hoverAt } = await import('./hover.js');
      return hoverAt(open.name, open.document, placeWithin(open.document, position), judged);
    });
    this.#answer('textDocument/completion', isPlace, async ({ textDocument, position }) => {
      const open = this.#documents.get(textDocument.uri);
      if (open === undefined || !(await open.isConfiguration(position))) return null;
      const { completionsAt } = await import('./completion.js');
      const place = placeWithin(open.document, position);
      return completionsAt(open.document, place, { snippets: this.#snippets });
    });
    this.#answer('textDocument/codeAction', isSelection, async ({ textDocument, range, context }, token) => {
      const { open, judged } = await this.#current(textDocument.uri, token);
      if (open === null || judged === null) return null;
      const { codeActions } = await import('./quick-fixes.js');
      const { name, document } = open;
      const asked = { name, document, judged, judging: this.#serving.judging };
      return codeActions(asked, rangeWithin(document, range), context.only ?? null);
    });
  }

  #hears(): void {
    this.#hear('textDocument/didOpen', isOpening, ({ textDocument }) => {
      const { uri, languageId, version, text } = textDocument;
      this.#documents.get(uri)?.close();
      const document = TextDocument.create(uri, languageId, version, text);
      const open = new OpenDocument(document, this.#serving.judging, {
        found: this.#shown,
        failed: this.#failed,
      });
      this.#documents.set(uri, open);
      open.now();
    });
    this.#hear('textDocument/didChange', isChanging, ({ textDocument, contentChanges }) => {
      this.#documents.get(textDocument.uri)?.change(contentChanges, textDocument.version);
    });
    this.#hear('textDocument/didSave', isAnything, () => {
      this.#serving.judging.forget();
      for (const open of this.#documents.values()) open.again();
    });
    this.#hear('textDocument/didClose', isClosing, ({ textDocument: { uri } }) => {
      this.#documents.get(uri)?.close();
      if (this.#documents.delete(uri)) this.#publish({ uri, diagnostics: [] });
    });
  }

  readonly #shown = ({ name, document }: OpenDocument, judged: Judged): void => {
    for (const defect of judged.state?.defects ?? []) say(`multi-engine lsp: ${defect}`);
    const { uri, version } = document;
    this.#publish({ uri, version, diagnostics: [...diagnosticsOf({ name, uri }, judged)] });
  };

  #publish(params: PublishDiagnosticsParams): void {
    if (this.#state === 'ended') return;
    void this.#connection
      .sendNotification('textDocument/publishDiagnostics', params)
      .catch(() => this.#gone());
  }

  async #current(
    uri: string,
    token: CancellationToken,
  ): Promise<{ readonly open: OpenDocument | null; readonly judged: Judged | null }> {
    const open = this.#documents.get(uri) ?? null;
    const judged = open === null ? null : await open.current();
    if (token.isCancellationRequested) throw new ResponseError(CANCELLED, 'cancelled');
    return { open, judged };
  }

  #answer<Params>(
    method: string,
    is: Shape<Params>,
    answer: (params: Params, token: CancellationToken) => Promise<unknown>,
  ): void {
    this.#requests.set(method, async (params, token) => {
      if (is(params)) return answer(params, token);
      const message = `${method}: these parameters have another shape in the protocol`;
      throw new ResponseError(ErrorCodes.InvalidParams, message);
    });
  }

  #hear<Params>(method: string, is: Shape<Params>, heard: (params: Params) => void): void {
    this.#notifications.set(method, (params) => {
      if (is(params)) heard(params);
      else if (!this.#misshapen.has(method)) {
        this.#misshapen.add(method);
        say(`multi-engine lsp: ${method} came with parameters of another shape`);
      }
    });
  }

  /** Answers a request in the state for it. What goes wrong inside is told on standard error, not to the editor. */
  async #asked(method: string, params: unknown, token: CancellationToken): Promise<unknown> {
    if (this.#state === 'new' && method !== 'initialize')
      throw new ResponseError(NOT_INITIALIZED, 'initialize comes first');
    if (this.#state === 'shut-down')
      throw new ResponseError(ErrorCodes.InvalidRequest, 'this server is shut down');
    const answer = this.#requests.get(method);
    if (answer === undefined) throw new ResponseError(ErrorCodes.MethodNotFound, 'there is no such method');
    try {
      return await answer(params, token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.#failed(error);
      const message = 'this is a defect of multi-engine: see standard error';
      throw new ResponseError(ErrorCodes.InternalError, message);
    }
  }

  #told(method: string, params: unknown): void {
    this.#carriedOut += 1;
    // Who says goodbye without waiting for the answer to `shutdown` still gets it, and those before it.
    if (method === 'exit' && this.#state === 'shut-down') void this.#finish();
    else if (method === 'exit') this.#gone();
    if (this.#state !== 'serving') return;
    try {
      this.#notifications.get(method)?.(params);
    } catch (error) {
      this.#failed(error);
    }
  }

  readonly #failed = (error: unknown): void => {
    reportFailure(error, this.#serving.version);
  };

  /** After a header that cannot be read, nobody knows where the next message begins. */
  #outOfStep(): void {
    if (this.#state === 'ended') return;
    say('multi-engine lsp: what came in is not a message of the Language Server Protocol');
    this.#end(1);
  }

  /** Nothing more will come. What came before is carried out: a session may come from a file, with its end. */
  async #finish(): Promise<void> {
    const until = performance.now() + FINISHED_WITHIN_MS;
    for (let quiet = 0; quiet < QUIET_ROUNDS && performance.now() < until;) {
      const before = this.#carriedOut;
      await setImmediate();
      quiet = this.#carriedOut > before || this.#answering > 0 ? 0 : quiet + 1;
    }
    this.#gone();
  }

  #gone(): void {
    this.#end(this.#state === 'shut-down' ? 0 : 1);
  }
}

/** Its own way would be standard output, where messages go. */
const SILENT = { error: nothing, warn: nothing, info: nothing, log: nothing };

function nothing(): void {
  // What matters is told elsewhere.
}
