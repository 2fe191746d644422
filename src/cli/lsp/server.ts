import {
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
  type MessageConnection,
} from 'vscode-jsonrpc/node.js';
import type {
  CodeActionParams,
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  InitializeParams,
  InitializeResult,
  PublishDiagnosticsParams,
  TextDocumentIdentifier,
  TextDocumentPositionParams,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { reportFailure } from '../failure.js';
import { say } from '../output/standard-error.js';
import { diagnosticsOf } from './diagnostics.js';
import type { Judged, Judging } from './judging.js';
import { OpenDocument } from './open-documents.js';

/** Codes of the protocol, besides those of JSON-RPC. */
const NOT_INITIALIZED = -32_002;
const CANCELLED = -32_800;

/** How often it is looked whether the editor still runs: its end may leave the pipe open. */
const LOOKS_EVERY_MS = 3000;

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

/** What is answered, by the parameters that come with it. */
interface Requests {
  readonly shutdown: undefined;
  readonly 'textDocument/hover': TextDocumentPositionParams;
  readonly 'textDocument/completion': TextDocumentPositionParams;
  readonly 'textDocument/codeAction': CodeActionParams;
}

interface Notifications {
  readonly 'textDocument/didOpen': DidOpenTextDocumentParams;
  readonly 'textDocument/didChange': DidChangeTextDocumentParams;
  readonly 'textDocument/didSave': unknown;
  readonly 'textDocument/didClose': { readonly textDocument: TextDocumentIdentifier };
}

class LanguageServer {
  readonly #serving: Serving;
  readonly #connection: MessageConnection;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #end: (exitCode: number) => void;
  #state: 'new' | 'serving' | 'shut-down' | 'ended' = 'new';
  #snippets = false;
  #watch: NodeJS.Timeout | null = null;

  constructor(serving: Serving, ended: (exitCode: number) => void) {
    const { input, output } = serving;
    this.#serving = serving;
    this.#connection = createMessageConnection(
      new StreamMessageReader(input),
      new StreamMessageWriter(output),
      SILENT,
    );
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
    this.#connection.onRequest('initialize', (params: InitializeParams) => this.#initialize(params));
    this.#connection.onNotification('exit', () => this.#end(this.#state === 'shut-down' ? 0 : 1));
    this.#connection.onError(() => this.#outOfStep());
    this.#connection.onClose(() => this.#gone());
    this.#serving.input.on('end', () => this.#gone());
    this.#answers();
    this.#hears();
    this.#connection.listen();
  }

  #initialize({ processId, capabilities }: InitializeParams): InitializeResult {
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
    this.#answer('shutdown', async () => {
      this.#state = 'shut-down';
      return null;
    });
    this.#answer('textDocument/hover', async ({ textDocument, position }, token) => {
      const { open, judged } = await this.#current(textDocument, token);
      const { hoverAt } = await import('./hover.js');
      return open && judged && hoverAt(open.name, open.document, position, judged);
    });
    this.#answer('textDocument/completion', async (params) => {
      const open = this.#documents.get(params.textDocument.uri);
      if (open === undefined || !(await open.isConfiguration(params.position))) return null;
      const { completionsAt } = await import('./completion.js');
      return completionsAt(open.document, params.position, { snippets: this.#snippets });
    });
    this.#answer('textDocument/codeAction', async (params, token) => {
      const { open, judged } = await this.#current(params.textDocument, token);
      if (open === null || judged === null) return null;
      const { codeActions } = await import('./quick-fixes.js');
      const { name, document } = open;
      const asked = { name, document, judged, judging: this.#serving.judging };
      return codeActions(asked, params.range, params.context);
    });
  }

  #hears(): void {
    this.#hear('textDocument/didOpen', ({ textDocument }) => {
      const { uri, languageId, version, text } = textDocument;
      this.#documents.get(uri)?.close();
      const document = TextDocument.create(uri, languageId, version, text);
      const open = new OpenDocument(document, this.#serving.judging, this.#shown);
      this.#documents.set(uri, open);
      void this.#guarded(open.current());
    });
    this.#hear('textDocument/didChange', ({ textDocument, contentChanges }) => {
      this.#documents.get(textDocument.uri)?.change(contentChanges, textDocument.version);
    });
    this.#hear('textDocument/didSave', () => {
      this.#serving.judging.forget();
      for (const open of this.#documents.values()) open.again();
    });
    this.#hear('textDocument/didClose', ({ textDocument: { uri } }) => {
      this.#documents.get(uri)?.close();
      if (this.#documents.delete(uri)) this.#publish({ uri, diagnostics: [] });
    });
  }

  readonly #shown = ({ name, document }: OpenDocument, judged: Judged): void => {
    for (const defect of judged.state?.defects ?? []) say(`multi-engine lsp: ${defect}`);
    const { uri, version } = document;
    this.#publish({ uri, version, diagnostics: [...diagnosticsOf(name, judged)] });
  };

  #publish(params: PublishDiagnosticsParams): void {
    if (this.#state === 'ended') return;
    void this.#connection
      .sendNotification('textDocument/publishDiagnostics', params)
      .catch(() => this.#gone());
  }

  async #current(
    { uri }: TextDocumentIdentifier,
    token: CancellationToken,
  ): Promise<{ readonly open: OpenDocument | null; readonly judged: Judged | null }> {
    const open = this.#documents.get(uri) ?? null;
    const judged = open === null ? null : await open.current();
    if (token.isCancellationRequested) throw new ResponseError(CANCELLED, 'cancelled');
    return { open, judged };
  }

  /** Answers a request in the state for it. What goes wrong inside is told on standard error, not to the editor. */
  #answer<Method extends keyof Requests>(
    method: Method,
    answer: (params: Requests[Method], token: CancellationToken) => Promise<unknown>,
  ): void {
    this.#connection.onRequest(method, async (params: Requests[Method], token: CancellationToken) => {
      if (this.#state === 'new') throw new ResponseError(NOT_INITIALIZED, 'initialize comes first');
      if (this.#state !== 'serving')
        throw new ResponseError(ErrorCodes.InvalidRequest, 'this server is shut down');
      return this.#guarded(answer(params, token));
    });
  }

  #hear<Method extends keyof Notifications>(
    method: Method,
    heard: (params: Notifications[Method]) => void,
  ): void {
    this.#connection.onNotification(method, (params: Notifications[Method]) => {
      if (this.#state !== 'serving') return;
      try {
        heard(params);
      } catch (error) {
        reportFailure(error, this.#serving.version);
      }
    });
  }

  async #guarded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      reportFailure(error, this.#serving.version);
      throw new ResponseError(
        ErrorCodes.InternalError,
        'this is a defect of multi-engine: see standard error',
      );
    }
  }

  /** After a header that cannot be read, nobody knows where the next message begins. */
  #outOfStep(): void {
    if (this.#state === 'ended') return;
    say('multi-engine lsp: what came in is not a message of the Language Server Protocol');
    this.#end(1);
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
