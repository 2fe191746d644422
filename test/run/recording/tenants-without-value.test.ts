import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANDSCAPES } from '../../helpers/fixtures.js';
import { runProgram } from '../../helpers/program.js';

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-tenants-'));

/** A recording, judged with its configuration after `change`, in which variables without a value may stand. */
async function replayed(
  landscape: string,
  change: (text: string) => string,
): Promise<{
  readonly code: number;
  readonly rules: readonly string[];
  readonly statuses: readonly string[];
}> {
  const recording = path.join(LANDSCAPES, landscape);
  const file = path.join(folder, `${landscape}.yaml`);
  const text = readFileSync(path.join(recording, 'environment-config.yaml'), 'utf8');
  writeFileSync(file, change(text));
  const args = ['doctor', file, '--replay', recording, '--format=json'];
  const { code, stdout } = await runProgram(args, { cwd: folder });
  const report: { findings: { rule: string }[]; engines: { status: string }[] } = JSON.parse(stdout);
  return {
    code: code ?? -1,
    rules: report.findings.map(({ rule }) => rule),
    statuses: report.engines.map(({ status }) => status),
  };
}

const NOT_JUDGED = { code: 3, statuses: ['ok', 'not-probed'] };

describe('a recording that is judged without the value of a tenant', () => {
  it('is not called sound where the default tenant may be a real one', async () => {
    const known = await replayed('default-tenant-is-real', (text) => text);
    expect(known.rules).toContain('T405');
    const run = await replayed('default-tenant-is-real', (text) => text.replace('id: acme', 'id: ${TENANT}'));
    expect(run).toMatchObject(NOT_JUDGED);
    expect(run.rules).not.toContain('T405');
  });

  it('has no clash that the default tenant may prevent', async () => {
    const run = await replayed('default-tenants', (text) => text.replace('id: stock', 'id: ${TENANT}'));
    expect(run).toMatchObject(NOT_JUDGED);
    expect(run.rules).not.toContain('T401');
  });

  it('has none that an excluded tenant may prevent', async () => {
    const last = /importEnabled: true(?![^]*importEnabled)/;
    const run = await replayed('duplicate', (text) =>
      text.replace(last, "$&\n    excludedTenants: ['${TENANT}']"),
    );
    expect(run).toMatchObject(NOT_JUDGED);
    expect(run.rules).not.toContain('T401');
  });

  it('needs neither address nor login', async () => {
    const run = await replayed('duplicate', (text) =>
      text.replaceAll(/rest: .*/g, 'rest: ${URL}').replaceAll('password: ""', 'password: ${PASSWORD}'),
    );
    expect(run).toMatchObject({ code: 1, statuses: ['ok', 'ok'] });
    expect(run.rules).toContain('T401');
  });
});
