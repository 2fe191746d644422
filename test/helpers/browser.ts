import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'undici';

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** A page in headless Chromium, by its own protocol. What it complains about and what it asks for is kept. */
export class Browser {
  readonly complaints: string[] = [];
  readonly requests: string[] = [];
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #last = 0;

  private constructor(started: ChildProcess, folder: string, socket: WebSocket) {
    this.#process = started;
    this.#folder = folder;
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(String(data))));
  }

  static async start(): Promise<Browser> {
    const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-browser-'));
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--remote-debugging-port=0',
    ];
    const started = spawn('chromium', [...flags, `--user-data-dir=${folder}`, 'about:blank']);
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      started.stderr.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const [, found] = /^DevTools listening on (\S+)/m.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      });
      started.on('exit', () => reject(new Error(`chromium ended: ${said}`)));
    });
    const pages: unknown = await (await fetch(`http://${new URL(address).host}/json/list`)).json();
    const page = (Array.isArray(pages) ? pages : []).find(
      (each: { type?: string }) => each.type === 'page',
    ) as {
      readonly webSocketDebuggerUrl: string;
    };
    const socket = new WebSocket(page.webSocketDebuggerUrl);
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const browser = new Browser(started, folder, socket);
    for (const domain of ['Runtime', 'Log', 'Network', 'Page']) await browser.send(`${domain}.enable`);
    return browser;
  }

  async end(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.on('exit', resolve));
    this.#socket.close();
    this.#process.kill('SIGKILL');
    await gone;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async send(method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> {
    this.#last += 1;
    const id = this.#last;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await answered;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  /** Opens an address in a window of some width. */
  async open(address: string, width = 1280, scheme: 'light' | 'dark' = 'light'): Promise<void> {
    const size = { width, height: 800, deviceScaleFactor: 1, mobile: width < 600 };
    await this.send('Emulation.setDeviceMetricsOverride', size);
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await this.send('Emulation.setEmulatedMedia', { features });
    await this.send('Page.navigate', { url: 'about:blank' });
    await this.send('Page.navigate', { url: address });
    await this.until("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** The value of an expression in the page, awaited. */
  async ask<T>(expression: string): Promise<T> {
    const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', asked)) as {
      readonly result: { readonly value: T };
      readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
    };
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? 'the page threw');
    return result.value;
  }

  async until(expression: string): Promise<void> {
    while (!(await this.ask<boolean>(expression).catch(() => false)))
      await new Promise((resolve) => void setTimeout(resolve, 20));
  }

  async press(key: string, text?: string): Promise<void> {
    const code = { Tab: 9, Enter: 13, ' ': 32 }[key] ?? 0;
    const pressed = { key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: code };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...pressed, ...(text && { text }) });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed });
  }

  async picture(): Promise<Buffer> {
    const { data } = await this.send('Page.captureScreenshot', { captureBeyondViewport: true });
    return Buffer.from(String(data), 'base64');
  }

  #hear({ id, method, params = {}, ...answer }: Answer): void {
    if (id !== undefined) this.#waiting.get(id)?.({ id, ...answer });
    if (
      method === 'Runtime.consoleAPICalled' ||
      method === 'Runtime.exceptionThrown' ||
      method === 'Log.entryAdded'
    )
      this.complaints.push(JSON.stringify(params));
    if (method === 'Network.requestWillBeSent') {
      const { url } = (params as { readonly request: { readonly url: string } }).request;
      if (url !== 'about:blank') this.requests.push(url);
    }
  }
}
