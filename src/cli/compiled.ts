import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';

/** Identifies the built program; the engine behind Node checks little more than the length of a source by itself. */
const BUILD = process.env['MULTI_ENGINE_BUILD'] ?? null;

/** What both builds of program.ts export. */
export interface Half {
  readonly runProgram: (argv: readonly string[], version: string) => Promise<number>;
  readonly rehearse: (file: string) => Promise<void>;
}

interface Loaded {
  readonly half: Half;
  /** Keeps what was compiled during this run for the next one, where there was nothing to use yet. */
  readonly keep: () => Promise<void>;
}

/**
 * Loads a CommonJS file, which the build wrapped into a function, with the code that Node compiled for it last time:
 * compiling is half of a short run. Node 22 does this by itself when asked, Node 20 does not. The code is kept in the
 * user's cache folder; without one, or where it does not fit, the file is compiled as ever.
 * `NODE_DISABLE_COMPILE_CACHE=1` switches it off, as it does in Node.
 */
export function loadCompiled(file: string): Loaded {
  const kept = cacheFile();
  const cachedData = kept === null ? undefined : readIfSound(kept);
  const script = new Script(readFileSync(file, 'utf8'), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: NOTHING };
  const run: unknown = script.runInThisContext();
  if (typeof run !== 'function') throw new Error(`${file} is no module`);
  run(module.exports, builtin, module, file, path.dirname(file));
  const useless = cachedData === undefined || script.cachedDataRejected === true;
  const half = module.exports;
  return {
    half,
    keep: async () => {
      if (kept === null || !useless) return;
      // The landscape of the demo: a usual file.
      await half
        .rehearse(path.join(path.dirname(file), 'demo/environment-config.yaml'))
        .catch(() => undefined);
      write(kept, script);
    },
  };
}

/** The file has everything in it but what Node brings along. */
function builtin(name: string): unknown {
  return process.getBuiltinModule(name);
}

/** What a module exports until it has run. */
const NOTHING: Half = { runProgram: noProgram, rehearse: noProgram };

function noProgram(): Promise<never> {
  return Promise.reject(new Error('the offline half exports no program'));
}

function cacheFile(): string | null {
  const { env } = process;
  const home =
    env['XDG_CACHE_HOME'] ?? (env['HOME'] === undefined ? undefined : path.join(env['HOME'], '.cache'));
  if (BUILD === null || home === undefined || !path.isAbsolute(home)) return null;
  if ((env['NODE_DISABLE_COMPILE_CACHE'] ?? '') !== '') return null;
  return path.join(home, 'multi-engine', `${BUILD}-${process.version}-${process.arch}.bin`);
}

/**
 * The engine behind Node runs whatever it is given and crashes on a single wrong bit. So only a file is taken that the user alone can have
 * written, and that holds the code twice: comparing costs a tenth of what a checksum would, for which Node loads its streams.
 */
function readIfSound(file: string): Buffer | undefined {
  try {
    const { uid, mode } = statSync(file);
    if ((process.getuid?.() ?? uid) !== uid || (mode & OTHERS_MAY_WRITE) !== 0) return undefined;
    const bytes = readFileSync(file);
    const half = bytes.length / 2;
    const code = bytes.subarray(0, half);
    return code.equals(bytes.subarray(half)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Windows has its own rights; there, mode says that everybody may write. */
const OTHERS_MAY_WRITE = process.platform === 'win32' ? 0 : 0o022;

/** By way of a file of its own, so that nobody ever reads half of it. A folder that cannot be written is no fault. */
function write(file: string, script: Script): void {
  try {
    const folder = path.dirname(file);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const temporary = `${file}.${process.pid}`;
    const code = script.createCachedData();
    writeFileSync(temporary, Buffer.concat([code, code]), { mode: 0o600 });
    renameSync(temporary, file);
    removeOld(folder);
  } catch {
    // The next run compiles again.
  }
}

/** Every version of the program and of Node keeps a file of its own; what is not written again in a month is superseded. */
function removeOld(folder: string): void {
  const oldest = Date.now() - MONTH_MS;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).mtimeMs < oldest) rmSync(file);
  }
}

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;
