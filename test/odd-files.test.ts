import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/cli/commands.js';
import { ROOT } from './helpers/fixtures.js';
import { runProgram, type ProgramRun } from './helpers/program.js';

const folder = mkdtempSync(path.join(tmpdir(), 'odd-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string): string => path.join(folder, name);
writeFileSync(
  file('config.yaml'),
  'engines:\n  a:\n    name: default\n    rest: http://127.0.0.1:1/engine-rest\n',
);
writeFileSync(file('order.bpmn'), readFileSync(path.join(ROOT, 'fixtures/models/order.bpmn'), 'utf8'));

/** Options that name what is written. */
const WRITING = new Set(['--record', '--out']);
const CERT = path.join(ROOT, 'test/probe/tls/localhost.pem');
const KEY = path.join(ROOT, 'test/probe/tls/localhost.key');

/** Every option and argument that names a file, with all the rest that such a command needs. */
const OPTIONS: Readonly<Record<string, (name: string) => readonly string[]>> = {
  FILE: (name) => ['validate', name],
  '--base': (name) => ['validate', file('config.yaml'), '--base', name],
  '--variables': (name) => ['validate', file('config.yaml'), '--variables', name],
  '--baseline': (name) => ['validate', file('config.yaml'), '--baseline', name],
  '--ca': (name) => ['doctor', file('config.yaml'), '--ca', name],
  '--replay': (name) => ['doctor', file('config.yaml'), '--replay', name],
  'access --config': (name) => ['access', 'demo', '--config', name],
  'preview MODEL': (name) => ['preview', name, '--to', 'a', '--config', file('config.yaml')],
  'preview --config': (name) => ['preview', file('order.bpmn'), '--to', 'a', '--config', name],
  'balancer FILE': (name) => ['balancer', name, '--for', 'nginx', '--group', 'a,b'],
  'diff BEFORE': (name) => ['diff', name, file('config.yaml')],
  'diff AFTER': (name) => ['diff', file('config.yaml'), name],
  '--credentials': (name) => ['doctor', file('config.yaml'), '--credentials', name],
  '--cert': (name) => ['doctor', file('config.yaml'), '--cert', name, '--key', KEY],
  '--key': (name) => ['doctor', file('config.yaml'), '--cert', CERT, '--key', name],
  '--settings': (name) => ['validate', file('config.yaml'), '--settings', name],
};

mkdirSync(file('folder'));
symlinkSync(file('loop-b'), file('loop-a'));
symlinkSync(file('loop-a'), file('loop-b'));
execFileSync('mkfifo', [file('pipe')]);

/** What may stand under a name, and what is said of it. */
const ODD: Readonly<Record<string, readonly [name: string, said: string]>> = {
  'nothing at all': [file('missing'), 'no such file'],
  'a folder': [file('folder'), 'is a directory'],
  'a loop of links': [file('loop-a'), 'is a link that leads back to itself'],
  'a pipe to which nobody writes': [file('pipe'), 'is a pipe to which nobody writes'],
  '/dev/zero': ['/dev/zero', 'is a device that gives more than'],
  '/dev/urandom': ['/dev/urandom', 'is a device that gives more than'],
};

/** A recording is a folder: what is odd about it is its index, and of other things there is none. */
const IN_FOLDER: ReadonlySet<string> = new Set([
  'nothing at all',
  'a folder',
  'a pipe to which nobody writes',
  '/dev/zero',
  '/dev/urandom',
]);

describe.concurrent.each(Object.entries(OPTIONS))('%s', (option, args) => {
  it.each(Object.entries(ODD))('that names %s is unreadable input', async (kind, [name, said]) => {
    const words = option === '--replay' && IN_FOLDER.has(kind) ? 'no such file' : said;
    const { code, stdout, stderr, peakMib } = await runMeasured(args(name));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    // Settings are named as they are found, from here.
    expect(stderr).toContain(`multi-engine: ${option === '--settings' ? path.relative('', name) : name}`);
    expect(stderr).toContain(`: ${words}`);
    expect(stderr).not.toContain('defect');
    expect(peakMib).toBeLessThan(CALM_MIB + 120);
  });
});

describe('every option', () => {
  it('that reads a file or a recording is tried', () => {
    const names = COMMANDS.flatMap(({ options }) => options.flatMap((group) => group.options)).flatMap(
      ({ flags }) => {
        const [name = '', placeholder = ''] = flags.split(' ');
        return /^<(?:file|dir)\b/.test(placeholder) && !WRITING.has(name) ? [name] : [];
      },
    );
    const tried = Object.keys(OPTIONS).join(' ');
    expect(new Set(names).size).toBeGreaterThan(8);
    for (const name of names) expect(tried).toContain(name);
  });
});

describe('a part of a recording', () => {
  it.concurrent.each(Object.entries(ODD))('that is %s is unreadable input', async (_kind, [name, said]) => {
    const recording = mkdtempSync(file('recording-'));
    const index = {
      version: 1,
      tool: 'multi-engine',
      startedAt: 1,
      engines: [{ engine: 'a', file: '01.json' }],
    };
    writeFileSync(path.join(recording, 'recording.json'), JSON.stringify(index));
    symlinkSync(name, path.join(recording, '01.json'));
    const { code, stdout, stderr, peakMib } = await runMeasured(OPTIONS['--replay']?.(recording) ?? []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`multi-engine: ${recording}/01.json: ${said}`);
    expect(peakMib).toBeLessThan(CALM_MIB + 120);
  });
});

describe('nonsense', () => {
  const NONSENSE: Readonly<Record<string, Buffer>> = {
    'a sentence': Buffer.from('hello\n'),
    'a list': Buffer.from('[1, 2]\n'),
    'bytes at random': Buffer.from([0, 255, 254, 128, 10, 200, 1, 2, 3, 61, 61]),
  };

  it.concurrent.each(
    Object.keys(OPTIONS).flatMap((option) => Object.keys(NONSENSE).map((kind) => [option, kind] as const)),
  )('under %s is no input, or a fault in it: %s', async (option, kind) => {
    const name = file(`nonsense-${randomUUID()}`);
    writeFileSync(name, NONSENSE[kind] ?? '');
    const { code, stderr } = await runMeasured(OPTIONS[option]?.(name) ?? []);
    expect([1, 2]).toContain(code);
    expect(stderr).not.toContain('defect');
  });
});

describe('50 MB of line breaks', () => {
  writeFileSync(file('breaks'), '\n'.repeat(50_000_000));

  it.concurrent.each(['--variables', '--ca', 'preview MODEL'])('are more than %s takes', async (option) => {
    const { code, stderr } = await runMeasured(OPTIONS[option]?.(file('breaks')) ?? []);
    expect(code).toBe(2);
    expect(stderr).toContain(`${file('breaks')}: has more than`);
  });

  it('are no baseline', async () => {
    const { code, stderr } = await runMeasured(OPTIONS['--baseline']?.(file('breaks')) ?? []);
    expect(code).toBe(2);
    expect(stderr).toContain(`${file('breaks')}:50000001:1: is not JSON`);
  });

  it('are a configuration that is longer than Optimize reads', async () => {
    const { code, stdout } = await runMeasured(['validate', file('breaks'), '--quiet']);
    expect(code).toBe(1);
    expect(stdout).toContain('error[C101]');
  });
});

/** What a short run takes. */
const CALM_MIB = 70;

async function runMeasured(args: readonly string[]): Promise<ProgramRun & { readonly peakMib: number }> {
  const measured = file(`peak-${randomUUID()}`);
  const preload = path.join(ROOT, 'test/helpers/peak-memory.cjs');
  const env = { ...process.env, NODE_OPTIONS: `--require=${preload}`, PEAK_MEMORY_FILE: measured };
  const run = await runProgram(args, { env });
  return { ...run, peakMib: Number(readFileSync(measured, 'utf8')) };
}
