import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withoutTyped } from '../../src/cli/output/typed-secrets.js';
import { FORMAT_NAMES } from '../../src/report/index.js';
import { ratioOf } from '../helpers/growth.js';
import { runProgram } from '../helpers/program.js';

const SECRET = 'Zq7canary9Xw';

/** Files and folders may be called so, and be there. Only what is typed tells that the second one is a login. */
const NAMES = [
  `u:${SECRET}@h`,
  `u:${SECRET}`,
  `password=${SECRET}`,
  `{"password":"${SECRET}"}`,
  `Authorization: Basic ${SECRET}`,
];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-names-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function configuration(name: string): void {
  writeFileSync(path.join(folder, name), 'engines: {eu: {rest: nowhere}}\n');
}

async function said(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await runProgram(args, { cwd: folder });
  return stdout + stderr;
}

describe('a file that is called like a secret is not named', () => {
  it.each(NAMES)(
    '%s',
    async (name) => {
      configuration(name);
      configuration('c.yaml');
      const lines = [
        ['validate', 'c.yaml', name],
        ['validate', `./${name}`, '--format=json', `--format=sarif=${name}.sarif`],
        ['validate', 'c.yaml', '--base', name, '--verbose'],
        ['validate', name, '--fix', '--dry-run'],
        ['validate', name, '--print-effective'],
        ['diff', name, 'c.yaml'],
        ['init', `x/${name}`],
        ['validate', 'c.yaml', '--format', `json=${name}/x/y`],
      ];
      for (const line of lines) {
        const text = await said(...line);
        expect(text, line.join(' ')).not.toBe('');
        expect(text, line.join(' ')).not.toContain(SECRET);
      }
      expect(readFileSync(path.join(folder, `${name}.sarif`), 'utf8')).not.toContain(SECRET);
    },
    60_000,
  );

  it.each(NAMES.filter((name) => !name.endsWith(`:${SECRET}`)))('in a recording: %s', async (name) => {
    configuration(name);
    await said('doctor', name, '--record', 'recording', '--timeout', '1');
    const files = readdirSync(path.join(folder, 'recording'));
    for (const file of files)
      expect(readFileSync(path.join(folder, 'recording', file), 'utf8'), file).not.toContain(SECRET);
    const again = await said('doctor', '--replay', 'recording');
    expect(again).toMatch(/╭─ .*\*\*\*/);
    expect(again).not.toContain(SECRET);
  });

  it.each(FORMAT_NAMES.filter((name) => name !== 'csv'))('in %s', async (format) => {
    const [name = ''] = NAMES;
    mkdirSync(path.join(folder, name));
    configuration(`${name}/environment-config.yaml`);
    const text = await said('validate', name, '--format', format);
    expect(text).not.toBe('');
    expect(text).not.toContain(SECRET);
  });
});

describe('what was typed is taken out of what is said', () => {
  it.each([
    [`http://h/u:${SECRET}@/x`, `http://h/u:${SECRET}@/x: no such file`, 'http://h/***@/x: no such file'],
    [`u:${SECRET}@h`, `{"uri":"u%3A${SECRET}%40h"}`, '{"uri":"***@h"}'],
    [`a/password=hunter/b.yaml`, 'password=hunter and hunter', '*** and hunter'],
    [`{"password":"${SECRET}"}`, `{"file":"{\\"password\\":\\"${SECRET}\\"}"}`, '{"file":"***"}'],
    ['--define=PASSWORD=hunter2X9', 'hunter2X9', 'hunter2X9'],
    ['environment-config.yaml', 'environment-config.yaml', 'environment-config.yaml'],
    ['eu=http://h/engine-rest', 'eu=http://h/engine-rest', 'eu=http://h/engine-rest'],
  ])('%s', (word, text, shown) => {
    expect(withoutTyped([word])(text)).toBe(shown);
  });

  it('however long it is', () => {
    const word = `u:${'a'.repeat(100_000)}${SECRET}@h`;
    expect(withoutTyped([word])(`${word}: the name is too long`)).toBe('***@h: the name is too long');
  });

  it.each(['a=b ', '='])('in the time of reading it, where it is a log: %s', async (part) => {
    const read = (count: number) => () => withoutTyped([part.repeat(count)]);
    expect(await ratioOf([read(400), read(3_200)], 8, 2)).toBeLessThan(24);
  });

  it('and from the end of a log', () => {
    const log = `${'a=b c/d '.repeat(500)}http://u:${SECRET}@h`;
    expect(withoutTyped([log])(`u:${SECRET}@h`)).not.toContain(SECRET);
  });
});
