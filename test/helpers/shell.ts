import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './fixtures.js';

export interface ShellKind {
  readonly name: 'bash' | 'zsh' | 'fish';
  /** Starts it for a person, with nothing of that person's own settings. */
  readonly command: string;
  /** What a person has in the settings. */
  readonly setUp: string;
}

export const SHELLS_TO_TRY: readonly ShellKind[] = [
  {
    name: 'bash',
    command: 'bash --norc --noprofile -i',
    setUp: "bind 'set bell-style none'; source <(multi-engine completion bash)",
  },
  {
    name: 'zsh',
    command: 'zsh -f -i',
    setUp: 'autoload -U compinit; compinit -u -D; source <(multi-engine completion zsh)',
  },
  { name: 'fish', command: 'fish --no-config -i', setUp: 'multi-engine completion fish | source' },
];

/** Whether a program can be found; where not, the reason is printed why tests are skipped. */
export function isInstalled(name: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
  if (!found) console.warn(`${name} is not installed: its tests are skipped (apt-get install ${name})`);
  return found;
}

/** A folder with files, and a `bin` in which the built program is found as people call it. */
export function workplace(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-shell-'));
  mkdirSync(path.join(folder, 'bin'));
  symlinkSync(path.join(ROOT, 'bin/multi-engine.js'), path.join(folder, 'bin/multi-engine'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

const PATIENCE_MS = 20_000;

/** Types keys into a real shell on a pseudo terminal, and answers what it shows once that matches; all of it after a while. */
export async function typedInto(
  { command, setUp }: ShellKind,
  cwd: string,
  keys: string,
  shows: RegExp,
): Promise<string> {
  const env = {
    PATH: `${path.join(cwd, 'bin')}:${process.env['PATH'] ?? ''}`,
    HOME: cwd,
    TERM: 'xterm',
    COLUMNS: '200',
    NODE_DISABLE_COMPILE_CACHE: '1',
  };
  const child = spawn('script', ['-qec', `stty cols 200; exec ${command}`, '/dev/null'], { cwd, env });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const until = async (pattern: RegExp): Promise<void> => {
    const last = Date.now() + PATIENCE_MS;
    while (!pattern.test(plainly(shown)) && Date.now() < last)
      await new Promise((wait) => setTimeout(wait, 20));
  };
  child.stdin.write(`${setUp}; echo rea''dy\n`);
  await until(/ready\r?\n/);
  shown = '';
  child.stdin.write(keys);
  await until(shows);
  child.kill('SIGKILL');
  await ended;
  return plainly(shown);
}

function plainly(text: string): string {
  return stripVTControlCharacters(text);
}
