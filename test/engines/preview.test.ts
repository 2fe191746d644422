import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configurationOf, runProgram } from './harness/doctor.js';
import { startEngine, stopEngines, type Engine } from './harness/engine.js';
import { decision, process, type Model } from './harness/models.js';
import { findingsOf, topologyRulesIn, type Report } from './harness/report.js';
import { createTenant, restOf } from './harness/rest.js';

const FILE = 'environment-config.yaml';

let folder = '';
let here: Engine;
let there: Engine;

beforeAll(async () => {
  [here, there] = await Promise.all([startEngine({ name: 'here' }), startEngine({ name: 'there' })]);
});

afterAll(stopEngines);

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-preview-'));
  writeFileSync(
    path.join(folder, FILE),
    configurationOf({ here: { engine: here }, there: { engine: there } }),
  );
  await Promise.all([restOf(here).clear(), restOf(there).clear()]);
});

afterEach(() => rmSync(folder, { recursive: true }));

async function reportOf(...args: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await runProgram(folder, [...args, '--format', 'json']);
  if (!stdout.startsWith('{')) throw new Error(`no report: ${stderr}`);
  return JSON.parse(stdout);
}

/** What is foreseen of a deployment to `there`, and what `doctor` says once it was made. */
async function foreseenAndFound(rule: string, model: Model, tenant?: string) {
  writeFileSync(path.join(folder, model.file), model.text);
  const options = tenant === undefined ? [] : ['--tenant', tenant];
  const foreseen = await reportOf('preview', model.file, '--to', 'there', '--config', FILE, ...options);
  expect(findingsOf(await reportOf('doctor', FILE), rule)).toEqual([]);
  await restOf(there).deploy([model], tenant);
  const found = await reportOf('doctor', FILE);
  return { foreseen, found };
}

function clashesIn(report: Report): string[] {
  return topologyRulesIn(report).filter((rule) => rule.startsWith('T40'));
}

/** The deployment clashes as it was said to, and in no other way. */
function expectSame({ foreseen, found }: { foreseen: Report; found: Report }, rule: string): void {
  expect(clashesIn(found)).toEqual([rule]);
  expect(clashesIn(foreseen)).toEqual([rule]);
  expect(findingsOf(foreseen, rule)).toHaveLength(1);
  const [before, after] = [findingsOf(foreseen, rule)[0], findingsOf(found, rule)[0]];
  expect(before).toMatchObject({
    message: `Predicted: ${after?.message}`,
    severity: after?.severity,
    certainty: after?.certainty,
    engines: after?.engines,
  });
  expect(before?.data).toEqual(after?.data);
}

describe('preview foresees what doctor finds after the deployment', () => {
  test.each([
    ['process', process('order'), process('order', 'another')],
    ['decision', decision('limit'), decision('limit')],
  ])('a %s in a version that another engine has', async (_, model, another) => {
    await restOf(here).deploy([model]);
    const both = await foreseenAndFound('T401', another);
    expectSame(both, 'T401');
    expect(both.foreseen.exitCode).toBe(1);
  });

  test.each([
    ['process', process('order'), process('order', 'another')],
    ['decision', decision('limit'), decision('limit', 'another')],
  ])('a %s of which another engine has other versions', async (_, first, second) => {
    const toHere = restOf(here);
    const { id } = await toHere.deploy([first]);
    await toHere.deploy([second]);
    await toHere.delete(`/deployment/${id}?cascade=true`);
    const both = await foreseenAndFound('T402', first);
    expectSame(both, 'T402');
    expect(both.foreseen.exitCode).toBe(0);
  });

  test('a tenant that definitions on another engine have', async () => {
    await restOf(here).deploy([process('order')], 'acme');
    const both = await foreseenAndFound('T403', process('invoice'), 'acme');
    expectSame(both, 'T403');
    expect(both.foreseen.exitCode).toBe(1);
  });

  test('a tenant that another engine has as a record only', async () => {
    await createTenant(restOf(here), 'acme');
    const both = await foreseenAndFound('T404', process('invoice'), 'acme');
    expectSame(both, 'T404');
    expect(both.foreseen.exitCode).toBe(0);
  });
});

test('preview has nothing to say against what is on no other engine', async () => {
  const model = process('only-here');
  writeFileSync(path.join(folder, model.file), model.text);
  const options = ['--all', '--config', FILE, '--color', 'never'];
  const { stdout, code } = await runProgram(folder, ['preview', model.file, ...options]);
  expect(stdout).toMatch(
    /^here: no clash is foreseen\n {2}process only-here: version 1[^]*\nthere: no clash is foreseen/,
  );
  expect(code).toBe(0);
});
