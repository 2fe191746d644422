// Writes everything that a new rule needs, then rebuilds the index.
// usage: npm run new:rule -- T420 some-name
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { spawnSync } from 'node:child_process';

const root = path.resolve(import.meta.dirname, '..');
const AREAS = {
  C1: ['config', 'configuration'],
  C2: ['landscape', 'configuration'],
  P3: ['engine', 'engine'],
  T4: ['topology', 'landscape'],
  A5: ['access', 'landscape'],
  S9: ['bookkeeping', 'configuration'],
};

const [code = '', name = ''] = process.argv.slice(2);
const area = AREAS[code.slice(0, 2)];
if (!/^[CPTAS]\d{3}$/.test(code) || area === undefined || !/^[a-z][a-z0-9-]*$/.test(name)) {
  console.error(
    `usage: npm run new:rule -- CODE name-in-lower-case     (codes: ${Object.keys(AREAS).join('xx, ')}xx)`,
  );
  process.exit(2);
}
const [folder, scope] = area;
const base = `${code}-${name}`;

await write(`src/rules/${folder}/${base}.ts`, ruleText());
await write(`docs/rules/${base}.md`, pageText());
await write(`fixtures/rules/${base}/fail-first-case/environment-config.yaml`, FIXTURE());
await write(`fixtures/rules/${base}/pass-first-case/environment-config.yaml`, FIXTURE());
spawnSync(process.execPath, [path.join(root, 'scripts/generate.mjs')], { cwd: root, stdio: 'inherit' });
console.log(
  `\nNow: make "npx vitest run test/rules.test.ts" fail for the right reason, then write check() until it passes.`,
);

async function write(relative, text) {
  const target = path.join(root, relative);
  if (await stat(target).catch(() => null)) {
    console.error(`${relative} is already there`);
    process.exit(1);
  }
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  console.log(`wrote ${relative}`);
}

function ruleText() {
  return `import { ${scope}Rule } from '../rule.js';

interface Data {
  readonly engine: string;
}

export default ${scope}Rule({
  code: '${code}',
  name: '${name}',
  severity: 'warning',${scope === 'configuration' ? '' : '\n  needs: [],'}
  *check() {
    // Yield a hit for each fault: typed data, engines, places, a subject that stays the same when lines move.
  },
  message({ engine }: Data) {
    return \`What is wrong with "\${engine}", and what follows from it.\`;
  },
  remedy() {
    return 'The edit or the command that cures it.';
  },
});
`;
}

function pageText() {
  return `# ${code} ${name}

## What it means

## Why it matters

## Example

<!-- example -->
<!-- /example -->

## How to fix

## When to ignore
`;
}

function FIXTURE() {
  return `engines:
  payment:
    name: default
    rest: http://payment:8080/engine-rest
    importEnabled: true
    authentication:
      enabled: false
      user: ''
      password: ''
    webapps:
      enabled: true
      endpoint: http://payment:8080/camunda
`;
}
