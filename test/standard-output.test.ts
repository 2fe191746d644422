import { spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, fstatSync, mkdtempSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { once } from 'node:events';
import { Socket } from 'node:net';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { toStandardOutput } from '../src/cli/output/standard-output.js';
import { ROOT } from './helpers/fixtures.js';

vi.mock(import('node:fs'), { spy: true });

const BIN = path.join(ROOT, 'bin/multi-engine.js');
const FOLDER = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
const MANY = path.join(FOLDER, 'many.yaml');

/** Its report is longer than what any pipe holds. */
writeFileSync(
  MANY,
  `engines:\n${Array.from({ length: 250 }, (_, index) => `  e${index}:\n    rest: ftp://host${index}.example\n`).join('')}`,
);

describe('a report', () => {
  it('goes on through the stream, in order, where a full pipe does not wait', async () => {
    const stats = fstatSync(1);
    vi.mocked(fstatSync).mockReturnValue(Object.assign(stats, { isCharacterDevice: () => false }));
    vi.mocked(writeSync)
      .mockImplementationOnce(() => 4)
      .mockImplementationOnce(() => {
        throw Object.assign(new Error('try again'), { code: 'EAGAIN' });
      });
    let streamed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text, ...others: unknown[]) => {
      streamed += Buffer.from(text).toString();
      const done = others.at(-1);
      if (typeof done === 'function') done();
      return true;
    });
    await toStandardOutput('the whole report');
    vi.restoreAllMocks();
    expect(streamed).toBe('whole report');
  });

  it('ends without a word where its reader has seen enough', () => {
    const command = `"${process.execPath}" "${BIN}" validate "${MANY}" | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect({ lines: stdout.split('\n').length, stderr }).toEqual({ lines: 2, stderr: '' });
  });

  it.each([
    ['nowhere', '/dev/null'],
    ['into a file', path.join(FOLDER, 'report.txt')],
  ])('that goes %s is written without the streams of Node, whose start takes a while', (_, file) => {
    const output = openSync(file, 'w');
    const told = 'process.on("exit",()=>console.error(process.moduleLoadList.join(" ")))';
    const args = ['--import', `data:text/javascript,${told}`, BIN, 'validate', MANY];
    const { status, stderr } = spawnSync(process.execPath, args, {
      stdio: ['ignore', output, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(output);
    expect(status).toBe(1);
    expect(stderr).toContain('NativeModule fs');
    expect(stderr).not.toContain('sync_write_stream');
  });

  it.each([['validate', MANY], ['--version'], ['validate', '--help'], ['rules']])(
    'says so where it cannot be written: %s',
    (...args) => {
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, [BIN, ...args], {
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      closeSync(full);
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: 'multi-engine: standard output: cannot be written: the disk is full\n',
      });
    },
  );
});

describe('what is said beside a report', () => {
  it('is said whole before the process leaves, where a full pipe does not wait', async () => {
    const fixable = path.join(FOLDER, 'fixable.yaml');
    const hosts = Array.from({ length: 300 }, (_, index) => `host-${index}.department.company.example`);
    writeFileSync(
      fixable,
      `engines:\n${hosts.map((host, index) => `  e${index}:\n    name: e${index}\n    rest: http://${host}/engine-rest\n`).join('')}`,
    );
    const { writer, reader } = openPipe(path.join(FOLDER, 'pipe'));
    const neighbour = spawn(process.execPath, ['-e', STOPS_WAITING, BIN, fixable], {
      stdio: ['ignore', 'pipe', writer],
    });
    closeSync(writer);
    // The report comes last. Until then nobody reads, so that what does not fit into the pipe has to wait.
    if (neighbour.stdout !== null) await once(neighbour.stdout, 'data');
    await pause(1_000);
    const said = await textOf(new Socket({ fd: reader, readable: true, writable: false }));
    expect(said.length).toBeGreaterThan(80_000);
    for (const host of hosts) expect(said).toContain(`endpoint: http://${host}/camunda`);
  });
});

/** A process beside ours writes to the same pipe through a stream of Node, which keeps the pipe from waiting for either. */
const STOPS_WAITING = `
  const [, program, file] = process.argv;
  const args = [program, 'validate', '--fix-all', '--dry-run', file];
  require('node:child_process').spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  process.stderr.write('');
`;

function openPipe(file: string): { writer: number; reader: number } {
  spawnSync('mkfifo', [file]);
  const reader = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  return { reader, writer: openSync(file, 'w') };
}
