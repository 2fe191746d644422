import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './fixtures.js';

const BIN = path.join(ROOT, 'bin/multi-engine.js');

export interface ProgramRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** All runs keep their code in one place, whatever else they know of their surroundings: to compile it takes longer than most of them. */
export const KEPT_CODE = { XDG_CACHE_HOME: path.join(tmpdir(), 'kept-code') } as const;

/** Runs the built program as a user would. */
export function runProgram(args: readonly string[], options: ProgramOptions = {}): Promise<ProgramRun> {
  return new Promise((resolve) => {
    const { input = '', env = process.env, ...rest } = options;
    const surroundings = { ...rest, env: { ...KEPT_CODE, ...env } };
    const child = execFile(process.execPath, [BIN, ...args], surroundings, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
    // A program that refuses its options ends without having read anything.
    child.stdin?.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
    child.stdin?.end(input);
  });
}
