import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Interruption } from '../src/cli/signals.js';
import { FilterWriter } from '../src/probe/canary/task-filters.js';
import { startEngineServer, type EngineServer, type Fault } from './helpers/engine-server.js';
import { ROOT } from './helpers/fixtures.js';
import { runProgram } from './helpers/program.js';
import { answersOf } from './helpers/real-answers.js';
import { folderFor, Run } from './helpers/signals.js';
import { runOnTerminal } from './helpers/terminal.js';

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;
const CONFIG = 'environment-config.yaml';
const MODEL = path.join(ROOT, 'fixtures/models/inventory-checkout.bpmn');
/** Milliseconds in which a run has to end: most of them are for a machine that does much else. */
const PROMPT = 3_000;

/** What the engine does from the request on that this matches. */
let stage: { readonly from: RegExp; readonly fault: Fault };
let reached = false;
let engine: EngineServer;
let folder = '';

beforeAll(async () => {
  const answers = answersOf('camunda-7.24.0/samejvm-noauth-default');
  engine = await startEngineServer((...asked) => {
    reached ||= stage.from.test(asked[0]);
    const reply = answers(...asked) ?? { status: 404, json: {} };
    return reached ? { ...reply, fault: stage.fault } : reply;
  });
  folder = folderFor([engine.rest, engine.rest.replace('127.0.0.1', 'localhost')]);
});

afterAll(() => engine.close());

/** Takes about a twentieth of a second to read. */
function largeModel(key: string): string {
  const tasks = Array.from({ length: 40_000 }, (_, index) => `<bpmn:task id="task-${index}" />`);
  const namespace = 'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"';
  const process = `<bpmn:process id="${key}" isExecutable="true">${tasks.join('')}</bpmn:process>`;
  return `<bpmn:definitions ${namespace}>${process}</bpmn:definitions>`;
}

function begin(from: RegExp, fault: Fault): void {
  stage = { from, fault };
  reached = false;
}

async function untilReached(): Promise<void> {
  await expect.poll(() => reached, { timeout: 10_000, interval: 5 }).toBe(true);
}

const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['doctor', ['doctor', '--format', 'json']],
  ['doctor --record', ['doctor', '--format', 'json', '--record', 'recording']],
  ['doctor --watch', ['doctor', '--format', 'json', '--watch', '1']],
  ['access', ['access', 'demo', '--format', 'json']],
  ['preview', ['preview', MODEL, '--all', '--format', 'json']],
];

/** Sends the signal to the program itself when it loads its first part, before any command is known. */
const EARLY = `
const fs = require('fs');
const { readFileSync } = fs;
fs.readFileSync = (file, ...how) => {
  if (String(file).endsWith('usual.cjs')) process.kill(process.pid, process.env.EARLY_SIGNAL);
  return readFileSync(file, ...how);
};
`;

/** The same while the second of many models is read; tells at the end how many were opened. */
const AMONG_MODELS = `
const fs = require('fs');
const { openSync } = fs;
let opened = 0;
fs.openSync = (file, ...how) => {
  if (/model-\\d+\\.bpmn$/.test(String(file)) && (opened += 1) === 2) process.kill(process.pid, 'SIGINT');
  return openSync(file, ...how);
};
process.on('exit', () => process._rawDebug('opened ' + opened));
`;

describe('a signal', () => {
  describe.each(COMMANDS)('to %s', (_, args) => {
    it.each(SIGNALS)('before anything is loaded ends with what is known: %s', async (signal, code) => {
      begin(/./, 'silent');
      const preload = path.join(folder, 'early.cjs');
      writeFileSync(preload, EARLY);
      const env = { NODE_OPTIONS: `--require ${preload}`, EARLY_SIGNAL: signal };
      const { stdout, ...end } = await new Run(args, folder, env).read().ended();
      expect(end).toMatchObject({ code, endedBy: null });
      expect(JSON.parse(stdout)).toMatchObject({ version: 1, incomplete: true, exitCode: code });
    });

    it.each([
      ['an engine is silent', /./, 'silent'],
      ['an engine is slow', /./, { late: 1_900 }],
      ['an engine drips', /version/, 'drip'],
      ['a list never comes', /process-definition/, 'silent'],
      ['a list has no end', /process-definition/, 'endless'],
    ] as const)('while %s ends with what is known', async (__, from, fault) => {
      begin(from, fault);
      const run = new Run(args, folder).read();
      await untilReached();
      const { stdout, late, ...end } = await run.send('SIGINT').ended();
      expect(end).toMatchObject({ code: 130, endedBy: null });
      expect(JSON.parse(stdout)).toMatchObject({ version: 1, incomplete: true, exitCode: 130 });
      expect(late).toBeLessThan(PROMPT);
    });
  });

  it('before anything is loaded is heard also where the first connection is refused at once', async () => {
    const preload = path.join(folder, 'early.cjs');
    writeFileSync(preload, EARLY);
    const refused = folderFor(['http://127.0.0.1:1/engine-rest']);
    const env = { NODE_OPTIONS: `--require ${preload}`, EARLY_SIGNAL: 'SIGINT' };
    const ends = [];
    for (let time = 0; time < 4; time += 1)
      ends.push(await new Run(['doctor', '--format', 'json'], refused, env).read().ended());
    for (const { code, stdout } of ends) {
      expect(code).toBe(130);
      expect(JSON.parse(stdout)).toMatchObject({ incomplete: true, exitCode: 130 });
    }
  });

  describe.each([
    ['diff --data', () => ['diff', CONFIG, CONFIG, '--format', 'json', `--data=${engine.rest}`]],
    ['init --from', () => ['init', 'new.yaml', '--from', `a=${engine.rest}`]],
  ] as const)('to %s, which asks only then', (_, args) => {
    it.each(SIGNALS)(
      'is heard before anything is loaded, and while nobody answers: %s',
      async (signal, code) => {
        begin(/./, 'silent');
        const preload = path.join(folder, 'early.cjs');
        writeFileSync(preload, EARLY);
        const env = { NODE_OPTIONS: `--require ${preload}`, EARLY_SIGNAL: signal };
        const early = await new Run(args(), folder, env).read().ended();
        const run = new Run(args(), folder).read();
        await untilReached();
        for (const { late, ...end } of [early, await run.send(signal).ended()]) {
          expect(end).toMatchObject({ code, endedBy: null });
          if (args()[0] === 'init') expect(end.stderr).toMatch(/^Interrupted .*: nothing was written\.\n$/);
          else expect(JSON.parse(end.stdout)).toMatchObject({ incomplete: true, exitCode: code });
          expect(late).toBeLessThan(PROMPT);
        }
        expect(existsSync(path.join(folder, 'new.yaml'))).toBe(false);
      },
    );
  });

  it('to preview is heard while models are read, before any engine is asked', async () => {
    begin(/./, 'silent');
    const preload = path.join(folder, 'among-models.cjs');
    writeFileSync(preload, AMONG_MODELS);
    const models = Array.from({ length: 60 }, (_, index) => `model-${index}.bpmn`);
    for (const model of models) writeFileSync(path.join(folder, model), largeModel(model));
    const env = { NODE_OPTIONS: `--require ${preload}` };
    const run = new Run(['preview', ...models, '--all', '--format', 'json'], folder, env).read();
    const { stdout, stderr, ...end } = await run.ended();
    expect(end).toMatchObject({ code: 130, endedBy: null });
    expect(JSON.parse(stdout)).toMatchObject({ incomplete: true, exitCode: 130 });
    const opened = Number(/opened (\d+)/.exec(stderr)?.[1]);
    expect(opened).toBeGreaterThanOrEqual(2);
    expect(opened).toBeLessThan(models.length);
    expect(reached).toBe(false);
  });

  it('leaves a recording that can be replayed', async () => {
    begin(/process-definition/, 'silent');
    const run = new Run(['doctor', '--record', 'interrupted'], folder).read();
    await untilReached();
    await run.send('SIGTERM').ended();
    const { code, stdout } = await runProgram(['doctor', '--replay', 'interrupted'], { cwd: folder });
    expect(code).toBe(3);
    expect(stdout).toContain('engine-1');
  });

  it.each(SIGNALS)('to balancer ends without advice, which it says: %s', async (signal, code) => {
    begin(/./, 'silent');
    const run = new Run(['balancer', '--for', 'nginx', '--out', 'advice'], folder).read();
    await untilReached();
    const { late, ...end } = await run.send(signal).ended();
    expect(end).toMatchObject({ code, endedBy: null, stdout: '' });
    expect(end.stderr).toMatch(/^Interrupted /);
    expect(existsSync(path.join(folder, 'advice'))).toBe(false);
    expect(late).toBeLessThan(PROMPT);
  });

  it.each(SIGNALS)(
    'to doctor --canary-clean ends before the time-out of an engine: %s',
    async (signal, code) => {
      begin(/filter/, 'silent');
      const run = new Run(['doctor', '--canary-clean'], folder).read();
      await untilReached();
      const { late, ...end } = await run.send(signal).ended();
      expect(end).toMatchObject({ code, endedBy: null });
      expect(end.stderr).toContain('engine-0: not cleaned: no answer');
      expect(late).toBeLessThan(PROMPT);
    },
  );

  it('that comes twice, as npm hands it on, is one signal', async () => {
    begin(/./, 'silent');
    const run = new Run(['doctor', '--format', 'json'], folder).read();
    await untilReached();
    const { code, stdout } = await run.send('SIGINT').send('SIGINT').ended();
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ incomplete: true });
  });

  it.each(SIGNALS)('ends a run whose report nobody reads: %s', async (signal) => {
    begin(/./, 'reset');
    // Longer than what any pipe holds.
    const many = folderFor(Array.from({ length: 250 }, (_, index) => `${engine.rest}/${index}`));
    const run = new Run(['doctor', '--format', 'json'], many);
    // It has begun to write, and cannot go on.
    await once(run.child.stdout, 'readable');
    const { endedBy, late } = await run.send(signal).ended();
    expect(endedBy).toBe(signal);
    expect(late).toBeLessThan(PROMPT);
  });

  it.each([
    ['standard input', '-'],
    ['a pipe', 'pipe.yaml'],
  ])('ends a run that waits for %s', async (_, file) => {
    const waiting = folderFor([engine.rest]);
    if (file !== '-') spawnSync('mkfifo', [path.join(waiting, file)]);
    const run = new Run(['doctor', file], waiting).read();
    const writer = file === '-' ? null : createWriteStream(path.join(waiting, file));
    (writer ?? run.child.stdin).write('engines:\n');
    // Long enough to be there: earlier, the signal ends it all the same.
    await sleep(500);
    const { endedBy, late } = await run.send('SIGTERM').ended();
    writer?.destroy();
    expect(endedBy).toBe('SIGTERM');
    expect(late).toBeLessThan(PROMPT);
  });

  it('to the demo is not taken for its end before the report is there', async () => {
    const ended = async (signal: NodeJS.Signals): Promise<number | null> => {
      const run = new Run(['demo', '--keep'], folder).read();
      await expect.poll(() => run.stdout.includes('until Ctrl-C'), { timeout: 10_000 }).toBe(true);
      return (await run.send(signal).ended()).code;
    };
    expect([await ended('SIGINT'), await ended('SIGTERM')]).toEqual([0, 143]);
    const run = new Run(['demo', '--keep'], folder).read();
    await expect.poll(() => run.stdout.includes('real engines'), { timeout: 10_000 }).toBe(true);
    expect((await run.send('SIGINT').ended()).code).toBe(130);
  });
});

describe('on a terminal', () => {
  it.each([0, 1, 40])('of %i columns, Ctrl-C ends a run with what is known', async (columns) => {
    begin(/process-definition/, 'silent');
    const { code, shown } = await runOnTerminal(['doctor'], {
      columns,
      cwd: folder,
      onOpen: async (terminal) => {
        await untilReached();
        terminal.type('\u0003');
      },
    });
    expect(code).toBe(130);
    expect(shown).toContain('interrupted');
    expect(shown.lastIndexOf('\u001b[?25h')).toBeGreaterThanOrEqual(shown.lastIndexOf('\u001b[?25l'));
  });

  it('that is gone, a run writes its report into a file and ends', async () => {
    begin(/process-definition/, 'silent');
    const since = performance.now();
    await runOnTerminal(['doctor', '--format', 'pretty', '--format', 'json=gone.json'], {
      columns: 40,
      cwd: folder,
      onOpen: async (terminal) => {
        await untilReached();
        terminal.close();
      },
    });
    expect(performance.now() - since).toBeLessThan(2 * PROMPT);
    const report: unknown = JSON.parse(readFileSync(path.join(folder, 'gone.json'), 'utf8'));
    expect(report).toMatchObject({ incomplete: true, exitCode: 129 });
  });
});

describe('an interruption', () => {
  it('leaves no listener behind, also none that came with it, and every one that was there', () => {
    const there = vi.fn<() => void>();
    process.on('SIGHUP', there);
    const before = process.listeners('SIGHUP');
    const interruption = new Interruption();
    process.on('SIGHUP', () => undefined);
    interruption.release();
    expect(process.listeners('SIGHUP')).toEqual(before);
    process.off('SIGHUP', there);
  });

  it('lets what was made be deleted, but waits for no engine that hangs', async () => {
    begin(/nothing/, 'silent');
    const interruption = new AbortController();
    const writer = new FilterWriter({ version: 'test' }, { interrupted: interruption.signal, graceMs: 300 });
    const site = { base: engine.rest, name: 'default', credentials: null };
    interruption.abort();
    expect(await writer.find(site)).toEqual({ status: 404 });
    begin(/./, 'silent');
    const since = performance.now();
    expect(await writer.find(site)).toEqual({ status: 0 });
    expect(performance.now() - since).toBeLessThan(PROMPT);
    await writer.close();
  });
});
