// Checks who imports whom, against the table of layers. Says, when it fails, what to do instead.
// usage: node scripts/layers.mjs
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Layer → what it may import. `types:x` allows `import type` only. */
const MAY_IMPORT = {
  core: [],
  load: ['core'],
  edit: ['core', 'load'],
  advice: ['core'],
  access: ['core'],
  configuration: ['core', 'load', 'generated'],
  probe: ['core', 'types:configuration'],
  topology: ['core', 'types:configuration', 'types:probe'],
  rules: ['core', 'topology', 'access'],
  report: ['core'],
  run: ['core', 'load', 'edit', 'configuration', 'probe', 'topology', 'access', 'advice', 'rules'],
  cli: [
    'core',
    'load',
    'edit',
    'configuration',
    'probe',
    'topology',
    'access',
    'advice',
    'rules',
    'report',
    'run',
  ],
};

/** npm packages and the only files that may import them. */
const ONLY_IN = {
  undici: /^src\/probe\/(client|writes)\.ts$/,
  chalk: /^src\/report\/(pretty|colors)\.ts$/,
  ora: /^src\/cli\/spinner\.ts$/,
  commander: /^src\/cli\//,
  'js-yaml': /^src\/load\//,
  saxen: /^src\/load\/models\//,
};

const ADVICE = {
  rules:
    'A rule gets what it needs through its view: declare the fact under `needs`, or move the helper to topology or core.',
  report:
    'A reporter gets a finished Report: put what it lacks into core/report.ts and fill it in run/assemble.ts.',
  topology: 'Judge facts, do not fetch them: read it in probe and hand it over as a type.',
  probe: 'Probes know entries by type only: hand over what they need from run.',
};

const problems = [];
for (const file of await sources(path.join(root, 'src'))) await checkFile(file);
for (const problem of problems) console.error(problem);
console.log(`layers: ${problems.length === 0 ? 'clean' : `${problems.length} broken`}`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function sources(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

async function checkFile(file) {
  const text = await readFile(file, 'utf8');
  const shown = path.relative(root, file).replaceAll(path.sep, '/');
  const layer = shown.split('/')[1];
  if (!(layer in MAY_IMPORT)) problems.push(`${shown}: there is no layer "${layer}"`);
  for (const { specifier, typeOnly } of importsOf(text)) {
    const problem = judge(shown, layer, specifier, typeOnly, file);
    if (problem !== null) problems.push(`${shown}: ${problem}`);
  }
  if (layer === 'rules') checkRule(shown, text);
}

function* importsOf(text) {
  const pattern = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)';|\bimport\('([^']+)'\)/gm;
  for (const [statement, type, fixed, lazy] of text.matchAll(pattern)) {
    const names = /\{([^}]*)\}/.exec(statement)?.[1];
    const allTypes = names !== undefined && names.split(',').every((name) => /^\s*(type\s|$)/.test(name));
    yield { specifier: fixed ?? lazy, typeOnly: type !== undefined || allTypes };
  }
}

function judge(shown, layer, specifier, typeOnly, file) {
  if (!specifier.startsWith('.')) return judgePackage(shown, layer, specifier);
  const target = path.relative(path.join(root, 'src'), path.resolve(path.dirname(file), specifier));
  const other = target.split(path.sep)[0];
  const allowed = MAY_IMPORT[layer] ?? [];
  if (other === layer || allowed.includes(other) || (typeOnly && allowed.includes(`types:${other}`)))
    return null;
  return `${layer} may not import ${other} (${specifier}). ${ADVICE[layer] ?? ''}`.trim();
}

function judgePackage(shown, layer, specifier) {
  const name = specifier.startsWith('@')
    ? specifier.split('/').slice(0, 2).join('/')
    : specifier.split('/')[0];
  if (name.startsWith('node:')) {
    return layer === 'rules' || layer === 'core' || layer === 'topology'
      ? `${layer} may not import ${name}: it judges values and touches nothing`
      : null;
  }
  const only = ONLY_IN[name];
  if (only === undefined) return `imports the package ${name}, which no layer may import at run time`;
  return only.test(shown) ? null : `imports ${name}, which belongs into ${only.source}`;
}

/** Rules judge values: no clock, no randomness, nothing asynchronous. */
function checkRule(shown, text) {
  for (const [pattern, what] of [
    [/\basync\b|\bawait\b/, 'is asynchronous'],
    [/\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/, 'reads a clock'],
    [/\bMath\.random\b|\brandomUUID\b/, 'uses randomness'],
  ]) {
    if (pattern.test(text) && shown !== 'src/rules/index.ts') problems.push(`${shown}: a rule that ${what}`);
  }
}
