import path from 'node:path';

/**
 * How this process was started, as it can be typed again: `multi-engine` where that is installed, `node bin/multi-engine.js` in a clone.
 */
export function invocation(script = process.argv[1] ?? '', folder = process.cwd()): string {
  const isInstalled = !script.endsWith('.js') || script.split(path.sep).includes('node_modules');
  return isInstalled ? 'multi-engine' : `node ${inShell(shortPath(script, folder))}`;
}

/** A path from the current folder, where that is the shorter one. */
export function shortPath(file: string, folder = process.cwd()): string {
  const relative = path.relative(folder, file);
  return relative.length < file.length ? relative : file;
}

function inShell(word: string): string {
  return /^[\w./:\\@+-]+$/.test(word) ? word : `"${word}"`;
}
