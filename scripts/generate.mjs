// Writes everything that is derived from other files of this repository:
//   src/generated/*.validator.js   from schemas/ (not committed: 300 KB that say nothing new)
//   src/generated/settings.js   from schemas/ as well: the facts about each setting (not committed either)
//   src/rules/index.ts, live.ts, people.ts, change.ts, optimize.ts, catalogue.ts, schemas/settings.schema.json   from the files in src/rules (committed; CI checks that they are current)
// usage: node scripts/generate.mjs [--check]
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import prettier from 'prettier';
import { AREAS, foldersOf } from './rule-areas.mjs';
import {
  engineVariablesOf,
  sectionTexts,
  settingsTable,
  settingsWith,
  variablesOf,
} from './settings-table.mjs';

const root = path.resolve(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const stale = [];

export async function generate() {
  await mkdir(path.join(root, 'src/generated'), { recursive: true });
  await writeValidator(
    'environment-config',
    checkedPart,
    { validate: '#' },
    { allErrors: true, messages: false },
    tersely,
  );
  const parts = {
    validateIndex: '#/definitions/index',
    validateEngine: '#/definitions/engine',
    validateService: '#/definitions/service',
    validateRun: '#/definitions/run',
  };
  await writeValidator('recording.v1', withoutFormats, parts, { strictRequired: false });
  await writeSettings();
  await writeRuleIndex('index.ts', 'configurationRules', 'the rules that need no network');
  await writeRuleIndex('live.ts', 'liveRules', 'the rules that need live facts');
  await writeRuleIndex('people.ts', 'peopleRules', 'the rules about who may use Optimize');
  await writeRuleIndex('change.ts', 'changeRules', 'the rules about two points in time');
  await writeRuleIndex('optimize.ts', 'optimizeRules', 'the rules about a running Optimize');
  await writeCatalogue();
  await writeSettingsSchema();
  if (stale.length > 0) {
    console.error(`not current, run "npm run generate": ${stale.join(', ')}`);
    process.exitCode = 1;
  }
}

/** One function for each of the named parts of a schema. */
async function writeValidator(name, partOf, parts, options = {}, rewritten = (code) => code) {
  const schema = partOf(await readSchema(name));
  const ajv = new Ajv({
    strict: true,
    ...options,
    allowUnionTypes: true,
    verbose: false,
    code: { source: true, esm: true },
    schemas: { [name]: schema },
  });
  const references = Object.entries(parts).map(([exported, part]) => [exported, `${name}${part}`]);
  const code = standalone.default(ajv, Object.fromEntries(references));
  await writeFile(path.join(root, 'src/generated', `${name}.validator.js`), rewritten(code));
}

/**
 * Two thirds of what ajv writes make errors, each where it is found, and all of it is compiled before the first file is checked. Here one
 * function makes them, with what is asked of them: where, which keyword, which key is too much.
 */
function tersely(code) {
  const errors =
    /const (err\d+) = \{instancePath(?::(.+?))?,schemaPath:"[^"]*",keyword:("\w+"),params:\{(.*?)\}\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;
  const terse = code
    .replaceAll(errors, (_, name, place = 'instancePath', keyword, params) => {
      const key = /^additionalProperty: (\w+)$/.exec(params)?.[1];
      return `vErrors = found(vErrors, ${[place, keyword, key ?? []].flat().join(', ')});errors++;`;
    })
    .replaceAll('.replace(/~/g, "~0").replace(/\\//g, "~1")', '')
    .replaceAll(/(?<=\+ )key(\d+)(?=[+,])/g, 'escaped(key$1)')
    .replaceAll(/(?<=const schema\d+ = )\{.*?\}(?=;const )/g, namesOnly);
  if (/schemaPath|~1|definitions/.test(terse)) throw new Error('ajv writes errors otherwise than it did');
  return `${terse}
function escaped(key) { return key.replaceAll("~", "~0").replaceAll("/", "~1"); }
function found(errors, instancePath, keyword, key) {
  const error = { instancePath, keyword, params: key === undefined ? {} : { additionalProperty: key } };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}
`;
}

/** Of the schema itself, only the names of settings are still looked up. */
function namesOnly(schema) {
  const { properties } = JSON.parse(schema);
  return JSON.stringify({
    properties: Object.fromEntries(Object.keys(properties).map((name) => [name, true])),
  });
}

/** Each section as a text: reading it takes less time than running the literals that it stands for, and a run needs few of them. */
async function writeSettings() {
  const schema = await readSchema('environment-config');
  const table = settingsTable(schema);
  const { names, past } = variablesOf(schema);
  const exported = {
    SETTINGS: sectionTexts(table),
    SETTINGS_WITH: settingsWith(table),
    ENGINE_VARIABLES: engineVariablesOf(table).join(' '),
    VARIABLES: names.join(' '),
    PAST_VARIABLES: past,
  };
  await writeFile(
    path.join(root, 'src/generated/settings.js'),
    Object.entries(exported)
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
      .join(''),
  );
}

async function readSchema(name) {
  return JSON.parse(await readFile(path.join(root, 'schemas', `${name}.schema.json`), 'utf8'));
}

const ANNOTATIONS = new Set([
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'deprecationMessage',
  'defaultSnippets',
  'patternErrorMessage',
]);

/**
 * What `validate` is held to: the engines, of which Optimize refuses what it does not know. Other sections, and everything
 * that is there to be read, are for editors: they would only make the program larger and its start slower.
 */
function checkedPart({ properties, ...schema }) {
  return withoutAnnotations({ ...schema, properties: { engines: properties.engines } });
}

/** An address is checked by what reads it, which wants more of it than that it is one. */
function withoutFormats(schema) {
  return withoutAnnotations(schema, new Set([...ANNOTATIONS, 'format']));
}

function withoutAnnotations(schema, left = ANNOTATIONS) {
  const kept = Object.entries(schema).filter(([keyword]) => !left.has(keyword) && !keyword.startsWith('x-'));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, keptOf(keyword, value, left)]));
}

/** Below `properties` and `definitions` stand names, not keywords: a setting may well be called `title`. */
function keptOf(keyword, value, left) {
  if (typeof value !== 'object' || value === null) return value;
  const kept = (each) => (typeof each === 'object' && each !== null ? withoutAnnotations(each, left) : each);
  if (Array.isArray(value)) return value.map(kept);
  if (keyword !== 'properties' && keyword !== 'definitions') return withoutAnnotations(value, left);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, kept(each)]));
}

async function writeRuleIndex(file, exported, what) {
  const found = (await Promise.all(foldersOf(file).map(rulesIn)))
    .flat()
    .toSorted((a, b) => a.code.localeCompare(b.code));
  const lines = [
    '// Generated by scripts/generate.mjs from the files in src/rules. Do not edit.',
    ...found.map((rule) => `import ${rule.code} from './${rule.folder}/${rule.base}.js';`),
    `import type { AnyRule } from './rule.js';`,
    '',
    `/** In the order of their codes: ${what}. */`,
    `export const ${exported}: readonly AnyRule[] = [${found.map((rule) => rule.code).join(', ')}];`,
  ];
  await writeTracked(path.join('src/rules', file), `${lines.join('\n')}\n`);
}

/** Codes and names alone: enough to check an option without loading a rule. */
async function writeCatalogue() {
  const found = (await Promise.all(AREAS.map(({ folder }) => rulesIn(folder))))
    .flat()
    .toSorted((a, b) => a.code.localeCompare(b.code));
  const rows = found.map(({ code, base }) => `{ code: '${code}', name: '${base.slice(code.length + 1)}' },`);
  await writeTracked(
    'src/rules/catalogue.ts',
    `// Generated by scripts/generate.mjs from the files in src/rules. Do not edit.

/** Every rule there is, by code and name. */
export const CATALOGUE: readonly { readonly code: string; readonly name: string }[] = [${rows.join('\n')}];
`,
  );
}

/** Editors complete the rules in settings. */
async function writeSettingsSchema() {
  const schema = await readSchema('settings');
  const found = (await Promise.all(AREAS.map(({ folder }) => rulesIn(folder))))
    .flat()
    .toSorted((a, b) => a.code.localeCompare(b.code));
  schema.definitions.rule.enum = found.flatMap(({ code, base }) => [code, base.slice(code.length + 1)]);
  await writeTracked('schemas/settings.schema.json', JSON.stringify(schema, null, 2));
}

async function rulesIn(folder) {
  const names = await readdir(path.join(root, 'src/rules', folder)).catch(() => []);
  return names.flatMap((name) => {
    const match = /^([A-Z]\d{3})-[a-z0-9-]+\.ts$/.exec(name);
    return match ? [{ code: match[1], folder, base: name.slice(0, -'.ts'.length) }] : [];
  });
}

async function writeTracked(relative, text) {
  const target = path.join(root, relative);
  const options = { ...(await prettier.resolveConfig(target)), filepath: target };
  const formatted = await prettier.format(text, options);
  const before = await readFile(target, 'utf8').catch(() => null);
  if (before === formatted) return;
  if (check) stale.push(relative);
  else await writeFile(target, formatted);
}

if (process.argv[1] === import.meta.filename) await generate();
