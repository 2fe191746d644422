import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-protocol/node.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ROOT } from './fixtures.js';

const BIN = path.join(ROOT, 'bin/multi-engine.js');

/** An editor, as far as the protocol goes, and the language server that it has started. */
export class Editor {
  readonly server: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  readonly exited: Promise<number | null>;
  /** All that came from the server, as it came. */
  received = '';
  stderr = '';
  published: PublishDiagnosticsParams[] = [];
  readonly #documents = new Map<string, TextDocument>();
  readonly #waiting = new Set<() => void>();

  constructor(args: readonly string[] = [], cwd = ROOT) {
    this.server = spawn(process.execPath, [BIN, 'lsp', '--stdio', ...args], { cwd });
    this.exited = new Promise((resolve) => {
      // All that it said has come then.
      this.server.on('close', (code) => resolve(code));
    });
    this.server.stdin.on('error', () => undefined);
    this.server.stdout.on('data', (bytes: Buffer) => (this.received += bytes.toString()));
    this.server.stderr.on('data', (bytes: Buffer) => (this.stderr += bytes.toString()));
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.server.stdout),
      new StreamMessageWriter(this.server.stdin),
      { error: () => undefined, warn: () => undefined, info: () => undefined, log: () => undefined },
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const wake of this.#waiting) wake();
    });
    this.connection.listen();
  }

  async initialize(processId: number | null = process.pid): Promise<InitializeResult> {
    const completion = { completionItem: { snippetSupport: true } };
    const capabilities = { textDocument: { completion } };
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId,
      rootUri: null,
      capabilities,
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  /** Opens a text and answers what is found in it. */
  async open(file: string, text: string): Promise<readonly Diagnostic[]> {
    const uri = uriOf(file);
    this.#documents.set(uri, TextDocument.create(uri, 'yaml', 1, text));
    const found = this.found(file, 1);
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    return found;
  }

  /** Types a text in place of another one and does not wait. */
  async type(file: string, from: string, to: string): Promise<number> {
    const before = this.document(file);
    const start = before.getText().indexOf(from);
    if (start < 0) throw new Error(`there is no ${from}`);
    const range = { start: before.positionAt(start), end: before.positionAt(start + from.length) };
    const version = before.version + 1;
    const contentChanges = [{ range, text: to }];
    this.#documents.set(before.uri, TextDocument.update(before, contentChanges, version));
    const textDocument = { uri: before.uri, version };
    await this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
    return version;
  }

  document(file: string): TextDocument {
    const document = this.#documents.get(uriOf(file));
    if (document === undefined) throw new Error(`${file} is not open`);
    return document;
  }

  /** What is published of a version, or of a later one. */
  async found(file: string, version: number): Promise<readonly Diagnostic[]> {
    for (;;) {
      const known = this.published.findLast((each) => each.uri === uriOf(file));
      if (known !== undefined && (known.version ?? 0) >= version) return known.diagnostics;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }

  /** The range of a text in a document. */
  rangeOf(file: string, text: string): Range {
    const document = this.document(file);
    const start = document.getText().indexOf(text);
    if (start < 0) throw new Error(`there is no ${text}`);
    return { start: document.positionAt(start), end: document.positionAt(start + text.length) };
  }

  textIn(file: string, range: Range): string {
    return this.document(file).getText(range);
  }

  textAfter(file: string, edits: readonly TextEdit[]): string {
    return TextDocument.applyEdits(this.document(file), [...edits]);
  }

  async request<T>(method: string, file: string, more: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, { textDocument: { uri: uriOf(file) }, ...more });
  }

  /** Opens whatever a client may send in place of a document. */
  async openAs(textDocument: unknown): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  async leave(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exited;
  }

  end(): void {
    this.connection.dispose();
    this.server.kill('SIGKILL');
  }
}

export function uriOf(file: string): string {
  return file.startsWith('untitled:') ? file : pathToFileURL(path.resolve(ROOT, file)).href;
}
