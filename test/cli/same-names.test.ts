import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram, type ProgramRun } from '../helpers/program.js';

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-same-names-'));
const TWICE = '        importEnabled: true\n';
const MISSPELLED = '        webapp:\n';

function object(namespace: string | null, host: string, wrong: 'twice' | 'misspelled' | null): string {
  return [
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: optimize\n',
    namespace === null ? '' : `  namespace: ${namespace}\n`,
    'data:\n  environment-config.yaml: |\n    engines:\n      eu:\n        name: default\n',
    `        rest: https://${host}.example.org/engine-rest\n        importEnabled: true\n`,
    wrong === 'twice' ? TWICE : '',
    "        authentication:\n          enabled: false\n          user: ''\n          password: ''\n",
    wrong === 'misspelled' ? MISSPELLED : '        webapps:\n',
    `          enabled: true\n          endpoint: https://${host}.example.org/camunda\n---\n`,
  ].join('');
}

function run(...args: readonly string[]): Promise<ProgramRun> {
  return runProgram(args, { cwd: folder });
}

function written(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return name;
}

const rulesIn = ({ stdout }: ProgramRun): readonly string[] =>
  [...stdout.matchAll(/(\d+):\d+: (?:error|warning)\[(C\d+)\]/g)].map(([, line, rule]) => `${rule} ${line}`);

describe.each([
  ['in two namespaces', ['prod', 'test'], ['prod/configmap/optimize', 'test/configmap/optimize']],
  ['without one', [null, null], ['configmap/optimize:environment-config.yaml', '(2)']],
] as const)('objects of one name %s', (_where, [first, second], names) => {
  const file = written(
    `${String(first)}.yaml`,
    object(first, 'eu', 'twice') + object(second, 'us', 'misspelled'),
  );

  it('are told apart', async () => {
    const { stderr, code } = await run('validate', file, '--part=other');
    expect(code).toBe(2);
    for (const name of names) expect(stderr).toContain(name);
  });

  it('have their findings, also as nodes of one cluster', async () => {
    expect(rulesIn(await run('validate', file, '--quiet'))).toEqual(['C124 38', 'C102 12'].map(moved));
    const together = rulesIn(await run('validate', file, '--quiet', '--part=environment-config.yaml'));
    expect(together).toEqual(expect.arrayContaining(['C124 38', 'C102 12'].map(moved)));
  });

  it('are all corrected', async () => {
    const copy = written(`fixed-${file}`, readFileSync(path.join(folder, file), 'utf8'));
    expect(await run('validate', copy, '--fix-all', '--quiet')).toMatchObject({ code: 0 });
    const text = readFileSync(path.join(folder, copy), 'utf8');
    expect(text).toBe(object(first, 'eu', null) + object(second, 'us', null));
  });

  /** Without a namespace, the first object has a line less, the second one two. */
  function moved(place: string): string {
    if (first !== null) return place;
    return place.startsWith('C102') ? 'C102 11' : 'C124 36';
  }
});

describe('an object that has its name in another namespace, too', () => {
  it('is chosen with the namespace', async () => {
    const file = written('chosen.yaml', object('prod', 'eu', 'twice') + object('test', 'us', 'misspelled'));
    const rules = async (part: string) => rulesIn(await run('validate', file, '--quiet', `--part=${part}`));
    expect(await rules('prod/optimize')).toEqual(['C102 12']);
    expect(await rules('test/configmap/optimize')).toEqual(['C124 38']);
    expect(await rules('test/configmap/optimize:environment-config.yaml')).toEqual(['C124 38']);
  });
});
