import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram, type ProgramRun } from '../helpers/program.js';

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-max-'));
const ENV = { PATH: process.env['PATH'], HOME: '/nonexistent' };

function validate(...args: readonly string[]): Promise<ProgramRun> {
  return runProgram(['validate', 'a.yaml', ...args], { cwd: folder, env: ENV });
}

/** Two engines without time-outs over plain http: warnings, and no error. */
const entry = (alias: string): string =>
  `  ${alias}:\n    name: default\n    rest: http://${alias}.example.com/engine-rest\n    importEnabled: true\n    authentication: {enabled: true, user: demo, password: "\${P:x}"}\n    webapps: {enabled: false, endpoint: ""}\n`;
writeFileSync(path.join(folder, 'a.yaml'), `engines:\n${entry('a')}${entry('b')}`);

describe('--max-warnings', () => {
  it('fails the run where there are more, and says so; a severity that is not shown counts as well', async () => {
    const { summary } = JSON.parse((await validate('--format=json')).stdout);
    const { warning } = summary;
    expect(summary).toMatchObject({ error: 0 });
    expect(warning).toBeGreaterThan(1);
    expect((await validate()).code).toBe(0);
    expect((await validate('--max-warnings', String(warning))).code).toBe(0);
    const { code, stdout } = await validate('--max-warnings', String(warning - 1));
    expect(code).toBe(1);
    expect(stdout).toContain(`${warning} warnings, more than the ${warning - 1} of --max-warnings`);
    expect(stdout).toContain('✗ ');
    expect((await validate('--max-warnings=0', '--min-severity=error')).code).toBe(1);
    expect((await validate('--max-warnings=0', '--fail-on=never')).code).toBe(1);
    expect((await validate('--max-warnings=0', '--exit-zero')).code).toBe(0);
  });

  it.each(['-1', 'x', '1.5', ''])('takes %j for a slip', async (text) => {
    const { code, stderr } = await validate(`--max-warnings=${text}`);
    expect(code).toBe(2);
    expect(stderr).toContain('--max-warnings');
  });
});
