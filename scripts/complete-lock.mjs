// Puts the platform packages into package-lock.json that npm left out because the registry at hand does not carry them.
// Without their entries `npm ci` refuses the lock file everywhere; with them only the machines concerned ever ask for them.
// usage: after every change of dependencies, node scripts/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = path.resolve(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const LIBC = { gnu: ['glibc'], musl: ['musl'] };

for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) addMissing(name, version);
}
const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

/** The name of such a package says what it is for: `binding-linux-arm64-musl`, `darwin-x64`. */
function addMissing(name, version) {
  const key = `node_modules/${name}`;
  if (key in lock.packages) return;
  const [os, cpu, libc] = name
    .split('/')
    .at(-1)
    .replace(/^binding-/, '')
    .split('-');
  lock.packages[key] = {
    version,
    cpu: [cpu],
    dev: true,
    ...(libc in LIBC && { libc: LIBC[libc] }),
    license: 'MIT',
    optional: true,
    os: [os],
  };
  console.log(`added ${name}@${version}`);
}
