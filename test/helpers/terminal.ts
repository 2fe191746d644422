import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './fixtures.js';

const BIN = path.join(ROOT, 'bin/multi-engine.js');

export interface TerminalOptions {
  /** 0 is a terminal without a window. */
  readonly columns: number;
  readonly cwd: string;
  /** Called with all that was printed so far. */
  readonly onOutput?: (shown: string, terminal: Terminal) => void;
}

export interface Terminal {
  resize(columns: number): void;
  /** As if on the keyboard. */
  type(text: string): void;
}

export interface TerminalRun {
  /** Null where it had to be killed. */
  readonly code: number | null;
  readonly shown: string;
}

/** Seconds after which a run counts as endless. */
const PATIENCE = 15;

/** Runs the built program on a real terminal: a pseudo terminal that script(1) of util-linux makes. */
export function runOnTerminal(args: readonly string[], options: TerminalOptions): Promise<TerminalRun> {
  const { columns, cwd, onOutput } = options;
  const about = path.join(mkdtempSync(path.join(tmpdir(), 'terminal-')), 'about');
  // The shell becomes the program: its id is the one to kill, and its terminal the one to resize.
  const command = `stty cols ${columns}; (tty; echo $$) > ${quoted(about)}; exec ${[process.execPath, BIN, ...args].map(quoted).join(' ')}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd, env: ENVIRONMENT });
  const terminal: Terminal = {
    resize: (to) => spawnSync('stty', ['-F', read(about).tty, 'cols', String(to)]),
    type: (text) => child.stdin.write(text),
  };
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    onOutput?.(shown, terminal);
  });
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
  let endless = false;
  const timer = setTimeout(() => {
    endless = true;
    process.kill(read(about).id, 'SIGKILL');
  }, PATIENCE * 1000);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  clearTimeout(timer);
  return endless ? null : code;
}

function read(about: string): { readonly tty: string; readonly id: number } {
  const [tty = '', id = ''] = readFileSync(about, 'utf8').split('\n');
  return { tty, id: Number(id) };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
