import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser, type Page } from '../helpers/chromium.js';
import { isInstalled } from '../helpers/shell.js';
import { ROOT } from '../helpers/fixtures.js';
import { MISTYPED } from '../helpers/mistyped.js';
import { runProgram } from '../helpers/program.js';

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-playground-'));
const FILE = path.join(folder, 'index.html');
const AXE = readFileSync(path.join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');

beforeAll(() => {
  const built = spawnSync(process.execPath, [path.join(ROOT, 'scripts/playground.mjs'), FILE], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
});

describe('the page of the playground', () => {
  it('is one file of at most 300 kB, compressed', () => {
    expect(gzipSync(readFileSync(FILE)).length).toBeLessThan(300_000);
  });

  it('is the same in every build', () => {
    const again = path.join(folder, 'again.html');
    spawnSync(process.execPath, [path.join(ROOT, 'scripts/playground.mjs'), again]);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(FILE, 'utf8'));
  });

  it('allows itself nothing but its own script and style', () => {
    const page = readFileSync(FILE, 'utf8');
    const [, policy = ''] = /Content-Security-Policy"\s+content="([^"]*)"/.exec(page) ?? [];
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/,
    );
    expect(page).not.toMatch(/<(?:link|img|iframe|script src)/);
  });
});

async function validated(text: string): Promise<readonly string[]> {
  const asked = ['validate', '-', '--no-env', '--settings', 'none', '--format', 'json'];
  const run = await runProgram([...asked, '--stdin-filename', 'environment-config.yaml'], { input: text });
  const { findings }: { findings: readonly { readonly rule: string }[] } = JSON.parse(run.stdout);
  return findings.map(({ rule }) => rule);
}

const held = (text: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: optimize}\ndata:\n  environment-config.yaml: |\n${text.replaceAll(/^(?=.)/gm, '    ')}`;
const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: o}\ndata:\n  environment-config.yaml: ${Buffer.from(MISTYPED).toString('base64')}\n`;

describe.runIf(isInstalled('chromium'))('the playground in a browser', () => {
  let browser: Browser;
  let page: Page;
  const address = pathToFileURL(FILE).href;

  beforeAll(async () => {
    browser = new Browser();
    page = await browser.open('about:blank');
  });
  afterAll(() => browser.close());
  beforeEach(() => {
    page.complaints.length = 0;
    page.requests.length = 0;
  });

  async function enter(text: string): Promise<void> {
    const field = "document.querySelector('#text')";
    await page.evaluate(`${field}.value = ${JSON.stringify(text)}`);
    await page.evaluate(`document.querySelector('#summary').textContent = ''`);
    await page.evaluate(`${field}.dispatchEvent(new Event('input'))`);
    await page.until("document.querySelector('#summary').textContent !== ''");
  }

  const found = (): Promise<readonly string[]> =>
    page.evaluate(
      "[...document.querySelectorAll('#findings h3 a')].map((each) => each.textContent.split(' ')[0])",
    );
  const textNow = (): Promise<string> => page.evaluate("document.querySelector('#text').value");
  const said = (): Promise<string> => page.evaluate("document.querySelector('#message').textContent");

  async function press(words: string): Promise<void> {
    await page.evaluate(
      `[...document.querySelectorAll('button')].find((each) => each.textContent === ${JSON.stringify(words)}).click()`,
    );
  }

  it.each([
    ['a configuration', MISTYPED],
    ['a ConfigMap', held(MISTYPED)],
    ['a Secret', secret],
    ['what is half typed', `${MISTYPED}  us:\n    name: "x`],
    ['the worked example', readFileSync(path.join(ROOT, 'fixtures/config/shipped/2.7.yaml'), 'utf8')],
  ])('finds what validate finds in %s', async (_, text) => {
    await page.show(address);
    await enter(text);
    expect(await found()).toEqual(await validated(text));
    expect([page.complaints, page.requests]).toEqual([[], [address]]);
  });

  it('says what is no configuration', async () => {
    await page.show(address);
    await enter('apiVersion: apps/v1\nkind: Deployment\nspec: {}\n');
    expect(await page.evaluate("document.querySelector('#findings').textContent")).toContain('Deployment');
    await press('Copy a link');
    await page.until("document.querySelector('#message').textContent !== ''");
    expect(await said()).toContain('cannot be shared');
  });

  it('corrects one finding, or all that is safe, and takes it back', async () => {
    await page.show(address);
    await enter(MISTYPED);
    await page.evaluate("document.querySelector('li .fix').click()");
    expect(await textNow()).toBe(MISTYPED.replace('importEnabld', 'importEnabled'));
    await press('Undo');
    expect(await textNow()).toBe(MISTYPED);
    const text = MISTYPED.replace('  eu:', '  eu:\n    enabled: true').replace('default', 'default/');
    const run = await runProgram(['validate', '-', '--fix', '--no-env', '--settings', 'none'], {
      input: text,
    });
    expect(run.stdout).not.toBe(text);
    await enter(text);
    await press('Correct what is safe');
    await page.until("document.querySelector('#message').textContent.startsWith('Corrected')");
    expect(await textNow()).toBe(run.stdout);
  });

  it.each([
    ['a configuration', MISTYPED],
    ['a ConfigMap', held(MISTYPED)],
    ['a Secret', secret],
  ])('shares %s in the address alone, without its secrets', async (_, text) => {
    await page.show(address);
    await enter(text);
    await press('Copy a link');
    await page.until('location.hash.length > 1');
    const link = await page.evaluate<string>('location.href');
    expect(page.requests).toEqual([address]);
    await page.show(link);
    await page.until("document.querySelector('#text').value !== ''");
    const shared = await textNow();
    expect(shared).not.toContain('CANARY');
    expect(shared).not.toContain(Buffer.from(MISTYPED).toString('base64').slice(0, 30));
    expect(shared).toContain('***');
  });

  it('bears an address that somebody else has made', async () => {
    for (const fragment of ['v1.AAAA', 'v1.%%%', 'v2.x', 'v1.'])
      await page.show(`${address}#${fragment}`).then(async () => expect(await textNow()).toBe(''));
    const marked = `<img src=x onerror=alert(1)>: '</script><script>alert(1)</script>'\n`;
    await page.show(address);
    await enter(marked);
    expect(await page.evaluate("document.querySelectorAll('#findings img, #findings script').length")).toBe(
      0,
    );
    expect(page.complaints).toEqual([]);
  });

  it('opens a file that is dropped', async () => {
    await page.show(address);
    await page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(MISTYPED)}], 'x.yaml'));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
    }`);
    await page.until("document.querySelectorAll('#findings li').length > 0");
    expect(await textNow()).toBe(MISTYPED);
  });

  it('judges for one release', async () => {
    await page.show(address);
    await enter(MISTYPED);
    await page.evaluate(`{
      const field = document.querySelector('#release');
      field.value = '8.x';
      field.dispatchEvent(new Event('change'));
    }`);
    await page.until("document.querySelector('#findings').textContent.includes('C148')");
    expect(await found()).toContain('C148');
  });

  it('is usable by keyboard: every control is reached, and the place of a finding is selected', async () => {
    await page.show(address);
    await enter(MISTYPED);
    const order: string[] = [];
    for (let step = 0; step < 40 && !order.includes('Line 5'); step += 1) {
      await page.press('Tab');
      order.push(await page.evaluate('document.activeElement.id || document.activeElement.textContent'));
    }
    expect(order).toEqual(
      expect.arrayContaining(['text', 'file', 'example', 'release', 'fix-all', 'share', 'Line 5']),
    );
    await page.press('Enter', '\r');
    const selected = await page.evaluate(
      "(() => { const t = document.querySelector('#text'); return t.value.slice(t.selectionStart, t.selectionEnd); })()",
    );
    expect(selected).toBe('importEnabld');
    expect(await page.evaluate('document.activeElement.id')).toBe('text');
  });

  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)(
    'has nothing that axe complains about, and no sideways scrolling: %i px, %s',
    async (width, scheme) => {
      await page.show(address, { width, dark: scheme === 'dark' });
      await enter(MISTYPED);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.evaluate(AXE);
      const violations = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
      );
      expect(violations).toEqual([]);
      const pictures = process.env['PLAYGROUND_PICTURES'];
      if (pictures !== undefined) {
        mkdirSync(pictures, { recursive: true });
        writeFileSync(path.join(pictures, `${width}-${scheme}.png`), await page.picture());
      }
    },
  );

  it('works the same from a server', async () => {
    const server: Server = createServer((_, answer) => {
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      answer.end(readFileSync(FILE));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const bound = server.address();
    const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
    await page.show(`http://127.0.0.1:${port}/`);
    await enter(MISTYPED);
    await press('Copy a link');
    await page.until("document.querySelector('#message').textContent !== ''");
    expect(page.requests.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([
      `http://127.0.0.1:${port}/`,
    ]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
