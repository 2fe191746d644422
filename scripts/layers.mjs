// Checks who imports whom: against the table of layers, without circles between files (of types neither), and without tunnels,
// which hand on what another layer owns; and that no layer but the rules knows a rule by its code. Says, when it fails, what to
// do instead.
// usage: node scripts/layers.mjs [FOLDER with src/ in it]
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));

/** Layer → what it may import. `types:x` allows `import type` only. */
const MAY_IMPORT = {
  core: [],
  load: ['core'],
  edit: ['core', 'load'],
  optimize: ['core', 'generated'],
  advice: ['core'],
  access: ['core'],
  configuration: ['core', 'load', 'optimize', 'generated'],
  probe: ['core', 'load', 'generated', 'types:configuration'],
  topology: ['core', 'optimize', 'types:configuration', 'types:probe'],
  rules: ['core', 'optimize', 'topology', 'access', 'types:load', 'types:configuration', 'types:probe'],
  report: ['core'],
  run: [
    'core',
    'optimize',
    'load',
    'edit',
    'configuration',
    'probe',
    'topology',
    'access',
    'advice',
    'rules',
  ],
  cli: [
    'core',
    'optimize',
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
  api: ['core', 'load', 'report', 'run', 'cli'],
  playground: ['core', 'load', 'edit', 'configuration', 'optimize', 'run'],
  start: ['core', 'report', 'run', 'cli', 'api'],
};

/** npm packages and the only files that may import them. */
const ONLY_IN = {
  undici: /^src\/probe\/http\/connection\/connection\.ts$/,
  chalk: /^src\/report\/pretty\/index\.ts$/,
  ora: /^src\/cli\/output\/spinner\.ts$/,
  commander: /^src\/cli\//,
  'js-yaml': /^src\/load\//,
  'vscode-jsonrpc': /^src\/cli\/lsp\//,
  'vscode-languageserver-protocol': /^src\/cli\/lsp\//,
  'vscode-languageserver-textdocument': /^src\/cli\/lsp\//,
  saxen: /^src\/load\/models\//,
  diff: /^src\/edit\//,
  'get-east-asian-width': /^src\/report\//,
};

const ADVICE = {
  rules:
    'A rule gets what it needs through its view: declare the fact under `needs`, or move the helper to topology or core. Types of load, configuration and probe are imported with `import type`.',
  report:
    'A reporter gets a finished Report: put what it lacks into core/report/report.ts and fill it in run/result/assemble.ts.',
  topology: 'Judge facts, do not fetch them: read it in probe and hand it over as a type.',
  probe: 'Probes know entries by type only: hand over what they need from run.',
};

/** `export { a, b }`, with or without a file that they come from, `export *` and `export type A = B`. */
const EXPORTED =
  /^export\s+(?:(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{([^}]*)\})(?:\s+from '([^']+)')?|type\s+\w+\s+=\s+(\w+));/gm;

const problems = [];
/** File → the files that it imports, types included. */
const imported = new Map();
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
  imported.set(shown, []);
  if (!(layer in MAY_IMPORT)) problems.push(`${shown}: there is no layer "${layer}"`);
  for (const { specifier, typeOnly } of importsOf(text)) {
    const problem = judge(shown, layer, specifier, typeOnly, file);
    if (problem !== null) problems.push(`${shown}: ${problem}`);
    if (specifier.startsWith('.')) imported.get(shown).push(fileOf(file, specifier));
  }
  checkTunnels(shown, layer, text);
  if (layer === 'rules') checkRule(shown, text);
  if (KNOWS_NO_RULE.has(layer)) checkCodes(shown, text);
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
    return ['rules', 'core', 'optimize', 'topology'].includes(layer)
      ? `${layer} may not import ${name}: it judges values and touches nothing`
      : null;
  }
  const only = ONLY_IN[name];
  if (only === undefined) return `imports the package ${name}, which no layer may import at run time`;
  return only.test(shown) ? null : `imports ${name}, which belongs into ${only.source}`;
}

/** The file that an import of `name.js` means, as it is shown. */
function fileOf(importer, specifier) {
  const target = path.resolve(path.dirname(importer), specifier);
  return path.relative(root, target.replace(/\.js$/, '.ts')).replaceAll(path.sep, '/');
}

/** What another layer owns is imported from there: handed on, it would hide who depends on whom. */
function checkTunnels(shown, layer, text) {
  const from = new Map();
  for (const [, names, specifier] of text.matchAll(/^import\s+(?:type\s+)?\{([^}]*)\}\s+from '([^']+)';/gm))
    for (const name of namesIn(names)) from.set(name, specifier);
  for (const [, names, specifier, alias] of text.matchAll(EXPORTED)) {
    const handedOn =
      specifier === undefined ? namesIn(names ?? alias).map((name) => from.get(name)) : [specifier];
    for (const source of new Set(handedOn.filter((each) => layerOf(shown, each) !== layer)))
      problems.push(`${shown}: hands on what ${source} owns. Import it from there wherever it is used.`);
  }
}

/** The names on this side of `as`. */
function namesIn(list) {
  return list.split(',').map(
    (each) =>
      each
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/)[0],
  );
}

/** The layer of an imported file; that of the file itself where nothing is imported. */
function layerOf(shown, specifier) {
  const here = shown.split('/')[1];
  if (specifier === undefined) return here;
  return specifier.startsWith('.') ? fileOf(path.join(root, shown), specifier).split('/')[1] : specifier;
}

/** One circle through each file that is in any, the shortest, and each circle once. */
function checkCircles() {
  const told = new Set();
  for (const start of imported.keys()) {
    const circle = told.has(start) ? null : shortestBack(start);
    if (circle === null) continue;
    for (const file of circle) told.add(file);
    problems.push(
      `${[...circle, start].join(' → ')}: a circle. Move what they share, most often a type, into a file that imports none of them.`,
    );
  }
}

/** The files from `start` back to it, found breadth first; null where no import leads back. */
function shortestBack(start) {
  const before = new Map([[start, null]]);
  for (const file of before.keys()) {
    for (const next of imported.get(file) ?? []) {
      if (next === start) return pathTo(file, before);
      if (!before.has(next)) before.set(next, file);
    }
  }
  return null;
}

function pathTo(file, before) {
  const steps = [];
  for (let at = file; at !== null; at = before.get(at)) steps.unshift(at);
  return steps;
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

/** Layers in which what holds for one rule only must not stand. */
const KNOWS_NO_RULE = new Set(['run', 'topology', 'cli', 'report']);

/** But in what people may type, as `explain T401`. */
function checkCodes(shown, text) {
  for (const [, code] of text.matchAll(/(?<!explain )\b([ACDPST]\d{3})\b/g))
    problems.push(`${shown}: knows ${code} by its code. Say what it is about as a property of the rule.`);
}

const files = await sources(path.join(root, 'src'));
for (const file of files) await checkFile(file);
checkCircles();
for (const problem of problems) console.error(problem);
console.log(`layers: ${problems.length === 0 ? 'clean' : `${problems.length} broken`}`);
process.exitCode = problems.length === 0 ? 0 : 1;
