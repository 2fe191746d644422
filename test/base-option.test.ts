import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEngineServer } from './helpers/engine-server.js';
import { runProgram } from './helpers/program.js';

function folderWith(texts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-base-'));
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
  return folder;
}

const ENGINES = `engines:
  a: {name: default, rest: "http://a.example:8080/engine-rest", importEnabled: true, authentication: {enabled: true, user: u, password: CANARY}, webapps: {}}
  b: {name: default, rest: "http://b.example:8080/engine-rest", importEnabled: true, authentication: {enabled: true, user: u, password: CANARY}, webapps: {}}
`;

describe('--base', () => {
  it('is read by validate, below each file', async () => {
    const cwd = folderWith({
      'environment-config.yaml': 'engine-commons: {read: {timeout: 1}, connection: {timeout: 1}}\n',
      'service-config.yaml': ENGINES.replace('webapps: {}', 'webapps: {}, enabled: true'),
    });
    const { code, stdout } = await runProgram(['validate', '--base', 'service-config.yaml'], { cwd });
    expect(stdout).toContain('service-config.yaml:2:');
    expect(stdout).not.toContain('CANARY');
    expect(code).toBe(0);
    expect((await runProgram(['validate'], { cwd })).stdout).toContain('camunda-bpm');
  });

  it('gives doctor the engines and their login', async () => {
    const server = await startEngineServer((asked) =>
      asked === '/engine' ? { json: [{ name: 'default' }] } : { json: { version: '7.23.0' } },
    );
    try {
      const cwd = folderWith({
        'a.yaml': 'ui: 1\n',
        'base.yaml': ENGINES.split('\n')
          .slice(0, 2)
          .join('\n')
          .replace('http://a.example:8080/engine-rest', server.rest),
      });
      await runProgram(['doctor', 'a.yaml', '--base', 'base.yaml', '--timeout', '5'], { cwd });
      const login = `Basic ${Buffer.from('u:CANARY').toString('base64')}`;
      expect(server.seen.some(({ headers }) => headers.authorization === login)).toBe(true);
    } finally {
      await server.close();
    }
  });

  it('is what balancer corrects where the engines stand there', async () => {
    const cwd = folderWith({ 'a.yaml': 'ui: 1\n', 'base.yaml': ENGINES });
    const args = ['balancer', 'a.yaml', '--base', 'base.yaml', '--group', 'a,b', '--at', 'lb:80', '--write'];
    const { code, stderr } = await runProgram(args, { cwd });
    expect([code, stderr]).toEqual([0, expect.stringContaining('base.yaml: changed')]);
    const after = readFileSync(path.join(cwd, 'base.yaml'), 'utf8');
    expect(after).toContain('rest: "http://lb:80/engine-rest"');
    expect(after).not.toContain('  b:');
    expect(readFileSync(path.join(cwd, 'a.yaml'), 'utf8')).toBe('ui: 1\n');
  });

  it('and the file cannot both be standard input', async () => {
    const { code, stderr } = await runProgram(['validate', '-', '--base', '-'], { input: 'ui: 1' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('not both')]);
    expect((await runProgram(['validate', '--base', 'nowhere.yaml', '-'], { input: 'ui: 1' })).code).toBe(2);
  });
});
