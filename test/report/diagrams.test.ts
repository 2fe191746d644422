import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/report.js';
import { renderDot } from '../../src/report/diagrams/dot.js';
import { graphOf } from '../../src/report/diagrams/graph.js';
import { renderMermaid } from '../../src/report/diagrams/mermaid.js';
import { Browser } from '../helpers/chromium.js';
import { isInstalled } from '../helpers/shell.js';
import { parsedXml, type Element } from './ci/xml.js';
import * as cases from './cases.js';
import { golden } from './golden.js';
import { hostile } from './hostile.js';
import { engine, finding, report } from './reports.js';

const ALL: readonly (readonly [string, Report])[] = Object.entries({ ...cases, hostile });
const ATTACK = 'a"]; b --> c; %% x\n} subgraph click a "javascript:x" \\N &lt; <br/> | #quot; `z`';
const TRICKY = report({
  engines: [engine(ATTACK, { status: 'failed', failure: { step: ATTACK, detail: ATTACK } }), engine('b')],
  databases: [{ verdict: 'unknown', certainty: 'weak', engines: [ATTACK, 'b'], rows: [], evidence: [] }],
  findings: [finding({ rule: 'T401', name: 'duplicate-definition', message: 'm', engines: [ATTACK, 'b'] })],
});

function textsIn(element: Element): readonly string[] {
  const own = element.name.endsWith('text') ? [element.text] : [];
  return [...own, ...element.children.flatMap(textsIn)];
}

function between(...engines: readonly string[]): ReturnType<typeof finding> {
  return finding({ rule: 'T401', name: 'duplicate-definition', message: 'm', engines });
}

describe('what is drawn', () => {
  it('is every engine once, the databases of several, and what was found between two', () => {
    const { engines, databases, overlaps } = graphOf(cases.live);
    expect(engines.map(({ lines }) => lines[0])).toEqual(['eu-1', 'eu-2', 'us', 'legacy']);
    expect(engines[3]?.lines).toContain('load balancer, 2 nodes');
    expect(databases.map(({ members }) => members)).toEqual([
      ['e1', 'e2'],
      ['e1', 'e4'],
    ]);
    expect(overlaps).toEqual([
      { from: 'e1', to: 'e3', label: 'duplicate-definition', severity: 'error' },
      { from: 'e1', to: 'e2', label: 'shared-database', severity: 'error' },
    ]);
  });

  it('counts what is found again between the same engines, either way round', () => {
    const of = report({
      engines: [engine('a'), engine('b')],
      findings: [between('a', 'b'), between('b', 'a'), between('a', 'gone')],
    });
    expect(graphOf(of).overlaps).toEqual([
      { from: 'e1', to: 'e2', label: 'duplicate-definition (2)', severity: 'error' },
    ]);
  });

  it('stays a picture, whatever was found', () => {
    const engines = Array.from({ length: 200 }, (_, index) => engine(`e${index}`));
    const findings = engines.flatMap(({ alias }) =>
      ['x', 'y'].map((name) => finding({ rule: 'T401', name, message: 'm', engines: ['e0', alias] })),
    );
    const { overlaps, left } = graphOf(report({ engines, findings }));
    expect([overlaps.length, left]).toEqual([300, 98]);
  });
});

describe('renderDot', () => {
  it.each(ALL)('writes %s as it is stored', (name, of) => {
    const text = renderDot(of);
    expect(text).toBe(golden(`${name}.dot.txt`, text));
  });

  it.runIf(isInstalled('dot')).each([...ALL, ['tricky', TRICKY] as const])(
    'is drawn by Graphviz, with its labels: %s',
    (_, of) => {
      const { status, stdout, stderr } = spawnSync('dot', ['-Tsvg'], {
        input: renderDot(of),
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const texts = textsIn(parsedXml(stdout.replace(/^[\s\S]*?(?=<svg)/, '')));
      for (const { lines } of graphOf(of).engines)
        for (const line of lines) expect(texts.map(plain)).toContain(plain(line));
    },
  );
});

/** Graphviz draws blanks that do not break. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').trim();
}

describe('renderMermaid', () => {
  it.each(ALL)('writes %s as it is stored', (name, of) => {
    const text = renderMermaid(of);
    expect(text).toBe(golden(`${name}.mermaid.txt`, text));
  });

  it('lets no name end a label, a line or a statement', () => {
    for (const line of renderMermaid(TRICKY).trimEnd().split('\n').slice(1)) {
      expect(line).toMatch(
        /^  (?:[ed]\d+\[\(?"[^"[\]{}|%;]*(?:#\d+;[^"[\]{}|%;]*|<br\/>)*"\)?\]|[ed]\d+ ---(?:\|"[^"|]*"\|)? [ed]\d+|classDef failed .*|class e\d+(?:,e\d+)* failed)$/,
      );
    }
  });
});

/** What Mermaid makes of the text on the page. */
const DRAWN = `(async () => {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
  const { svg } = await mermaid.render('drawn', document.querySelector('pre').textContent);
  document.body.innerHTML = svg;
  const texts = (selector) => Array.from(document.querySelectorAll(selector), (each) => each.textContent.replace(/\\s+/g, ' ').trim());
  return { nodes: texts('.node'), edges: document.querySelectorAll('.edgePaths path').length };
})()`;

describe.runIf(isInstalled('chromium'))('the Mermaid diagram', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-mermaid-'));
  const script = pathToFileURL(createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js')).href;
  let browser: Browser;
  beforeAll(() => {
    browser = new Browser();
  });
  afterAll(() => browser.close());

  it.each([...ALL, ['tricky', TRICKY] as const])(
    'of %s is drawn by Mermaid, with its labels',
    async (name, of) => {
      const file = path.join(folder, `${name}.html`);
      const source = renderMermaid(of).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      writeFileSync(file, `<meta charset="utf-8"><pre>${source}</pre><script src="${script}"></script>`);
      const page = await browser.open(pathToFileURL(file).href);
      const { nodes, edges } = await page.evaluate<{ nodes: readonly string[]; edges: number }>(DRAWN);
      const { engines, databases, overlaps } = graphOf(of);
      const labels = [...engines, ...databases].map(({ lines }) =>
        lines.join('').replaceAll(/\s+/g, ' ').trim(),
      );
      expect(nodes.toSorted()).toEqual(labels.toSorted());
      expect(edges).toBe(databases.reduce((sum, { members }) => sum + members.length, overlaps.length));
      await page.close();
    },
  );
});
