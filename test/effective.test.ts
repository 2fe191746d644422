import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { effectiveOf } from '../src/configuration/resolved/effective.js';
import { interpret } from '../src/configuration/interpret.js';
import type { Effective, EffectiveValue } from '../src/core/report/effective.js';
import { parseYaml } from '../src/load/yaml/yaml.js';
import { effectiveText } from '../src/report/effective.js';
import { NO_VALUES } from './configuration/helpers.js';
import { allFixtures, ROOT } from './helpers/fixtures.js';
import { runProgram } from './helpers/program.js';

function read(text: string, env: Readonly<Record<string, string>> = {}): Effective {
  const variables = { ...NO_VALUES, env };
  const { configuration, vault } = interpret([parseYaml({ name: 'a.yaml', text })], variables);
  const [file] = configuration.files;
  if (file === undefined) throw new Error('no file');
  return effectiveOf(file, { variables, variablesFiles: [], vault, engines: [] });
}

/** The output below its head. */
function lines(text: string, env?: Readonly<Record<string, string>>): readonly string[] {
  const all = effectiveText([read(text, env)]).split('\n');
  return all
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/ {2,}#/u, ' #'));
}

/** An engine section, so that the built-in entry stays away. */
const BESIDE = 'engines: {}\n';

function beside(text: string, env?: Readonly<Record<string, string>>): readonly string[] {
  return lines(BESIDE + text, env).slice(1);
}

describe('validate --print-effective shows what Optimize reads', () => {
  it.each([
    ['x: 0123', 'x: 83 # a.yaml:2, written 0123'],
    ['x: 1\nx: 2', 'x: 2 # a.yaml:3'],
    ['x: yes', 'x: true # a.yaml:2, written yes'],
    ["x: 'yes'", 'x: "yes" # a.yaml:2'],
    ['x: 123456789012345678901234567890', 'x: 123456789012345678901234567890 # a.yaml:2'],
    ['x: *a', 'x: a # a.yaml:2, written *a'],
    ['x: ~', 'x: null # a.yaml:2'],
    ['x:', 'x: null # a.yaml:2'],
    ['x: []', 'x: [] # a.yaml:2'],
    ['x: "a # b"', 'x: "a # b" # a.yaml:2'],
    ['x: ${A}', 'x: one # a.yaml:2, A from the environment'],
    ['x: ${B:two}', 'x: two # a.yaml:2, B from its default'],
    ['x: ${B:null}', 'x: null # a.yaml:2, B from its default'],
    ['x: ${B}', 'x: "${B}" # a.yaml:2, B has no value: Optimize does not start'],
    [
      'x: http://${A}:${B:2}/y',
      'x: "http://${A}:2/y" # a.yaml:2, A from the environment, B from its default',
    ],
    ['x: ${ B }', 'x: "${ B }" # a.yaml:2'],
    ['x: "\\e[31m\\u2028"', 'x: "\\u001b[31m\\u2028" # a.yaml:2'],
  ])('%s', (text, line) => {
    expect(beside(text, { A: 'one' })).toEqual([line]);
  });

  it('a text in brackets as the list that it becomes', () => {
    expect(beside('x: ${A}', { A: '[a, 08]' })).toEqual([
      'x: # a.yaml:2, A from the environment',
      '  - a',
      '  - "08"',
    ]);
  });

  it.each([
    ['name: 0123', 'name: "83" # a.yaml:3, written 0123'],
    ['rest: off', 'rest: "false" # a.yaml:3, written off'],
    ["importEnabled: 'True'", "importEnabled: true # a.yaml:3, written 'True'"],
    ['importEnabled: 0', 'importEnabled: false # a.yaml:3, written 0'],
    ["importEnabled: ''", "importEnabled: false # a.yaml:3, written ''"],
    ['importEnabled: maybe', 'importEnabled: maybe # a.yaml:3'],
    ['defaultTenant: {id: 1.10}', '  id: "1.1" # a.yaml:3, written 1.10'],
    ['excludedTenants: 1', '  - "1"'],
    ['excludedTenants: [1, x]', '  - "1" # a.yaml:3'],
  ])('%s, as the engine gets it', (text, line) => {
    expect(lines(`engines:\n  a:\n    ${text}`)).toContain(`    ${line}`);
  });

  it('the entry that Optimize brings along, with its variables', () => {
    const all = lines('x: 1', { OPTIMIZE_CAMUNDABPM_REST_URL: 'http://r' });
    expect(all).toContain(
      "    rest: http://r # Optimize's built-in entry, OPTIMIZE_CAMUNDABPM_REST_URL from the environment",
    );
    expect(lines('- x')).toContain("    name: default # Optimize's built-in entry");
    expect(lines('')).toHaveLength(lines('- x').length);
  });

  it('with a word where a syntax error hides something', () => {
    expect(effectiveText([read('x: [\ny: 1')])).toContain('# A syntax error hides a part');
    expect(effectiveText([read('x: 1')])).not.toContain('syntax error');
  });
});

const PLACES = {
  'environment-config.yaml': `engines:
  eu:
    name: default
    rest: \${EU}
    authentication: {enabled: true, user: u, password: "\${SECRET}"}
    webapps: {}
  us: {name: default}
import:
  data: {variable: {maxPageSize: "\${SIZE}"}}
  handler:
`,
  'service-config.yaml': `engines: {camunda-bpm: {name: default}}
import:
  data: {variable: {maxPageSize: 10000}, tenant: {maxPageSize: 10000}}
  handler: {backoff: {max: 30}}
`,
  'values.env': 'EU=http://eu.example\nSECRET=CANARY\n',
};

function folderWith(texts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-effective-'));
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
  return folder;
}

describe('the program', () => {
  const args = ['validate', '--print-effective', '--variables', 'values.env', '--define', 'SIZE=5'];

  it('says of both layers where each value stands, and what stands behind it', async () => {
    const cwd = folderWith(PLACES);
    const { stdout, stderr, code } = await runProgram([...args, '--base', 'service-config.yaml'], { cwd });
    expect(stdout.split('\n').map((line) => line.replace(/ {2,}#/u, ' #'))).toEqual([
      '# What Optimize reads from environment-config.yaml over service-config.yaml.',
      '# Placeholders are resolved, *** hides a secret.',
      'engines: # environment-config.yaml:1, instead of service-config.yaml:1',
      '  eu: # environment-config.yaml:2',
      '    name: default # environment-config.yaml:3',
      '    rest: http://eu.example # environment-config.yaml:4, EU from values.env',
      '    authentication: # environment-config.yaml:5',
      '      enabled: true # environment-config.yaml:5',
      '      user: u # environment-config.yaml:5',
      '      password: "***" # environment-config.yaml:5, SECRET from values.env',
      '    webapps: {} # environment-config.yaml:6',
      '  us: # environment-config.yaml:7',
      '    name: default # environment-config.yaml:7',
      'import: # environment-config.yaml:8',
      '  data: # environment-config.yaml:9',
      '    variable: # environment-config.yaml:9',
      '      maxPageSize: "5" # environment-config.yaml:9, SIZE from --define, instead of service-config.yaml:3',
      '    tenant: # service-config.yaml:3',
      '      maxPageSize: 10000 # service-config.yaml:3',
      '  handler: # service-config.yaml:4, environment-config.yaml:10 is ignored: no mapping',
      '    backoff: # service-config.yaml:4',
      '      max: 30 # service-config.yaml:4',
      '',
    ]);
    expect(stderr).toContain('errors');
    expect(code).toBe(1);
  });

  it('shows one document for each node, and only the engines that were asked for', async () => {
    const cwd = folderWith({ ...PLACES, 'b.yaml': 'engines: {eu: {name: default}}\n' });
    const { stdout } = await runProgram([...args, '--engine', 'eu', 'environment-config.yaml', 'b.yaml'], {
      cwd,
    });
    expect(stdout.split('---\n')).toHaveLength(2);
    expect(stdout).not.toContain('us:');
  });

  it('ends as validate ends, and writes the formats that have a file', async () => {
    const cwd = folderWith(PLACES);
    const [plain, effective] = await Promise.all([
      runProgram(['validate', '--exit-zero', '--format', 'json'], { cwd }),
      runProgram([...args, '--exit-zero', '--quiet', '--format', 'json=report.json'], { cwd }),
    ]);
    expect([plain.code, effective.code, effective.stderr]).toEqual([0, 0, '']);
    const report = JSON.parse(readFileSync(path.join(cwd, 'report.json'), 'utf8')) as { command: string };
    expect(report.command).toBe('validate');
  });

  it('refuses a second text on standard output, and a file that is not there', async () => {
    const cwd = folderWith(PLACES);
    const second = await runProgram([...args, '--format', 'json'], { cwd });
    expect([second.code, second.stdout, second.stderr]).toEqual([
      2,
      '',
      expect.stringContaining('json=report.json'),
    ]);
    expect((await runProgram(['validate', '--print-effective', 'nowhere.yaml'], { cwd })).code).toBe(2);
  });
});

describe('secrets are masked', () => {
  it.each([
    'password: CANARY',
    'es: {security: {password: CANARY}}',
    'x: http://CANARY:CANARY@host/',
    'password: ${P}\nx: ${P}',
    'x: ${API_TOKEN}',
    'x: ${DB_PASSWORD_2}',
    'x: "[${P}]"\npassword: ${P}',
    'password: ${X:CANARY}',
    'password: CANARY-1\nx: not CANARY-1 but more',
    'token: [CANARY, CANARY]',
    'password: |\n  CANARY',
    'password: ${NOBODY}CANARY',
    'a: {passwd: CANARY-1}\npassword: X-CANARY\nx: see X-CANARY-1',
  ])('%s', (text) => {
    const env = { P: 'CANARY', API_TOKEN: 'CANARY', DB_PASSWORD_2: 'CANARY' };
    expect(lines(text, env).join('\n')).not.toContain('CANARY');
    expect(lines(text, env).join('\n')).toContain('***');
  });

  it('where a variable holds one, however short', () => {
    expect(beside('password: ${P}\nx: a ${P} b', { P: 'abc' })[1]).toBe(
      'x: "***" # a.yaml:3, P from the environment',
    );
  });

  it('where a variable turns out to be a login', () => {
    expect(beside('auth: ${A}\nuser: ${B}\nx: ${A}', { A: 'demo:abc', B: 'demo:abc' })).toEqual([
      'auth: "***" # a.yaml:2, A from the environment',
      'user: "***" # a.yaml:3, B from the environment',
      'x: "***" # a.yaml:4, A from the environment',
    ]);
  });

  it('but not where it is a switch or a name', () => {
    expect(beside('auth: ${A}\nuser: ${B:demo}', { A: 'true' })).toEqual([
      'auth: "true" # a.yaml:2, A from the environment',
      'user: demo # a.yaml:3, B from its default',
    ]);
  });

  it('but that there is none may be seen', () => {
    expect(beside("password: ''\ntoken:")).toEqual(['password: "" # a.yaml:2', 'token: null # a.yaml:3']);
  });
});

/** A value without its origins, for comparing. */
function bare(value: EffectiveValue): unknown {
  if (value.kind === 'scalar') return typeof value.value === 'bigint' ? Number(value.value) : value.value;
  if (value.kind === 'list') return value.items.map(bare);
  return Object.fromEntries(value.entries.map((entry) => [entry.key, bare(entry.value)]));
}

describe('the output is YAML that means the same', () => {
  const folder = path.join(ROOT, 'fixtures/config/ok');
  const files = [
    ...readdirSync(folder).map((name) => path.join(folder, name)),
    ...allFixtures().flatMap((fixture) =>
      readdirSync(fixture.folder)
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => path.join(fixture.folder, name)),
    ),
  ];

  it('to another reader, and to Optimize', () => {
    let compared = 0;
    for (const file of files) {
      const effective = read(readFileSync(file, 'utf8'));
      // What is not whole may have lost its engines, and gets the built-in entry when read again.
      if (effective.root === null || effective.partial) continue;
      const text = effectiveText([effective]);
      expect(parse(text), file).toEqual(bare(effective.root));
      const again = read(text);
      expect(again.partial, file).toBe(false);
      // What is left of a placeholder would be resolved once more, and the name of an alias is a text now.
      if (again.root !== null && !text.includes('${') && !text.includes('written *'))
        expect(bare(again.root), file).toEqual(bare(effective.root));
      compared += 1;
    }
    expect(compared).toBeGreaterThan(150);
  });
});
