import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { followsLinks } from '../src/cli/output/links.js';
import { escapeLines, linkTo } from '../src/core/text/text.js';
import { render } from '../src/report/index.js';
import { ROOT } from './helpers/fixtures.js';
import { runProgram } from './helpers/program.js';
import { runOnTerminal } from './helpers/terminal.js';
import { finding, options, report } from './report/reports.js';

const CONFIGURATION = 'engines:\n  a:\n    name: default\n    rest: https://a.example.com/engine-rest\n';
const ENV = { PATH: process.env['PATH'], HOME: '/nonexistent' };
// oxlint-disable-next-line no-control-regex -- links are control characters
const LINK = /\u001b\]8;;([^\u001b]+)\u001b\\([^\u001b]*)\u001b\]8;;\u001b\\/gu;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-links-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

async function linksOf(env: NodeJS.ProcessEnv, files = {}): Promise<readonly (readonly [string, string])[]> {
  const cwd = folderWith({ 'environment-config.yaml': CONFIGURATION, ...files });
  const { shown } = await runOnTerminal(['validate'], { columns: 120, cwd, env });
  return Array.from(shown.matchAll(LINK), ([, address = '', text = '']) => [address, text] as const);
}

describe('a finding in text', () => {
  it('says what to type for more, as the program was started, and that works', async () => {
    const cwd = folderWith({ 'environment-config.yaml': CONFIGURATION });
    const { stdout } = await runProgram(['validate'], { cwd, env: ENV });
    const typed = Array.from(stdout.matchAll(/^ {2}docs {6}(.*)$/gm), ([, text = '']) => text);
    expect(typed.length).toBeGreaterThan(1);
    expect(stdout).not.toContain('docs/rules');
    for (const [, script = '', rule = ''] of typed.map(
      (text) => /^node (\S+) explain (\S+)$/.exec(text) ?? [],
    )) {
      expect(path.resolve(cwd, script)).toBe(path.join(ROOT, 'bin/multi-engine.js'));
      const explained = await runProgram(['explain', rule], { cwd, env: ENV });
      expect(explained).toMatchObject({ code: 0, stderr: '' });
      expect(explained.stdout).toContain(rule);
    }
  });

  it('says where a team hosts the page', async () => {
    const cwd = folderWith({
      'environment-config.yaml': CONFIGURATION,
      'multi-engine.config.yaml': 'documentation: https://docs.example.com/me',
    });
    const { stdout } = await runProgram(['validate'], { cwd, env: ENV });
    expect(stdout).toMatch(/^ {2}docs {6}https:\/\/docs\.example\.com\/me\/rules\/[A-Z]\d{3}-[\w-]+\.md$/m);
  });

  it('names the installed program where nobody says how it was started', async () => {
    const of = report({ findings: [finding({ rule: 'T401', name: 'n', message: 'm' })] });
    expect(await render('pretty', of, options())).toContain('\n  docs      multi-engine explain T401\n');
    const how = options({ invocation: () => 'node bin/x.js\u001b[2J' });
    const text = await render('pretty', of, how);
    expect(text).toContain('  docs      node bin/x.js');
    expect(text).not.toContain('\u001b');
  });
});

describe('links to the pages of rules', () => {
  it('lead into the installed package, on a terminal that follows links', async () => {
    const links = await linksOf({ TERM_PROGRAM: 'vscode' });
    expect(links.length).toBeGreaterThan(1);
    for (const [address, text] of links) {
      expect(existsSync(fileURLToPath(address)), address).toBe(true);
      expect(text).toMatch(/^node \S+ explain [A-Z]\d{3}$/);
      expect(path.basename(address)).toContain(text.slice(-4));
    }
  });

  it('lead there from a list of users too', async () => {
    const users = 'fixtures/rules/A503-same-user-id-on-several-engines/fail-known-on-both/landscape.yaml';
    const { shown } = await runOnTerminal(['access', 'Piggy', '--config', path.join(ROOT, users)], {
      columns: 120,
      cwd: folderWith({}),
      env: { TERM_PROGRAM: 'vscode' },
    });
    const addresses = Array.from(shown.matchAll(LINK), ([, address = '']) => address);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(existsSync(fileURLToPath(address)), address).toBe(true);
  });

  it.each([
    [
      'file:///opt/a%20b/100%25/docs/',
      'docs/rules/T401-x.md',
      'file:///opt/a%20b/100%25/docs/rules/T401-x.md',
    ],
    [
      'file:///x/',
      'https://a.example.com/ü b%20c/rules/x.md',
      'https://a.example.com/%C3%BC%20b%20c/rules/x.md',
    ],
    ['file:///x/', 'https://a.example.com/\ud800/x.md', 'https://a.example.com/%EF%BF%BD/x.md'],
  ])('encode an address once: below %s, %j', async (pages, url, address) => {
    const of = report({ findings: [finding({ rule: 'T401', name: 'n', message: 'm', url })] });
    const text = await render('pretty', of, options({ pages }));
    expect(Array.from(text.matchAll(LINK), ([, each]) => each)).toEqual([address]);
  });

  it('lead to where the team hosts them', async () => {
    const files = { 'multi-engine.config.yaml': 'documentation: https://docs.example.com/me' };
    const links = await linksOf({ TERM_PROGRAM: 'vscode' }, files);
    expect(links.length).toBeGreaterThan(1);
    for (const [address, text] of links) {
      expect(address).toMatch(/^https:\/\/docs\.example\.com\/me\/rules\/[A-Z]\d{3}-[\w-]+\.md$/);
      expect(text).toBe(address);
    }
  });

  it('are not where nobody follows them: other terminals, pipes, no colours', async () => {
    expect(await linksOf({ TERM: 'xterm' })).toEqual([]);
    expect(await linksOf({ TERM_PROGRAM: 'vscode', NO_COLOR: '1' })).toEqual([]);
    const { stdout } = await runProgram(['validate', '--color=always'], {
      cwd: folderWith({ 'environment-config.yaml': CONFIGURATION }),
      env: { ...ENV, FORCE_HYPERLINK: '1' },
    });
    expect(stdout).toContain('\u001b[');
    expect(stdout).not.toContain('\u001b]8');
  });

  it('are for terminals that are known for them, unless somebody says otherwise', () => {
    expect(followsLinks({ VTE_VERSION: '6003' })).toBe(true);
    expect(followsLinks({ VTE_VERSION: '4602' })).toBe(false);
    expect(followsLinks({ TERM: 'xterm-kitty' })).toBe(true);
    expect(followsLinks({ TERM: 'xterm-kitty', CI: 'true' })).toBe(false);
    expect(followsLinks({ TERM_PROGRAM: 'Apple_Terminal' })).toBe(false);
    expect(followsLinks({ WT_SESSION: 'x', FORCE_HYPERLINK: '0' })).toBe(false);
    expect(followsLinks({ FORCE_HYPERLINK: '1' })).toBe(true);
  });

  it('can be made by nothing that comes from outside', async () => {
    const evil = '\u001b]8;;https://evil.example.com/\u001b\\here\u001b]8;;\u001b\\';
    const found = finding({
      rule: 'T401',
      name: 'n',
      message: evil,
      remedy: evil,
      engines: [evil],
      url: `docs/rules/${evil}`,
    });
    const text = await render('pretty', report({ findings: [found] }), options({ pages: 'file:///x/docs/' }));
    const shown = escapeLines(text, true);
    expect(Array.from(shown.matchAll(LINK), ([, address]) => address)).toEqual([
      expect.stringMatching(/^file:\/\/\/x\/docs\/rules\/%1B/),
    ]);
  });

  it('go through the escaper only with addresses of pages, and only where a text is painted', () => {
    const link = linkTo('https://a.example.com/x', 'text');
    expect(escapeLines(link, true)).toBe(link);
    expect(escapeLines(link)).not.toContain('\u001b');
    for (const address of ['javascript:alert(1)', 'https://a\u0007b', 'https://a b'])
      expect(escapeLines(linkTo(address, 'x'), true)).not.toContain(`]8;;${address}\u001b`);
    expect(escapeLines('\u001b]0;owned\u0007', true)).not.toContain('\u001b');
  });
});
