// Writes everything that a new rule needs, then what is derived from it: the lists of rules, their table and the page's example.
// usage: npm run new:rule -- T420 some-name [area]
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { filesOf } from './new-rule-files.mjs';
import { AREAS } from './rule-areas.mjs';

const root = path.resolve(import.meta.dirname, '..');
const [code = '', name = '', wanted] = process.argv.slice(2);
const area = AREAS.find(({ folder, codes }) => code.startsWith(codes) && (wanted ?? folder) === folder);

const refusal = await refusalOf();
if (refusal === null) await writeAll();
else {
  console.error(`${refusal}\nusage: npm run new:rule -- CODE name-in-lower-case [area]\n`);
  for (const { codes, folder } of AREAS) console.error(`  ${codes}xx  ${folder}`);
  process.exitCode = 2;
}

async function refusalOf() {
  if (!/^[A-Z]\d{3}$/.test(code)) return `"${code}" is not a code: a letter and three digits`;
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    return `"${name}" is not a name: lower-case letters, digits and hyphens`;
  if (area === undefined)
    return wanted === undefined ? `no area has codes like ${code}` : `${wanted} has no codes like ${code}`;
  const pages = await readdir(path.join(root, 'docs/rules'));
  const taken = pages.find((page) => page.startsWith(`${code}-`) || page.endsWith(`-${name}.md`));
  return taken === undefined ? null : `docs/rules/${taken} has this code or name already`;
}

async function writeAll() {
  for (const [relative, text] of Object.entries(filesOf(area, code, name))) {
    const target = path.join(root, relative);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text, { flag: 'wx' });
    console.log(`wrote ${relative}`);
  }
  run([path.join(root, 'scripts/generate.mjs')]);
  const derived = `${code}-${name} shows|the table of all rules`;
  run([
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    'test/docs.test.ts',
    '-t',
    derived,
    '--silent',
    '--reporter=dot',
  ]);
  console.log(`wrote ${derivedFrom(area).join(', ')}
Next: make the fail-… fixture show the fault, see "npx vitest run test/rules.test.ts -t ${code}" fail, and write check().`);
}

function run(args) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, UPDATE: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exitCode = 1;
}

function derivedFrom({ lists }) {
  return [...lists.map((list) => `src/rules/${list}`), 'src/rules/catalogue.ts', 'docs/rules/README.md'];
}
