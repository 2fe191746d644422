import { describe, expect, it } from 'vitest';
import { runProgram } from '../helpers/program.js';

const SECRET = 'Zq7canary9Xw';

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
  ])('%j', async (args, said) => {
    const { code, stdout, stderr } = await runProgram(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
    expect(stdout + stderr).not.toContain(SECRET);
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
