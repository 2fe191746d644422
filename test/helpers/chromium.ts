import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

const BLANK = 'about:blank';
const NEVER_MS = 60_000;

type Params = Readonly<Record<string, unknown>>;

/** Chromium, spoken to over a pipe in its own protocol: Debian's, without a library that would have to fit it. */
export class Browser {
  readonly #process: ChildProcess;
  readonly #input: Writable;
  readonly #waiting = new Map<number, { ok: (result: Params) => void; fail: (error: Error) => void }>();
  readonly #listeners = new Set<(message: Message) => void>();
  #sent = 0;
  #rest = '';

  constructor() {
    const profile = mkdtempSync(path.join(tmpdir(), 'multi-engine-browser-'));
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--remote-debugging-pipe',
    ];
    this.#process = spawn('chromium', [...flags, `--user-data-dir=${profile}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const [, , , input, output] = this.#process.stdio;
    this.#input = input as Writable;
    (output as Readable).setEncoding('utf8').on('data', (text: string) => this.#read(text));
  }

  #read(text: string): void {
    const parts = (this.#rest + text).split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) {
      const message: Message = JSON.parse(part);
      const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
      if (waiting === undefined) for (const listener of this.#listeners) listener(message);
      else if (message.error === undefined) waiting.ok(message.result ?? {});
      else waiting.fail(new Error(message.error.message));
    }
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = (this.#sent += 1);
    return new Promise((ok, fail) => {
      this.#waiting.set(id, { ok, fail });
      this.#input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
  }

  listen(listener: (message: Message) => void): void {
    this.#listeners.add(listener);
  }

  /** A page of its own, as wide as wanted. */
  async open(address: string, how: Partial<Showing> = {}): Promise<Page> {
    const { targetId } = await this.send('Target.createTarget', { url: BLANK });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(this, String(sessionId), String(targetId));
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await page.send(`${domain}.enable`);
    await page.show(address, how);
    return page;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.send('Browser.close').catch(() => this.#process.kill());
    await ended;
  }
}

/** How a page is shown. */
interface Showing {
  readonly width: number;
  readonly dark: boolean;
  readonly script: boolean;
}

export class Page {
  /** What the page complained about. */
  readonly complaints: string[] = [];
  /** What was asked for, itself included. */
  readonly requests: string[] = [];
  readonly #browser: Browser;
  readonly #session: string;
  readonly #target: string;
  #loaded = (): void => undefined;

  constructor(browser: Browser, session: string, target: string) {
    this.#browser = browser;
    this.#session = session;
    this.#target = target;
    browser.listen((message) => {
      if (message.sessionId === session) this.#hear(message);
    });
  }

  #hear({ method, params = {} }: Message): void {
    if (method === 'Page.loadEventFired') this.#loaded();
    if (
      method === 'Log.entryAdded' ||
      method === 'Runtime.consoleAPICalled' ||
      method === 'Runtime.exceptionThrown'
    )
      this.complaints.push(JSON.stringify(params));
    if (method !== 'Network.requestWillBeSent') return;
    const { url } = params['request'] as { readonly url: string };
    if (url !== BLANK) this.requests.push(url);
  }

  send(method: string, params: Params = {}): Promise<Params> {
    return this.#browser.send(method, params, this.#session);
  }

  /** In the colours of a dark screen, or of a light one. */
  async paint(dark: boolean): Promise<void> {
    const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
    await this.send('Emulation.setEmulatedMedia', { features });
  }

  /** Loads it anew, also where only the fragment is another one. */
  async show(
    address: string,
    { width = 1280, dark = false, script = true }: Partial<Showing> = {},
  ): Promise<void> {
    const screen = { width, height: 900, deviceScaleFactor: 1, mobile: width < 600 };
    await this.send('Emulation.setDeviceMetricsOverride', screen);
    await this.paint(dark);
    await this.send('Emulation.setScriptExecutionDisabled', { value: !script });
    for (const url of [BLANK, address]) {
      const loaded = new Promise<void>((resolve) => (this.#loaded = resolve));
      await this.send('Page.navigate', { url });
      await loaded;
    }
  }

  /** The value of an expression, awaited, as JSON can hold it. */
  async evaluate<T>(expression: string): Promise<T> {
    const how = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', how);
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: T }).value;
  }

  /** Waits until an expression is true, but not for ever: a page that fails would keep its worker from ending. */
  async until(expression: string): Promise<void> {
    const end = performance.now() + NEVER_MS;
    while (!(await this.evaluate<boolean>(expression).catch(() => false))) {
      if (performance.now() > end) throw new Error(`never true: ${expression}; ${this.complaints.join()}`);
      await new Promise((resolve) => void setTimeout(resolve, 20));
    }
  }

  async press(key: string, text?: string): Promise<void> {
    const code = { Tab: 9, Enter: 13, ' ': 32 }[key] ?? 0;
    const pressed = { key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: code };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...pressed, ...(text && { text }) });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed });
  }

  async picture(clip?: object): Promise<Buffer> {
    const { data } = await this.send('Page.captureScreenshot', {
      captureBeyondViewport: true,
      ...(clip && { clip }),
    });
    return Buffer.from(String(data), 'base64');
  }

  async pdf(): Promise<Buffer> {
    const { data } = await this.send('Page.printToPDF', { printBackground: true });
    return Buffer.from(String(data), 'base64');
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#target });
  }
}
