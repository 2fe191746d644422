import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applied } from '../../helpers/apply-diff.js';
import { runProgram } from '../../helpers/program.js';

const COMMONS = 'engine-commons:\n  connection:\n    timeout: 5000\n  read:\n    timeout: 600000\n';
const ENTRY = `  payment:
    name: default # of ours
    rest: https://payment.example.com/engine-rest
    importEnabled: true
    authentication: {enabled: true, user: demo, password: CANARY}
    webapps: {endpoint: https://payment.example.com/camunda, enabled: true}
`;
const SOUND = `engines:\n${ENTRY}email:\n  authentication:\n    username: optimize\n`;
const FAULTY = `engines:\n${ENTRY}email:\n  username: optimize\n`;

function manifest(text: string): string {
  const lines = text.replaceAll(/^(?=.)/gmu, '    ');
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: optimize\ndata:\n  other: "1" # kept\n  environment-config.yaml: |\n${lines}`;
}

function folderWith(texts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-fix-'));
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
  return folder;
}

function read(folder: string, name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

describe('validate --fix', () => {
  it('writes the edits that change nothing that is imported, keeps the former file, and tells what it did', async () => {
    const cwd = folderWith({ 'a.yaml': FAULTY });
    chmodSync(path.join(cwd, 'a.yaml'), 0o640);
    const { code, stdout, stderr } = await runProgram(['validate', '--fix', 'a.yaml'], { cwd });
    expect(code).toBe(0);
    expect(read(cwd, 'a.yaml')).toBe(SOUND);
    expect(statSync(path.join(cwd, 'a.yaml')).mode & 0o777).toBe(0o640);
    expect(read(cwd, 'a.yaml.bak')).toBe(FAULTY);
    expect(stderr).toContain('--- a/a.yaml\n+++ b/a.yaml\n');
    expect(stderr).toContain('+  authentication:\n+    username: optimize\n');
    expect(stderr).toContain('a.yaml: changed; the former file is a.yaml.bak\n');
    expect(stderr).toContain('multi-engine: 1 finding corrected in 1 file; 1 finding left\n');
    expect(stdout).toContain('C137');
    expect(stdout).not.toContain('C151');
    expect(stdout + stderr).not.toContain('CANARY');
  });

  it('leaves the file to whom it belongs', async () => {
    const cwd = folderWith({ 'a.yaml': FAULTY });
    const file = path.join(cwd, 'a.yaml');
    // Only a superuser can give a file away; everybody else owns it before and after.
    if (process.getuid?.() === 0) chownSync(file, 12_345, 23_456);
    const { uid, gid } = statSync(file);
    expect((await runProgram(['validate', '--fix', 'a.yaml'], { cwd })).code).toBe(0);
    expect(read(cwd, 'a.yaml')).toBe(SOUND);
    expect(statSync(file)).toMatchObject({ uid, gid });
  });

  it.each([['.'], ['config'], []])(
    'corrects the file that is found in a folder, or by itself: %s',
    async (...names) => {
      const cwd = folderWith({ [names[0] === 'config' ? 'other.yaml' : 'environment-config.yaml']: FAULTY });
      if (names[0] === 'config') {
        mkdirSync(path.join(cwd, 'config'));
        writeFileSync(path.join(cwd, 'config/environment-config.yaml'), FAULTY);
      }
      await runProgram(['validate', '--fix', ...names], { cwd });
      expect(read(cwd, path.join(names[0] ?? '.', 'environment-config.yaml'))).toBe(SOUND);
    },
  );

  it('changes nothing a second time', async () => {
    const cwd = folderWith({ 'a.yaml': FAULTY });
    await runProgram(['validate', '--fix', 'a.yaml'], { cwd });
    const { stderr } = await runProgram(['validate', '--fix', 'a.yaml'], { cwd });
    expect(stderr).toBe('multi-engine: nothing was corrected; 1 finding left\n');
    expect(readdirSync(cwd).toSorted()).toEqual(['a.yaml', 'a.yaml.bak']);
  });

  it('--dry-run only shows it', async () => {
    const cwd = folderWith({ 'a.yaml': FAULTY });
    const { stderr } = await runProgram(['validate', '--fix', '--dry-run', 'a.yaml'], { cwd });
    expect(stderr).toContain('-  username: optimize\n');
    expect(stderr).toContain('1 finding would be corrected in 1 file');
    expect(readdirSync(cwd)).toEqual(['a.yaml']);
    expect(read(cwd, 'a.yaml')).toBe(FAULTY);
  });

  it.each([
    ['that end in CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with a tab', (text: string) => text.replace('  username', '  # of\tours\n  username')],
    ['with empty lines at the end', (text: string) => `${text}\n\n`],
    ['behind a byte order mark', (text: string) => text.replace(/^([^]*)(email:[^]*)$/u, '\ufeff$2$1')],
  ])('shows as a difference what it writes, also of lines %s', async (_, written) => {
    const text = written(FAULTY.replace(', user: demo, password: CANARY', '').replace('true, ', 'true,'));
    const cwd = folderWith({ 'a.yaml': text });
    const { stderr } = await runProgram(['validate', '--fix', '--dry-run', 'a.yaml'], { cwd });
    await runProgram(['validate', '--fix', 'a.yaml'], { cwd });
    const shown = stderr.slice(0, stderr.lastIndexOf('multi-engine: '));
    expect(shown).toContain('@@');
    expect(applied(text.match(/[^\n]*\n/gu) ?? [], shown).join('')).toBe(read(cwd, 'a.yaml'));
  });

  it('says where nothing of what changes can be shown', async () => {
    const text = `optimize:\n  configuration: |\n${FAULTY.replaceAll(/^(?=.)/gmu, '    ')}`;
    const metadata = { name: 'values' };
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'values.yaml': text } };
    const cwd = folderWith({ 'a.json': JSON.stringify(map) });
    const { stderr } = await runProgram(['validate', '--fix', 'a.json'], { cwd });
    expect(stderr).toMatch(/^a\.json: what changes is not shown: its lines hold secrets\na\.json: changed;/u);
  });

  it('leaves to --fix-all what changes what is imported', async () => {
    const nested = `optimize:\n  engines:\n${ENTRY.replaceAll(/^/gmu, '  ').trimEnd()}\n${COMMONS}`;
    const cwd = folderWith({ 'a.yaml': nested });
    await runProgram(['validate', '--fix', 'a.yaml'], { cwd });
    expect(read(cwd, 'a.yaml')).toBe(nested);
    await runProgram(['validate', '--fix-all', 'a.yaml'], { cwd });
    expect(read(cwd, 'a.yaml')).toMatch(/^engines:\n {2}payment:\n/mu);
  });

  it('passes standard input on to standard output, corrected or not, and says the rest elsewhere', async () => {
    const { code, stdout, stderr } = await runProgram(['validate', '--fix', '-'], { input: FAULTY });
    expect([code, stdout]).toEqual([0, SOUND]);
    expect(stderr).toContain('--- a/<stdin>');
    expect(stderr).not.toContain('CANARY');
    expect((await runProgram(['validate', '--fix', '-'], { input: SOUND })).stdout).toBe(SOUND);
  });

  it('changes a configuration inside a manifest in its place', async () => {
    const cwd = folderWith({ 'cm.yaml': manifest(FAULTY) });
    const { stderr } = await runProgram(['validate', '--fix', 'cm.yaml'], { cwd });
    expect(stderr).toContain('cm.yaml: changed');
    expect(read(cwd, 'cm.yaml')).toBe(manifest(SOUND));
  });

  it.each([
    [['--dry-run'], '--dry-run shows what --fix or --fix-all would change'],
    [
      ['--fix', '--baseline', 'b.json', '--update-baseline'],
      '--fix and --update-baseline exclude each other',
    ],
  ])('%s is wrong usage', async (options, words) => {
    const cwd = folderWith({ 'a.yaml': FAULTY });
    const { code, stderr } = await runProgram(['validate', ...options, 'a.yaml'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(read(cwd, 'a.yaml')).toBe(FAULTY);
  });
});
