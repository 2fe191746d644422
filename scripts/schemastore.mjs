// Writes what a pull request to SchemaStore needs, for editors that look there by the name of a file: the schema without what only this
// program reads, files that it accepts and files that it refuses, and the entry of the catalogue. Nothing is sent anywhere.
// usage: node scripts/schemastore.mjs FOLDER
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const NAME = 'optimize-environment-config';
const ADDRESS = `https://json.schemastore.org/${NAME}.json`;

const ENTRY = {
  name: 'Camunda Optimize environment-config.yaml',
  description: 'Configuration of Camunda Optimize for Camunda 7, with one or several process engines',
  fileMatch: ['environment-config.yaml', 'environment-config.*.yaml'],
  url: ADDRESS,
};

/** For the file of exceptions there: words of editors that its checker does not know, and lists of types, which its strict mode refuses. */
const EXCEPTIONS = {
  ajvNotStrictMode: [`${NAME}.json`],
  options: [{ [`${NAME}.json`]: { unknownKeywords: ['deprecationMessage', 'patternErrorMessage'] } }],
};

/** What a schema can refuse, from the fixtures of the rules. */
const REFUSED = {
  'unknown-setting': 'C124-unknown-setting/fail-typo',
  'wrong-type': 'C126-wrong-type/fail-list-for-text',
  'missing-setting': 'C127-missing-setting/fail-no-rest',
  'missing-authentication': 'C128-missing-authentication/fail-no-block',
};

const root = path.resolve(import.meta.dirname, '..');
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node scripts/schemastore.mjs FOLDER');
  process.exit(2);
}

const schema = JSON.parse(await readFile(path.join(root, 'schemas/environment-config.schema.json'), 'utf8'));
await write(`src/schemas/json/${NAME}.json`, { ...forEditors(schema), $id: ADDRESS });
await write('catalog-entry.json', ENTRY);
await write('schema-validation.json', EXCEPTIONS);
const accepted = path.join(root, 'fixtures/config/ok');
for (const file of (await readdir(accepted)).filter((name) => name.endsWith('.yaml')))
  await copy(path.join(accepted, file), `src/test/${NAME}/${file}`);
for (const [name, fixture] of Object.entries(REFUSED)) {
  const from = path.join(root, 'fixtures/rules', fixture, 'environment-config.yaml');
  await copy(from, `src/negative_test/${NAME}/${name}.yaml`);
}
console.log(
  `${folder} has the files of a pull request to SchemaStore; catalog-entry.json and schema-validation.json are entries to add there`,
);

/** Without the notes for this program, which no editor reads. Names of settings may begin like them. */
function forEditors(node, isMapOfNames = false) {
  if (Array.isArray(node)) return node.map((item) => forEditors(item));
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => isMapOfNames || !key.startsWith('x-'));
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      forEditors(value, !isMapOfNames && (key === 'properties' || key === 'definitions')),
    ]),
  );
}

async function write(name, value) {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

async function copy(from, name) {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await cp(from, file);
}
