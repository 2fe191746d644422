import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { fix } from '../../../src/run/fix/fix.js';
import { loadClusters } from '../../../src/run/request/configure.js';
import { sample } from '../../faults/configurations.js';
import { FAULTS } from '../../faults/faults.js';
import { requestFor, ROOT } from '../../helpers/fixtures.js';
import { Seeded, seedOf } from '../../helpers/seeded.js';
import { HOLDERS } from '../../secrets/carried.js';

const CONTEXT = { version: '0.0.0-test', interruptedBy: () => null };
const CARRIERS = path.join(ROOT, 'fixtures/carriers');

function written(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-fix-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return path.join(folder, Object.keys(files)[0] ?? '');
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const FOLDERS: Readonly<Record<string, string>> = {
  ConfigMap: 'v1',
  Secret: 'v1',
  Deployment: 'apps/v1',
};

/** Holds an object against the schema that Kubernetes publishes for its kind; not a plain import, as the types of that package are strict otherwise. */
async function validate(object: Fields): Promise<boolean> {
  const kind = String(object['kind']);
  const folder = FOLDERS[kind];
  if (folder === undefined) return false;
  const module = (await import(/* @vite-ignore */ `kubernetes-models/${folder}/${kind}`)) as Readonly<
    Record<string, new (fields: Fields) => { validate(): void }>
  >;
  const Model = module[kind];
  if (Model === undefined) throw new Error(`kubernetes-models has no ${kind}`);
  new Model(object).validate();
  return true;
}

/** Every object of a file, those of lists included; fails where another parser finds a fault. */
function objectsIn(text: string): readonly Fields[] {
  return parseAllDocuments(text).flatMap((document) => {
    expect(document.errors).toEqual([]);
    const value: unknown = document.toJS();
    if (!isFields(value)) return [];
    const { items } = value;
    return Array.isArray(items) ? items.filter(isFields) : [value];
  });
}

describe('what is fixed inside another file leaves that sound', () => {
  const names = readdirSync(CARRIERS).filter(
    (name) => !/^(?:secret|rendered|deployment|.*environ)/.test(name),
  );
  it.each(names)('%s', async (name) => {
    const file = written({ [name]: readFileSync(path.join(CARRIERS, name), 'utf8') });
    const request = requestFor([file]);
    const { files, report } = await fix(request, CONTEXT, true);
    expect(files).toHaveLength(1);
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const after = files[0]?.after ?? '';
    const validated = await Promise.all(objectsIn(after).map(validate));
    if (/configmap|kustomize/.test(name)) expect(validated).toContain(true);
    writeFileSync(file, after);
    expect((await fix(request, CONTEXT, true)).files).toEqual([]);
  });

  it('but Base64 stays as it is', async () => {
    const file = path.join(CARRIERS, 'secret.yaml');
    expect((await fix(requestFor([file]), CONTEXT, true)).files).toEqual([]);
  });
});

/** Where nothing but the text decides what is found. */
const ALIKE = [
  'ConfigMap',
  'ConfigMap, quoted',
  'ConfigMap, JSON',
  'ConfigMap, applied',
  'List',
  'HelmChart',
];

async function textIn(file: string): Promise<string> {
  const { whole } = await loadClusters(requestFor([file]));
  return whole.configuration.files[0]?.document.file.text ?? '';
}

/** What can be inside another file: not bytes that are no text, further documents, or a last line without an end. */
function isCarriable(text: string): boolean {
  return text.endsWith('\n') && !/\r|\ufeff|\ufffd|^(?:---|\.\.\.)|[^\P{Cc}\n\t]/mu.test(text);
}

describe('a configuration is fixed inside another file as it is by itself', () => {
  const seed = seedOf('fix-carriers');
  const faulty = [...FAULTS].flatMap(([name, fault]) => {
    const text = fault(sample(new Seeded(seed)), new Seeded(seed))?.text ?? '';
    return isCarriable(text) ? [{ name, text }] : [];
  });

  it('and there is much to fix', () => {
    expect(faulty.length).toBeGreaterThan(80);
  });

  it.each(faulty.map(({ name, text }, number) => [name, ALIKE[number % ALIKE.length] ?? '', text] as const))(
    '%s, %s',
    async (_, holder, text) => {
      const plain = written({ 'environment-config.yaml': text });
      const carried = written(HOLDERS[holder]?.(text) ?? {});
      expect(await textIn(carried)).toBe(text);
      const [own] = (await fix(requestFor([plain]), CONTEXT, true)).files;
      const [changed] = (await fix(requestFor([carried]), CONTEXT, true)).files;
      if (changed !== undefined) writeFileSync(carried, changed.after);
      expect(await textIn(carried)).toBe(own?.after ?? text);
    },
  );
});
