import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '../../src/cli/options/safe-usage.js';
import { growth } from '../helpers/growth.js';
import { runProgram } from '../helpers/program.js';

const SECRET = 'Zq7canary9Xw';

function shown(size: number): void {
  expect(withoutSecrets('a_'.repeat(size))).toHaveLength(2 * size);
}

describe('advice names our own option, whose value is a file', () => {
  it.each<[readonly string[], RegExp]>([
    [['doctor', `eu=http://demo:${SECRET}@127.0.0.1/engine-rest`], /use --credentials FILE for a login/],
    [['doctor', '--credentials'], /'--credentials <file>' argument missing/],
  ])('%j', async (args, message) => {
    const { code, stderr } = await runProgram(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain(SECRET);
  });
});

describe('wrong usage does not repeat what was typed', () => {
  it.each<[readonly string[], RegExp]>([
    [['validate', `--token=${SECRET}`], /unknown option '--token…'/],
    [['validate', `--token:${SECRET}`], /unknown option '--token…'/],
    [['validate', `--token${SECRET}`], /unknown option '--token…'/],
    [['validate', `-p${SECRET}`], /unknown option '-p…'/],
    [['validate', `--pass word='${SECRET}'\n${SECRET}`], /unknown option '--pass…'/],
    [['doctor', '--define', SECRET], /--define needs the form NAME=VALUE/],
    [['doctor', `--define=${SECRET}`], /--define needs the form NAME=VALUE/],
    [['doctor', '--define', `=${SECRET}`], /--define needs the form NAME=VALUE/],
    [['doctor', `--timeout=password=${SECRET}`], /password=\*\*\*/],
    [['validate', '--variables', `ENGINE_PASSWORD=${SECRET}`], /ENGINE_PASSWORD=\*\*\*: no such file/],
    [['validate', '--variables', `NAME=${SECRET}`], /NAME=\*\*\*: no such file/],
    [['validate', `optimize:${SECRET}`], /optimize:\*\*\*: no such file/],
    [['validate', `http://optimize:${SECRET}@host/engine-rest`], /\*\*\*@host/],
    [['validate', `http://host/engine-rest?key=${SECRET}`], /key=\*\*\*/],
    [
      ['validate', 'fixtures/landscapes/demo/environment-config.yaml', '--engine', `demo:${SECRET}`],
      /no file has an engine "demo:\*\*\*"/,
    ],
    [['validate', '--optimize', `u:${SECRET}`], /"u:\*\*\*" is not an Optimize version/],
    [['validate', '--base', `u:${SECRET}`], /u:\*\*\*: no such file/],
    [[`token=${SECRET}`], /token=\*\*\*/],
    [['validate', `{"password":"${SECRET}"}`], /"password":"\*\*\*"/],
    [['schema', `Cannot log in with password '${SECRET}'`], /password \*\*\*/],
    [['diff', `the password is ${SECRET}`, 'b.yaml'], /the password is \*\*\*: no such file/],
    [['validate', '--format', `--password ${SECRET}`], /"--password \*\*\*" here/],
    [['--password', SECRET, 'validate'], /unknown option '--password'/],
    [['access', `password=${SECRET}`], /"password=\*\*\*" looks like a secret, and a user id belongs there/],
    [['access', 'Scooter', `http://optimize:${SECRET}@host`], /a user id belongs there/],
    [['access', '--all', '--definition', `password=${SECRET}`], /the key of a definition belongs there/],
    [['access', '--all', '--definition', `token:${SECRET}`], /"token:\*\*\*" looks like a secret/],
    [['access', '--all', '--definition', `"client_secret=${SECRET}"`], /the key of a definition/],
    [
      ['preview', 'fixtures/models/order.bpmn', '--to', 'eu', '--tenant', `apikey=${SECRET}`],
      /the id of a tenant belongs there/,
    ],
    [['validate', '--stdin-filename', `password=${SECRET}`, '-'], /the name of a file belongs there/],
    [['balancer', '--for', 'nginx', '--group', 'a,b', '--at', `token:${SECRET}`], /"token:\*\*\*"/],
    [['init', '-', '--engines', `password:${SECRET}`], /"password:\*\*\*"/],
    [
      ['access', `password: ${SECRET}`],
      /"password: \*\*\*" looks like a secret, and a user id belongs there/,
    ],
    [['access', `API key: ${SECRET}`], /a user id belongs there/],
    [['access', `demo:${SECRET}`], /"demo:\*\*\*" looks like a secret, and a user id belongs there/],
    [['access', `demo/${SECRET}`], /"demo\/\*\*\*" looks like a secret/],
    [['access', '--all', '--definition', `pw: ${SECRET}`], /the key of a definition belongs there/],
    [['validate', '--format', `password: ${SECRET}`], /"password: \*\*\*/],
    [['validate', '--fail-on', `the old pw: ${SECRET}`], /pw: \*\*\*/],
    [['validate', '--optimize', `API key: ${SECRET}`], /API key: \*\*\*/],
    [['validate', `API key: ${SECRET}`], /API key: \*\*\*: no such file/],
  ])('%j', async (args, said) => {
    const { code, stdout, stderr } = await runProgram(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
    expect(stdout + stderr).not.toContain(SECRET);
  });

  it.each<[string, readonly string[], string]>([
    [
      'a reason',
      ['--print-config'],
      `suppressions: [{rules: [C137], reason: "old password: ${SECRET} until June"}]`,
    ],
    ['a short reason', ['--print-config'], `suppressions: [{rules: [C137], reason: "pw: ${SECRET}"}]`],
    [
      'a reason with words',
      ['--print-config'],
      `suppressions: [{rules: [C137], reason: "API key: ${SECRET}"}]`,
    ],
    [
      'a login as a reason',
      ['--print-config'],
      `suppressions: [{rules: [C137], reason: "credentials: demo/${SECRET}"}]`,
    ],
    [
      'files of a reason',
      ['--print-config'],
      `suppressions: [{rules: [C137], files: ["password: ${SECRET}"], reason: x}]`,
    ],
    [
      'engines of a reason',
      ['--print-config'],
      `suppressions: [{rules: [C137], engines: ["token: ${SECRET}"], reason: x}]`,
    ],
    [
      'files of an override',
      ['--print-config'],
      `overrides: [{files: ["password: ${SECRET}"], rules: {C137: off}}]`,
    ],
    [
      'engines of an override',
      ['--print-config'],
      `overrides: [{engines: ["pw: ${SECRET}"], rules: {C137: off}}]`,
    ],
    [
      'files of options',
      ['--print-config'],
      `overrides: [{files: ["pw: ${SECRET}"], options: {quiet: true}}]`,
    ],
    ['fail-on', [], `options: {fail-on: "password: ${SECRET}"}`],
    ['a format', [], `options: {format: "password: ${SECRET}"}`],
    ['a release', [], `optimize: "password: ${SECRET}"`],
    ['documentation', [], `documentation: "https://hooks.slack.com/services/T00000000/B00000000/${SECRET}x"`],
    [
      'documentation, in JSON',
      ['--format=json'],
      `documentation: "https://hooks.slack.com/services/T00000000/B00000000/${SECRET}x"`,
    ],
    [
      'documentation, in SARIF',
      ['--format=sarif'],
      `documentation: "https://hooks.slack.com/services/T00000000/B00000000/${SECRET}x"`,
    ],
    [
      'documentation in effect',
      ['--print-config'],
      `documentation: "https://hooks.slack.com/services/T00000000/B00000000/${SECRET}x"`,
    ],
  ])('and settings do not: %s', async (_, args, settings) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-usage-'));
    writeFileSync(path.join(folder, 'settings.yaml'), `${settings}\n`);
    writeFileSync(path.join(folder, 'c.yaml'), 'engines: {eu: {rest: nowhere}}\n');
    const line = ['validate', 'c.yaml', '--settings', 'settings.yaml', ...args];
    const { stdout, stderr } = await runProgram(line, { cwd: folder });
    expect(stdout + stderr).not.toContain(SECRET);
    expect(stdout + stderr).toMatch(/\*{3}|documentation must/);
  });

  it('and what is in effect does not', async () => {
    const login = `eu: {user: demo, password: ${SECRET}}`;
    const { stdout } = await runProgram(['doctor', 'n.yaml', '--credentials', login, '--print-config']);
    expect(stdout).toContain('***');
    expect(stdout).not.toContain(SECRET);
  });

  it('and a landscape does not', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-usage-'));
    const row = `{type: grant, user: a, resource: application, id: optimize, permissions: "password: ${SECRET}"}`;
    const text = `engines:\n  p:\n    users: [a]\n    authorizations:\n      - ${row}\n`;
    writeFileSync(path.join(folder, 'n.yaml'), text);
    const { stdout, stderr } = await runProgram(['access', 'a', '--config', 'n.yaml'], { cwd: folder });
    expect(stderr).toContain('n.yaml:5:82: "password: ***" looks like a secret: a permission belongs there');
    expect(stdout + stderr).not.toContain(SECRET);
  });

  it('in time, also of one long word', async () => {
    // Eight times the input: one pass takes 8 times as long, a pass in a pass 64 times.
    expect(await growth(shown, 2_000, 8, 3)).toBeLessThan(24);
  });

  it('but names what is meant where nothing is secret', async () => {
    const { stderr } = await runProgram(['validate', '--formt', 'json', 'no-such.yaml']);
    expect(stderr).toContain("unknown option '--formt'");
    expect(stderr).toContain('did you mean --format?');
    expect((await runProgram(['validate', 'C:\\no-such.yaml'])).stderr).toContain(
      'C:\\no-such.yaml: no such file',
    );
  });
});
