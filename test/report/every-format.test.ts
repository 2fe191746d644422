import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.js';
import type { Report } from '../../src/core/report/report.js';
import { FORMAT_NAMES, FORMATS, render } from '../../src/report/index.js';
import { PAGES } from './ci/pages.js';
import { READERS } from './readers.js';
import { covered, engine, evidence, finding, options, report } from './reports.js';

/** What a name may be made of to leave the place that a format gives it. */
const CORPUS: Readonly<Record<string, string>> = {
  'line breaks': 'a\nb\r\nc\rd\u2028e\u0085f',
  'escapes of a terminal': 'x\u001b]0;owned\u0007\u001b[2J\u009b31m\u007fy\u0008',
  'a workflow command': '\n::error file=x::y%0A::stop-commands::z 100%',
  'the end of CDATA': ']]><x attribute="1">&amp;<![CDATA[',
  'the end of a script': '</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>',
  'the end of an attribute': '"\' onmouseover=alert(1) `${1}` \\',
  'marks that turn a text round': 'a\u202egpj\u2066\u200f\u061c\u200b\ufeffb',
  'lone surrogates': '\ud800 a \udc00',
  'what XML cannot write': '\u0000\u0001\ufffe\uffff',
  'a formula': '=1+1;@SUM(A1)\t+2,-3',
  'labels and comments': 'a"} 1\n# HELP evil evil{b="c"} 2\\',
  diagrams: 'a"]; b --> c; %% x\n} subgraph click a "javascript:alert(1)" -- <br/> |',
  markdown: '| `` ``` **b** [l](http://x) ![i](http://y) @team </details> <!--',
  prototype: '__proto__',
  'a megabyte': 'm\u001b"<'.repeat(250_000),
};

/** A report in which everything that comes from outside is that text. */
function reportOf(text: string): Report {
  const found: Finding = finding({
    rule: 'T401',
    name: 'duplicate-definition',
    message: text,
    engines: [text, `${text}2`],
    data: { key: text, engines: [text] },
    locations: [
      {
        file: text,
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 2,
        pointer: `/${text}`,
        role: 'primary',
        note: null,
      },
      {
        file: text,
        line: 2,
        column: 1,
        endLine: 2,
        endColumn: 2,
        pointer: `/${text}`,
        role: 'related',
        note: text,
      },
    ],
    evidence: [evidence(text, [text], text, `GET /${text}`)],
    remedy: text,
    key: text,
    fix: [{ file: text, line: 1, count: 1, lines: [text] }],
  });
  return report({
    command: 'doctor',
    files: [text],
    optimize: '3.15',
    engines: [
      engine(text, {
        file: text,
        status: 'ok',
        name: text,
        rest: text,
        product: text,
        version: text,
        installation: text,
        latencyMs: 3,
        nodesSeen: 2,
      }),
      engine(`${text}2`, { status: 'failed', failure: { step: text, detail: text } }),
    ],
    databases: [
      {
        verdict: 'shared',
        certainty: 'proven',
        engines: [text, `${text}2`],
        rows: [text],
        evidence: [evidence(text, [text], text)],
      },
    ],
    findings: [found],
    sources: new Map([[text, [text, text]]]),
    coverage: [covered('T401', [text], [{ engines: [`${text}2`], because: text, open: true }])],
    defects: [text],
    notes: [text],
    inventory: () => [
      {
        engine: text,
        kind: 'process',
        definition: { key: text, version: 1, tenant: text, id: text, deployed: text, alsoOn: [text] },
        because: null,
      },
      { engine: text, kind: 'decision', definition: null, because: text },
    ],
    run: { startedAt: '2026-01-02T03:04:05.000Z', node: text, options: [text] },
  });
}

const STEERING =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\r(?!\n)/u;

describe('whatever stands in a configuration or an answer is harmless', () => {
  it.each(FORMAT_NAMES.flatMap((format) => Object.keys(CORPUS).map((what) => [format, what] as const)))(
    'in %s: %s',
    async (format, what) => {
      const how = options({ rules: PAGES, verbose: true, timings: true });
      const text = await render(format, reportOf(CORPUS[what] ?? ''), how);
      expect(text).not.toMatch(STEERING);
      expect(text).toBe(Buffer.from(text).toString());
      expect(() => READERS[format]?.(text)).not.toThrow();
      if (format !== 'pretty' && format !== 'json') expect(text.length).toBeLessThan(2_000_000);
    },
  );
});

describe('every format', () => {
  it.each(FORMAT_NAMES)(
    '%s is pure: the same report gives the same bytes, and is left as it is',
    async (format) => {
      const of = reportOf('name');
      const before = JSON.stringify(of);
      const how = options({ rules: PAGES });
      expect(await render(format, of, how)).toBe(await render(format, of, how));
      expect(JSON.stringify(of)).toBe(before);
    },
  );

  it.each(FORMAT_NAMES)('%s ends with a line break and says one line about itself', async (format) => {
    expect(await render(format, reportOf('name'), options({ rules: PAGES }))).toMatch(/[^\n]\n$/);
    expect(FORMATS[format].about).toMatch(/^[^\n]{5,80}$/);
  });
});
