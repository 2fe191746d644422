import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsOf } from '../src/cli/output/standard-output.js';
import { wrapped } from '../src/report/pretty/layout/width.js';
import { startEngineServer, type EngineServer } from './helpers/engine-server.js';
import { answersOf, notAskedThen } from './helpers/real-answers.js';
import { runOnTerminal } from './helpers/terminal.js';

let engine: EngineServer;
let folder = '';

/** Slow enough for a spinner to turn. */
const LATE_MS = 40;

beforeAll(async () => {
  const answers = answersOf('camunda-7.24.0/samejvm-noauth-default', notAskedThen);
  engine = await startEngineServer((...asked) => {
    const reply = answers(...asked);
    return reply && { ...reply, fault: { late: LATE_MS } };
  });
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
  writeFileSync(path.join(folder, 'environment-config.yaml'), configuration(engine.rest));
});

afterAll(() => engine.close());

function configuration(rest: string): string {
  return `engines:
  payment:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication:
      enabled: false
      user: ''
      password: ''
    webapps:
      enabled: true
      endpoint: ${rest.replace('engine-rest', 'camunda')}
`;
}

const SPINNER = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/;
/** What ora hides while it turns. */
const HIDDEN_CURSOR = '\u001b[?25l';
const SHOWN_CURSOR = '\u001b[?25h';

describe('on a terminal', () => {
  it('without columns, no spinner turns and the run ends', async () => {
    const { code, shown } = await runOnTerminal(['doctor'], { columns: 0, cwd: folder });
    expect({ code, spinner: shown.includes(HIDDEN_CURSOR) }).toEqual({ code: 0, spinner: false });
    expect(shown).toContain('Engines');
  });

  it.each([1, 40])('of %i columns, the spinner turns and is gone at the end', async (columns) => {
    const { code, shown } = await runOnTerminal(['doctor'], { columns, cwd: folder });
    const [turning = '', report = ''] = shown.split(SHOWN_CURSOR);
    expect(code).toBe(0);
    expect(turning).toContain(HIDDEN_CURSOR);
    expect(turning).toMatch(SPINNER);
    expect(report).toContain('Engines');
    expect(report).not.toMatch(SPINNER);
  });

  it('that loses its columns while the spinner turns, the run ends with its report', async () => {
    let resized = false;
    const { code, shown } = await runOnTerminal(['doctor'], {
      columns: 40,
      cwd: folder,
      onOutput: (text, terminal) => {
        if (resized || !text.includes('asking the engines')) return;
        resized = true;
        terminal.resize(0);
      },
    });
    expect({ code, resized }).toEqual({ code: 0, resized: true });
    expect(shown).toContain('Engines');
  });

  it.each([['validate'], ['doctor'], ['validate', '--help']])(
    'without columns, %s writes lines as wide as into a file',
    async (...args) => {
      const { shown } = await runOnTerminal([...args, '--color', 'never'], { columns: 0, cwd: folder });
      const longest = Math.max(...shown.split(/\r?\n/).map((line) => line.length));
      expect(longest).toBeGreaterThan(70);
    },
  );

  it('of 60 columns, an error is broken at blanks, and a command to copy is not', async () => {
    const wrong = ['validate', '--format', 'xml', 'environment-config.yaml'];
    const { shown } = await runOnTerminal(wrong, { columns: 60, cwd: folder });
    const lines = shown.trimEnd().split(/\r?\n/);
    expect(lines).toContain('there are pretty, json, sarif, junit, github, gitlab,');
    expect(lines.at(-1)).toMatch(/^node \S+ validate --help --all shows every option$/);
  });

  it('of one column, text is not broken at every word', async () => {
    const { shown } = await runOnTerminal(['validate', '--color', 'never'], { columns: 1, cwd: folder });
    expect(shown).toMatch(/^ +\S+ \S+ \S+/m);
  });
});

describe('a width', () => {
  it.each([
    [undefined, null],
    [0, null],
    [Number.NaN, null],
    [-1, null],
    [1, 1],
    [40, 40],
  ])('of %s columns counts as %s', (columns, known) => {
    expect(columnsOf(columns === undefined ? {} : { columns })).toBe(known);
    expect(columnsOf(null)).toBe(null);
  });

  it.each([Number.NaN, 0, -5, 1])('of %d that is left for a text is not taken at its word', (width) => {
    const lines = wrapped('the quick brown fox jumps over the lazy dog', width);
    expect(lines).toEqual(['the quick brown fox', 'jumps over the lazy', 'dog']);
  });
});
