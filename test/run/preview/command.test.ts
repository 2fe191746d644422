import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { previewCommand, type PreviewOptions } from '../../../src/cli/commands/preview.js';
import { toStandardOutput } from '../../../src/cli/output/standard-output.js';
import { InputError, UsageError } from '../../../src/core/errors.js';
import { ROOT } from '../../helpers/fixtures.js';

vi.mock(import('../../../src/cli/output/standard-output.js'), { spy: true });

const MODELS = path.join(ROOT, 'fixtures/models');
const DUPLICATE = path.join(ROOT, 'fixtures/landscapes/duplicate');

afterEach(() => {
  vi.restoreAllMocks();
});

/** Runs the command on a recording of real engines and keeps what it writes to standard output. */
async function run(
  models: readonly string[],
  options: PreviewOptions,
): Promise<{ code: number; stdout: string }> {
  let stdout = '';
  vi.mocked(toStandardOutput).mockImplementation((text) => {
    stdout += String(text);
    return Promise.resolve();
  });
  const files = models.map((name) => path.join(MODELS, name));
  const recorded = { replay: DUPLICATE, config: [path.join(DUPLICATE, 'environment-config.yaml')] };
  const code = await previewCommand(files, { color: 'never', ...recorded, ...options }, '0.0.0-test');
  vi.restoreAllMocks();
  return { code, stdout };
}

function rulesIn(stdout: string): readonly string[] {
  const { findings } = JSON.parse(stdout) as { findings: readonly { rule: string }[] };
  return findings.map(({ rule }) => rule);
}

describe('preview', () => {
  test('foresees on a recording of real engines what the next deployment adds to a clash', async () => {
    const { code, stdout } = await run(['inventory-checkout.bpmn'], { to: ['payment'], format: ['json'] });
    const report: unknown = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      command: 'preview',
      exitCode: 1,
      findings: [
        {
          rule: 'T401',
          data: { kind: 'process', key: 'inventory-checkout', engines: ['payment', 'inventory'] },
        },
      ],
      deployments: {
        predicted: true,
        targets: [
          { engine: 'payment', definitions: [{ key: 'inventory-checkout', historyTimeToLive: 'P180D' }] },
        ],
      },
    });
  });

  test('says for people what would be deployed where, and that nothing clashes', async () => {
    const { code, stdout } = await run(['collaboration.bpmn', 'single.dmn'], { all: true });
    expect(stdout).toMatch(
      /^payment: no clash is foreseen\n {2}process selling: version 1 \(the first there\), history time to live 30 and no tenant; /,
    );
    expect(stdout).toMatch(
      /decision dish: version 1 \(the first there\), name "Dish", no history time to live/,
    );
    expect(stdout).toMatch(/"buying" in .*collaboration\.bpmn is not executable: an engine leaves it out/);
    expect(code).toBe(0);
  });

  test('says of an engine that could be read that another one could not', async () => {
    const down = path.join(ROOT, 'fixtures/landscapes/one-down');
    const recorded = { replay: down, config: [path.join(down, 'environment-config.yaml')] };
    const { code, stdout } = await run(['single.dmn'], { all: true, ...recorded });
    expect(stdout.match(/^\w+: (?:no|not) .*/gm)).toEqual([
      'payment: no clash is foreseen with what could be read',
      'inventory: no clash is foreseen with what could be read',
      'order: not known: its definitions could not be read',
    ]);
    expect(code).toBe(3);
  });

  test('calls no version the first where definitions may be hidden', async () => {
    const hidden = path.join(ROOT, 'fixtures/landscapes/limited-no-rights');
    const recorded = { replay: hidden, config: [path.join(hidden, 'environment-config.yaml')] };
    const { code, stdout } = await run(['single.dmn'], { all: true, ...recorded });
    expect(stdout).toContain('decision dish: version 1 or later (the first there that could be seen)');
    expect(code).toBe(3);
  });

  test('names what clashes already, and does not call it predicted', async () => {
    const { code, stdout } = await run(['pricing.dmn'], { to: ['payment'] });
    expect(stdout).toMatch(/^payment: clashes already \(1 finding\)\n/);
    expect(stdout).toMatch(/decision discount: version 2 \(after 1\)/);
    expect(stdout).toMatch(/Decision definition "discount" version 1/);
    expect(stdout).not.toContain('Predicted:');
    expect(code).toBe(1);
  });

  test.each<readonly [string, PreviewOptions, readonly string[]]>([
    ['all rules', {}, ['T401']],
    ['without the rule', { skip: ['duplicate-definition'] }, []],
    ['only another rule', { only: ['T403'] }, []],
  ])('judges by %s, as doctor does', async (_, options, rules) => {
    const { stdout } = await run(['inventory-checkout.bpmn'], {
      to: ['payment'],
      format: ['json'],
      ...options,
    });
    expect(rulesIn(stdout)).toEqual(rules);
  });

  test('is silent where a comment in the file silences the rule, and counts it', async () => {
    const text = readFileSync(path.join(DUPLICATE, 'environment-config.yaml'), 'utf8');
    const config = path.join(mkdtempSync(path.join(tmpdir(), 'preview-')), 'environment-config.yaml');
    const comment = '    # multi-engine-ignore T401 -- moves next week\n';
    writeFileSync(config, text.replace('    rest: http://127.0.0.1:8080', `${comment}$&`));
    const { code, stdout } = await run(['inventory-checkout.bpmn'], {
      to: ['payment'],
      format: ['json'],
      config: [config],
    });
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], summary: { suppressed: 1 } });
    expect(code).toBe(0);
  });

  test('tells programs of the deployments in a file, too', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'preview-')), 'report.json');
    await run(['order.bpmn'], { to: ['payment'], format: [`json=${file}`] });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      deployments: { targets: [{ engine: 'payment', definitions: [{ key: 'order' }] }] },
    });
  });

  test('gives the same bytes twice', async () => {
    const options = { all: true, format: ['json'] };
    expect(await run(['order.bpmn'], options)).toEqual(await run(['order.bpmn'], options));
  });

  test.each<readonly [string, PreviewOptions, RegExp]>([
    ['no engine', {}, /missing target: use --to/],
    ['one engine and all', { to: ['payment'], all: true }, /exclude each other/],
    ['an engine that no file has', { to: ['uk'] }, /no file has an engine "uk"/],
    ['a tenant without a name', { to: ['payment'], tenant: '' }, /names no tenant/],
  ])('calls it wrong usage to name %s', async (_, options, message) => {
    const failure: unknown = await run(['order.bpmn'], options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect(String(failure)).toMatch(message);
  });

  test('reads no model that is none', async () => {
    await expect(run(['../answers/README.md'], { to: ['payment'] })).rejects.toThrow(InputError);
  });
});
