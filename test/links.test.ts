import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { followsLinks } from '../src/cli/output/links.js';
import { escapeLines, linkTo } from '../src/core/text/text.js';
import { render } from '../src/report/index.js';
import { runProgram } from './helpers/program.js';
import { runOnTerminal } from './helpers/terminal.js';
import { finding, options, report } from './report/reports.js';

const CONFIGURATION = 'engines:\n  a:\n    name: default\n    rest: https://a.example.com/engine-rest\n';
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

describe('links to the pages of rules', () => {
  it('lead into the installed package, on a terminal that follows links', async () => {
    const links = await linksOf({ TERM_PROGRAM: 'vscode' });
    expect(links.length).toBeGreaterThan(1);
    for (const [address, text] of links) {
      expect(existsSync(fileURLToPath(address)), address).toBe(true);
      expect(text).toMatch(/^multi-engine explain [A-Z]\d{3}$/);
      expect(path.basename(address)).toContain(text.slice(-4));
    }
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
      env: { PATH: process.env['PATH'], HOME: '/nonexistent', FORCE_HYPERLINK: '1' },
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
