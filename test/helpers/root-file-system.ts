import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './fixtures.js';

/** The last stage of the Containerfile, as far as a run depends on it. */
export interface Image {
  readonly base: string;
  readonly labels: readonly string[];
  readonly env: readonly string[];
  readonly user: string;
  readonly folder: string;
  readonly entrypoint: readonly string[];
  /** Where the package goes. */
  readonly app: string;
}

export function imageOf(containerfile: string): Image {
  const stage = containerfile.slice(containerfile.lastIndexOf('\nFROM ') + 1);
  const all = (instruction: string): readonly string[] =>
    Array.from(stage.matchAll(new RegExp(`^${instruction} (.*)$`, 'gm')), ([, value = '']) => value);
  const one = (instruction: string): string => all(instruction)[0] ?? '';
  const entrypoint: readonly string[] = JSON.parse(one('ENTRYPOINT'));
  return {
    base: one('FROM'),
    labels: all('LABEL'),
    env: all('ENV'),
    user: one('USER'),
    folder: one('WORKDIR'),
    entrypoint,
    app: one('COPY').split(' ').at(-1) ?? '',
  };
}

/** What would keep a test from running in a root of its own; null where nothing does. */
export function whyNoRoot(): string | null {
  if (process.platform !== 'linux') return 'not Linux';
  if (process.getuid?.() !== 0) return 'not root';
  try {
    execFileSync('unshare', ['-m', 'chroot', '/', 'true'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'unshare and chroot are not allowed here';
  }
}

/** Paths and sizes of what the package holds. */
export function packedFiles(): readonly { readonly path: string; readonly size: number }[] {
  const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [packed]: readonly { readonly files: readonly { path: string; size: number }[] }[] = JSON.parse(json);
  return packed?.files ?? [];
}

/** The image unpacked: Node with the libraries it needs, as the base has them, and the package. No shell, no program besides. */
export function unpacked({ entrypoint: [node = ''], app, folder }: Image): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'multi-engine-root-')));
  chmodSync(root, 0o755);
  const put = (from: string, to: string): void =>
    cpSync(realpathSync(from), path.join(root, to), { recursive: true });
  put(process.execPath, node);
  const libraries = execFileSync('ldd', [process.execPath], { encoding: 'utf8' });
  for (const [file] of libraries.matchAll(/\/\S+(?= \(0x)/g)) put(file, file);
  for (const file of packedFiles()) put(path.join(ROOT, file.path), path.join(app, file.path));
  for (const name of [folder, '/tmp']) mkdirSync(path.join(root, name), { recursive: true });
  return root;
}

/** Starts the entry point as a container engine would: as its user, everything read only, `mounted` as its folder. */
export function startIn(root: string, image: Image, mounted: string, args: readonly string[]): ChildProcess {
  const { env, user, folder, entrypoint } = image;
  const script = [
    'set -e',
    'mount --bind "$1" "$1"',
    'mount --bind "$2" "$1$3"',
    'mount -o remount,bind,ro "$1$3"',
    'mount -o remount,bind,ro "$1"',
    'root=$1 user=$4 folder=$3; shift 4',
    'exec chroot --userspec="$user" "$root" "$@"',
  ].join('\n');
  const place = [root, mounted, folder, user];
  // chroot begins in the root: the folder is a matter of the container engine.
  const line = [...entrypoint, ...args];
  return spawn('unshare', ['-m', '--propagation', 'private', 'sh', '-c', script, 'sh', ...place, ...line], {
    env: {
      PATH: process.env['PATH'],
      ...Object.fromEntries(env.map((each) => each.split('=') as [string, string])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
