import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../helpers/fixtures.js';

/** What one run of the program wrote, and what it took. */
export interface FuzzedRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Of the processor, which other work on the machine does not lengthen. */
  readonly cpuMs: number;
}

/** A run that did not end as runs do: it threw where nobody catches, took the process with it, or went on and on. */
export interface BrokenRun {
  readonly fault: string;
}

/** A process is given up after this many runs: modules of every run stay in its memory. */
const RUNS_PER_PROCESS = 150;
const WATCH_MS = 60_000;

/** The built program in a process that is used again and again, and started anew when it breaks. */
export class FuzzedProgram {
  #child: ChildProcess | null = null;
  #runs = 0;

  async run(
    args: readonly string[],
    cwd: string,
    env: NodeJS.ProcessEnv = {},
  ): Promise<FuzzedRun | BrokenRun> {
    const child = this.#ready();
    return new Promise((resolve) => {
      const end = (run: FuzzedRun | BrokenRun): void => {
        clearTimeout(watch);
        child.removeAllListeners();
        if ('fault' in run) this.end();
        resolve(run);
      };
      const watch = setTimeout(() => end({ fault: `no end within ${WATCH_MS / 1000} s` }), WATCH_MS);
      child.once('message', (message: FuzzedRun | BrokenRun) => end(message));
      child.once('exit', (code, signal) => end({ fault: `the process ended with ${signal ?? code}` }));
      child.send({ args, cwd, env });
    });
  }

  end(): void {
    this.#child?.removeAllListeners();
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  #ready(): ChildProcess {
    if (this.#runs >= RUNS_PER_PROCESS) this.end();
    if (this.#child !== null) {
      this.#runs += 1;
      return this.#child;
    }
    this.#runs = 1;
    this.#child = fork(path.join(ROOT, 'test/fuzz/runner.cjs'), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-old-space-size=600'],
      env: {
        PATH: process.env['PATH'],
        FUZZED_ROOT: ROOT,
        NODE_DISABLE_COMPILE_CACHE: '1',
        HOME: '/nonexistent',
      },
    });
    return this.#child;
  }
}
