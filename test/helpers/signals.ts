import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './fixtures.js';

const BIN = path.join(ROOT, 'bin/multi-engine.js');

export interface SignalledRun {
  readonly code: number | null;
  /** The signal that ended the process, where it did not end by itself. */
  readonly endedBy: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds from the last signal to the end. */
  readonly late: number;
}

/** Milliseconds after which a run counts as deaf. */
const PATIENCE = 12_000;

/** A run of the built program that a test may send signals to. Killed when it does not end. */
export class Run {
  readonly child: ChildProcessWithoutNullStreams;
  /** What was written so far. */
  stdout = '';
  readonly #ended: Promise<SignalledRun>;
  #sentAt = performance.now();

  constructor(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
    this.child = spawn(process.execPath, [BIN, ...args], {
      cwd,
      env: { PATH: process.env['PATH'], HOME: cwd, ...env },
    });
    const timer = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE);
    let stderr = '';
    this.child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    this.#ended = new Promise((resolve) => {
      this.child.on('exit', (code, endedBy) => {
        clearTimeout(timer);
        const late = performance.now() - this.#sentAt;
        this.child.once('close', () => resolve({ code, endedBy, stdout: this.stdout, stderr, late }));
        // What nobody reads is never closed.
        this.child.stdout.resume();
      });
    });
  }

  /** Reads what the run writes; without this, nobody does. */
  read(): this {
    this.child.stdout.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    return this;
  }

  send(signal: NodeJS.Signals): this {
    this.#sentAt = performance.now();
    this.child.kill(signal);
    return this;
  }

  ended(): Promise<SignalledRun> {
    return this.#ended;
  }
}

/** A folder with a configuration of one entry for each address. */
export function folderFor(rests: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
  const entries = rests.map(
    (rest, index) => `  engine-${index}:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication: { enabled: false, user: '', password: '' }
    webapps: { enabled: true, endpoint: 'http://camunda.example/camunda' }
`,
  );
  writeFileSync(path.join(folder, 'environment-config.yaml'), `engines:\n${entries.join('')}`);
  return folder;
}
