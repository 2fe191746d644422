import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANDSCAPES, ROOT } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';

const TYPES = readFileSync(path.join(ROOT, 'src/api/types.ts'), 'utf8');
const DEMO = path.join(LANDSCAPES, 'demo');
const FUNCTIONS = ['validate', 'diagnose', 'access', 'balancer', 'preview'];

/** A project that has the package installed, and the files of the examples. */
function project(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-library-'));
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(ROOT, path.join(folder, 'node_modules/multi-engine'), 'dir');
  cpSync(path.join(DEMO, 'environment-config.yaml'), path.join(folder, 'environment-config.yaml'));
  cpSync(path.join(ROOT, 'fixtures/models/order.bpmn'), path.join(folder, 'order.bpmn'));
  cpSync(path.join(ROOT, 'fixtures/access/worked-example.yaml'), path.join(folder, 'landscape.yaml'));
  return folder;
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function node(folder: string, script: string): Promise<Ran> {
  writeFileSync(path.join(folder, 'script.mjs'), script);
  return new Promise((resolve) => {
    execFile(process.execPath, ['script.mjs'], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** What a function resolves to, in a process of its own. */
async function called(name: string, options: object, folder = project()): Promise<unknown> {
  const script = `import { ${name} } from 'multi-engine';
    console.log(JSON.stringify(await ${name}(${JSON.stringify(options)})));`;
  const { stdout, stderr } = await node(folder, script);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** Milliseconds differ from run to run. */
function comparable(report: unknown): unknown {
  return JSON.parse(JSON.stringify(report, (key, value: unknown) => (key === 'latencyMs' ? 0 : value)));
}

async function printed(args: readonly string[], folder: string): Promise<unknown> {
  return comparable(JSON.parse((await runProgram([...args, '--format', 'json'], { cwd: folder })).stdout));
}

describe('the library', () => {
  it('exports the functions that it declares, and nothing else', async () => {
    const declared = Array.from(TYPES.matchAll(/^export declare function (\w+)/gm), ([, name]) => name);
    const { stdout } = await node(project(), "console.log(Object.keys(await import('multi-engine')).join())");
    expect(declared).toEqual(FUNCTIONS);
    expect(new Set(stdout.trim().split(','))).toEqual(new Set(FUNCTIONS));
  });

  const files = ['environment-config.yaml'];
  it.each<[string, object, readonly string[]]>([
    [
      'validate',
      { files, optimize: '3.15', skip: ['C133'] },
      ['validate', '--optimize', '3.15', '--skip', 'C133'],
    ],
    [
      'validate',
      { files, failOn: 'never', minSeverity: 'error' },
      ['validate', '--fail-on', 'never', '--min-severity', 'error'],
    ],
    ['diagnose', { files, replay: DEMO }, ['doctor', '--replay', DEMO]],
    [
      'diagnose',
      { files, replay: DEMO, engines: ['inventory'], only: ['P307'] },
      ['doctor', '--replay', DEMO, '--engine', 'inventory', '--only', 'P307'],
    ],
    [
      'preview',
      { files, replay: DEMO, models: ['order.bpmn'], to: ['inventory'] },
      ['preview', 'order.bpmn', '--to', 'inventory', '--replay', DEMO],
    ],
    [
      'access',
      { files: ['landscape.yaml'], users: ['Scooter', 'nobody'] },
      ['access', 'Scooter', 'nobody', '--config', 'landscape.yaml'],
    ],
    ['access', { files: ['landscape.yaml'] }, ['access', '--all', '--config', 'landscape.yaml']],
  ])('%s with %j gives what the command prints', async (name, options, args) => {
    const folder = project();
    expect(comparable(await called(name, options, folder))).toEqual(await printed(args, folder));
  });

  it('gives the advice of balancer', async () => {
    const folder = project();
    const groups = [['payment-1', 'payment-2']];
    const advice = await called('balancer', { files, for: 'nginx', at: 'lb:8090', groups }, folder);
    const args = ['balancer', '--group', 'payment-1,payment-2', '--at', 'lb:8090'];
    const configuration = (await runProgram([...args, '--for', 'nginx'], { cwd: folder })).stdout;
    const diff = (await runProgram([...args, '--diff', '--for', 'nginx'], { cwd: folder })).stdout;
    expect(configuration).toContain('upstream');
    expect(advice).toEqual({
      configuration,
      differences: [{ file: 'environment-config.yaml', diff }],
      refused: [],
      open: [],
    });
  });

  it.each([
    ['validate', { files: ['no-such.yaml'] }, 'InputError'],
    ['validate', { files: ['-'] }, 'UsageError'],
    ['validate', { only: ['X999'] }, 'UsageError'],
    ['diagnose', { timeout: -1 }, 'UsageError'],
    ['balancer', { files, for: 'apache' }, 'UsageError'],
    ['preview', { files, models: ['no-such.bpmn'] }, 'InputError'],
  ])('%s rejects %j with %s and prints nothing', async (name, options, error) => {
    const script = `import { ${name} } from 'multi-engine';
      await ${name}(${JSON.stringify(options)}).catch((error) => console.log(error.name, Array.isArray(error.help)));`;
    expect(await node(project(), script)).toEqual({ code: 0, stdout: `${error} true\n`, stderr: '' });
  });

  it('ends early with its signal, and says so', async () => {
    const script = `import { diagnose } from 'multi-engine';
      const { incomplete } = await diagnose({ files: ['environment-config.yaml'], signal: AbortSignal.abort() });
      console.log(incomplete);`;
    expect((await node(project(), script)).stdout).toBe('true\n');
  });

  it('gives no secret away', async () => {
    const folder = project();
    const text = readFileSync(path.join(folder, 'environment-config.yaml'), 'utf8');
    writeFileSync(
      path.join(folder, 'environment-config.yaml'),
      text.replaceAll('password: ""', 'password: Zq7canary9Xw'),
    );
    const groups = [['payment-1', 'payment-2']];
    const all = [
      await called('validate', {}, folder),
      await called('balancer', { for: 'nginx', at: 'a:1', groups }, folder),
    ];
    expect(JSON.stringify(all)).not.toContain('Zq7canary9Xw');
    expect(JSON.stringify(all)).toContain('***');
  });
});

/** The fields of an interface, those that may be missing with a question mark. */
function fieldsOf(name: string): ReadonlySet<string> {
  const [, body = ''] = new RegExp(`^export interface ${name} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(TYPES) ?? [];
  return new Set(Array.from(body.matchAll(/^ {2}readonly (\w+\??):/gm), ([, field = '']) => field));
}

describe('the types', () => {
  interface Schema {
    readonly properties: object;
    readonly required?: readonly string[];
    readonly $defs?: Readonly<Record<string, Schema>>;
    readonly definitions?: Readonly<Record<string, Schema>>;
  }

  function schemaOf(file: string, part?: string): ReadonlySet<string> {
    const schema = JSON.parse(readFileSync(path.join(ROOT, 'schemas', file), 'utf8')) as Schema;
    const found = part === undefined ? schema : (schema.$defs ?? schema.definitions)?.[part];
    const required = new Set(found?.required);
    return new Set(Object.keys(found?.properties ?? {}).map((key) => (required.has(key) ? key : `${key}?`)));
  }

  it.each([
    ['Report', 'report.v1.schema.json', undefined],
    ['Engine', 'report.v1.schema.json', 'engine'],
    ['DatabaseGroup', 'report.v1.schema.json', 'database'],
    ['Finding', 'report.v1.schema.json', 'finding'],
    ['Location', 'report.v1.schema.json', 'location'],
    ['Evidence', 'report.v1.schema.json', 'evidence'],
    ['Coverage', 'report.v1.schema.json', 'coverage'],
    ['AccessReport', 'access-report.v1.schema.json', undefined],
    ['User', 'access-report.v1.schema.json', 'user'],
    ['Grant', 'access-report.v1.schema.json', 'grant'],
  ])('%s has the fields of its schema, but for what only some runs have', (name, file, part) => {
    const [fields, schema] = [fieldsOf(name), schemaOf(file, part)];
    expect(fields.size).toBeGreaterThan(2);
    expect([...fields].filter((field) => !schema.has(field))).toEqual([]);
    expect([...schema].filter((field) => !field.endsWith('?') && !fields.has(field))).toEqual([]);
  });

  it('are those of docs/api.txt: a change of them is a change of the contract', () => {
    const file = path.join(ROOT, 'docs/api.txt');
    const report = TYPES.replaceAll(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '')
      .replaceAll(/\n{2,}/g, '\n\n')
      .trimStart();
    if (process.env['UPDATE'] === '1') writeFileSync(file, report);
    expect(readFileSync(file, 'utf8')).toBe(report);
  });
});

describe('the examples of docs/library.md', () => {
  const page = readFileSync(path.join(ROOT, 'docs/library.md'), 'utf8');
  const examples = Array.from(page.matchAll(/^```js\n([\s\S]*?)^```$/gm), ([, text = '']) => text);

  it('are there for each function', () => {
    for (const name of FUNCTIONS)
      expect(examples.join('\n')).toContain(`import { ${name} } from 'multi-engine'`);
  });

  it('are understood by the compiler', () => {
    const folder = project();
    const names = examples.map((text, index) => {
      writeFileSync(path.join(folder, `example-${index}.mjs`), text);
      return `example-${index}.mjs`;
    });
    writeFileSync(
      path.join(folder, 'wrong.mjs'),
      "import { validate } from 'multi-engine';\nawait validate({ file: 'x' });\n",
    );
    const tsc = path.join(ROOT, 'node_modules/.bin/tsc');
    const options = [
      '--noEmit',
      '--allowJs',
      '--checkJs',
      '--strict',
      '--skipLibCheck',
      'false',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--typeRoots',
      path.join(ROOT, 'node_modules/@types'),
      '--types',
      'node',
    ];
    const { stdout } = spawnSync(tsc, [...options, ...names, 'wrong.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toMatch(/^wrong\.mjs\(2,.*'file' does not exist.*\n$/);
  });

  it.each(examples.map((text, index) => [index + 1, text] as const))('number %i runs', async (_, text) => {
    const { code, stdout, stderr } = await node(project(), text);
    expect([code, stderr.replaceAll(/^\d of \d\n/gm, '')]).toEqual([
      text.includes('exitCode') ? expect.any(Number) : 0,
      '',
    ]);
    expect(stdout.trim()).not.toBe('');
  });
});
