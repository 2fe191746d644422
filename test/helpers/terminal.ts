import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { ROOT } from './fixtures.js';

const BIN = path.join(ROOT, 'bin/multi-engine.js');

export interface TerminalOptions {
  /** 0 is a terminal without a window. */
  readonly columns: number;
  readonly cwd: string;
  /** More variables than usual. */
  readonly env?: NodeJS.ProcessEnv;
  /** Called once, at the start. */
  readonly onOpen?: (terminal: Terminal) => Promise<void>;
  /** Called with all that was printed so far. */
  readonly onOutput?: (shown: string, terminal: Terminal) => void;
}

export interface Terminal {
  resize(columns: number): void;
  /** As if on the keyboard. */
  type(text: string): void;
  /** As if its window were closed. */
  close(): void;
}

export interface TerminalRun {
  /** Null where it had to be killed, or its terminal was closed. */
  readonly code: number | null;
  readonly shown: string;
}

/** Seconds after which a run counts as endless. */
const PATIENCE = 15;

/** Runs the built program on a real terminal: a pseudo terminal that script(1) of util-linux makes. */
export function runOnTerminal(args: readonly string[], options: TerminalOptions): Promise<TerminalRun> {
  const { columns, cwd, env, onOpen, onOutput } = options;
  const about = path.join(mkdtempSync(path.join(tmpdir(), 'terminal-')), 'about');
  // The shell becomes the program: its id is the one to kill, and its terminal the one to resize.
  const command = `stty cols ${columns}; (tty; echo $$) > ${quoted(about)}; exec ${[process.execPath, BIN, ...args].map(quoted).join(' ')}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd, env: { ...ENVIRONMENT, ...env } });
  const terminal: Terminal = {
    resize: (to) => spawnSync('stty', ['-F', read(about).tty, 'cols', String(to)]),
    type: (text) => child.stdin.write(text),
    close: () => child.kill('SIGKILL'),
  };
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    onOutput?.(shown, terminal);
  });
  void onOpen?.(terminal);
  return ended(child, about).then((code) => ({ code, shown }));
}

/** A run that never ends takes gigabytes first: it gets no more than this. No CI, because there ora shows nothing. */
const ENVIRONMENT = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  TERM: 'xterm',
  SHELL: '/bin/sh',
  NODE_OPTIONS: '--max-old-space-size=200',
};

async function ended(child: ChildProcess, about: string): Promise<number | null> {
  const deadline = performance.now() + PATIENCE * 1000;
  const timer = setTimeout(() => process.kill(read(about).id, 'SIGKILL'), PATIENCE * 1000);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  // A program whose terminal was closed outlives it.
  while (performance.now() < deadline && isRunning(read(about).id)) await sleep(20);
  clearTimeout(timer);
  return performance.now() < deadline ? code : null;
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

function read(about: string): { readonly tty: string; readonly id: number } {
  const [tty = '', id = ''] = readFileSync(about, 'utf8').split('\n');
  return { tty, id: Number(id) };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
