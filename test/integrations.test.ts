import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { ROOT } from './helpers/fixtures.js';
import { isInstalled } from './helpers/shell.js';

const SOUND = readFileSync(
  path.join(ROOT, 'fixtures/rules/C128-missing-authentication/pass-block/environment-config.yaml'),
  'utf8',
);
const FAULTY = readFileSync(
  path.join(ROOT, 'fixtures/rules/C128-missing-authentication/fail-no-block/environment-config.yaml'),
  'utf8',
);
const RECORDING = path.join(ROOT, 'fixtures/landscapes/duplicate');

const text = (name: string): string => readFileSync(path.join(ROOT, 'integrations', name), 'utf8');

/** A folder in which `multi-engine` is the built program, and npm, which has nothing to install then, says what it was asked. */
function workplace(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-integration-'));
  mkdirSync(path.join(folder, 'bin'));
  symlinkSync(path.join(ROOT, 'bin/multi-engine.js'), path.join(folder, 'bin/multi-engine'));
  program(folder, 'npm', 'printf "%s\\n" "$@" > "$HOME/npm.txt"');
  program(folder, 'npx', 'shift 2; exec multi-engine "$@"');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

function program(folder: string, name: string, script: string): void {
  writeFileSync(path.join(folder, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(folder, 'bin', name), 0o755);
}

interface Ran {
  readonly code: number | null;
  readonly said: string;
}

function inShell(
  folder: string,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Ran {
  const [file = '', ...args] = command;
  const own = { PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`, HOME: folder };
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd: folder,
    env: { ...own, NODE_DISABLE_COMPILE_CACHE: '1', ...env },
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface ActionRun {
  readonly code: number;
  readonly said: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly uploaded: Readonly<Record<string, string>> | null;
  readonly summary: string;
}

/** Plays a composite action as GitHub does: expressions replaced, a step after a failed one left out. */
function play(folder: string, given: Readonly<Record<string, string>> = {}): ActionRun {
  const action: Action = parse(text('github/action.yml'));
  const defaults = Object.fromEntries(
    Object.entries(action.inputs).map(([name, each]) => [name, each.default]),
  );
  const inputs: Readonly<Record<string, string>> = { ...defaults, ...given };
  const outputs: Record<string, string> = {};
  let [code, said] = [0, ''];
  let uploaded: ActionRun['uploaded'] = null;
  const valueOf = (expression: string): string =>
    /^inputs\.([\w-]+)$/.exec(expression) === null
      ? (outputs[/^steps\.check\.outputs\.([\w-]+)$/.exec(expression)?.[1] ?? ''] ?? '')
      : (inputs[expression.slice('inputs.'.length)] ?? '');
  const replaced = (value: string): string =>
    value.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => valueOf(expression));
  const holds = (condition = ''): boolean =>
    condition
      .replace(/^\$\{\{ (.*) \}\}$/, '$1')
      .split(' && ')
      .every((part) => {
        const [, name = '', sign, value] = /^(\S+) (==|!=) '(.*)'$/.exec(part) ?? [];
        return sign === undefined || (valueOf(name) === value) === (sign === '==');
      });
  for (const [index, step] of action.runs.steps.entries()) {
    if (code !== 0 || !holds(step.if)) continue;
    const values = Object.fromEntries(
      Object.entries({ ...step.env, ...step.with }).map(([name, value]) => [name, replaced(value)]),
    );
    if (step.uses !== undefined) uploaded = values;
    if (step.run === undefined) continue;
    expect(step.shell).toBe('bash');
    const file = path.join(folder, `step-${index}.sh`);
    writeFileSync(file, step.run);
    const ran = inShell(folder, ['bash', '--noprofile', '--norc', '-eo', 'pipefail', file], {
      ...values,
      GITHUB_OUTPUT: path.join(folder, 'output.txt'),
      GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
      GITHUB_WORKSPACE: folder,
    });
    code = ran.code ?? -1;
    said += ran.said;
    if (existsSync(path.join(folder, 'output.txt')))
      for (const line of readFileSync(path.join(folder, 'output.txt'), 'utf8').trim().split('\n'))
        outputs[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1);
  }
  const summary = path.join(folder, 'summary.md');
  return { code, said, outputs, uploaded, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '' };
}

it('the pieces install the release that they come with', () => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const pieces = ['github/action.yml', 'gitlab/multi-engine.gitlab-ci.yml', 'kubernetes/doctor-cronjob.yaml'];
  for (const name of pieces)
    expect(text(name).match(/multi-engine@[\d.]+/g), name).toEqual([`multi-engine@${version}`]);
});

describe('the action for GitHub', () => {
  it('takes its inputs by the environment: in the text of a script they could be commands', () => {
    const { inputs, outputs, runs }: Action = parse(text('github/action.yml'));
    expect(runs.using).toBe('composite');
    for (const { run = '' } of runs.steps) expect(run).not.toContain('${{');
    for (const { description } of Object.values(inputs)) expect(description).toMatch(/\.$/);
    expect(Object.keys(outputs)).toEqual(['exit-code', 'sarif']);
  });

  it('annotates, sums up and uploads what is found, and fails at the end', () => {
    const folder = workplace({ 'environment-config.yaml': FAULTY });
    const { code, said, outputs, uploaded, summary } = play(folder);
    expect(code).toBe(1);
    expect(said).toContain('::error file=environment-config.yaml,line=');
    expect(summary).toContain('<!-- multi-engine validate -->');
    expect(outputs).toEqual({ 'exit-code': '1', sarif: 'multi-engine.sarif' });
    expect(uploaded).toMatchObject({ sarif_file: 'multi-engine.sarif' });
    const { runs } = JSON.parse(readFileSync(path.join(folder, 'multi-engine.sarif'), 'utf8'));
    expect(runs[0].results.length).toBeGreaterThan(0);
    expect(readFileSync(path.join(folder, 'npm.txt'), 'utf8')).toMatch(/\nmulti-engine@\d/);
  });

  it('passes where all is well, with files and arguments that hold blanks, quotes and dollars', () => {
    const folder = workplace({ 'a b/$(x) "c".yaml': SOUND, 'd.yaml': SOUND });
    const { code, outputs, uploaded } = play(folder, {
      files: 'a b/$(x) "c".yaml\nd.yaml\n',
      arguments: '--separate\n',
      'upload-sarif': 'false',
      optimize: '3.15',
      'fail-on': 'error',
    });
    expect({ code, outputs, uploaded }).toEqual({
      code: 0,
      outputs: { 'exit-code': '0', sarif: 'multi-engine.sarif' },
      uploaded: null,
    });
  });

  it('uploads nothing old where nothing could be checked', () => {
    const folder = workplace({ 'multi-engine.sarif': '{}' });
    expect(play(folder)).toMatchObject({ code: 2, outputs: { 'exit-code': '2' }, uploaded: null });
  });
});

describe('the template for GitLab', () => {
  interface Job {
    readonly script: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
    readonly artifacts: { readonly when: string; readonly reports: Readonly<Record<string, string>> };
  }
  const job: Job = parse(text('gitlab/multi-engine.gitlab-ci.yml'))['multi-engine'];

  function playJob(folder: string, variables: Readonly<Record<string, string>> = {}): Ran {
    return inShell(folder, ['bash', '-eo', 'pipefail', '-c', job.script.join('\n')], {
      ...job.variables,
      CI_PROJECT_DIR: folder,
      ...variables,
    });
  }

  it('writes the reports that it hands over, also where it fails', () => {
    const folder = workplace({ 'environment-config.yaml': FAULTY });
    expect(playJob(folder).code).toBe(1);
    expect(job.artifacts.when).toBe('always');
    const { codequality = '', junit = '' } = job.artifacts.reports;
    const [issue] = JSON.parse(readFileSync(path.join(folder, codequality), 'utf8'));
    expect(issue.location.path).toBe('environment-config.yaml');
    expect(readFileSync(path.join(folder, junit), 'utf8')).toContain('<testsuites');
  });

  it('checks the files that its variables name', () => {
    const folder = workplace({ 'a.yaml': SOUND, 'b.yaml': SOUND });
    const variables = { MULTI_ENGINE_FILES: 'a.yaml b.yaml', MULTI_ENGINE_ARGUMENTS: '--separate' };
    expect(playJob(folder, variables).code).toBe(0);
  });
});

function repository(files: Readonly<Record<string, string>>): string {
  const folder = workplace(files);
  git(folder, 'init', '-q');
  writeFileSync(path.join(folder, '.git/hooks/pre-commit'), text('git/pre-commit'));
  chmodSync(path.join(folder, '.git/hooks/pre-commit'), 0o755);
  git(folder, 'add', ...Object.keys(files));
  return folder;
}

function git(folder: string, ...args: readonly string[]): Ran {
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'commit.gpgsign=false'];
  return inShell(folder, ['git', ...who, ...args]);
}

describe('the pre-commit hook of git', () => {
  it('refuses a commit with faults, and lets a sound one pass', () => {
    const folder = repository({ 'a b/environment-config.yaml': FAULTY, 'other.yaml': 'x: y' });
    const refused = git(folder, 'commit', '-qm', 'x');
    expect(refused.code).toBe(1);
    expect(refused.said).toMatch(/^a b\/environment-config\.yaml:\d+:\d+: error\[C128\]/m);
    writeFileSync(path.join(folder, 'a b/environment-config.yaml'), SOUND);
    git(folder, 'add', '.');
    expect(git(folder, 'commit', '-qm', 'x').code).toBe(0);
  });

  it('looks at what is staged, not at what is beside it', () => {
    const folder = repository({ 'environment-config.yaml': FAULTY });
    writeFileSync(path.join(folder, 'environment-config.yaml'), SOUND);
    expect(git(folder, 'commit', '-qm', 'x').code).toBe(1);
    git(folder, 'add', 'environment-config.yaml');
    writeFileSync(path.join(folder, 'environment-config.yaml'), FAULTY);
    expect(git(folder, 'commit', '-qm', 'x').code).toBe(0);
  });

  it('has nothing to say where no configuration is staged, and follows the settings of the team', () => {
    const folder = repository({ 'other.txt': 'x' });
    expect(git(folder, 'commit', '-qm', 'x').code).toBe(0);
    const lenient = repository({
      'environment-config.yaml': FAULTY,
      'multi-engine.config.yaml': 'options: {fail-on: never}',
    });
    expect(git(lenient, 'commit', '-qm', 'x').code).toBe(0);
  });
});

/** Played as the pre-commit framework does it, which is not installed here: what is not staged is put aside, the staged files that fit are named. */
describe('the entry for the pre-commit framework', () => {
  interface Entry {
    readonly language: string;
    readonly additional_dependencies: readonly string[];
    readonly entry: string;
    readonly files: string;
  }
  const page = readFileSync(path.join(ROOT, 'docs/ci.md'), 'utf8');
  const [hook]: readonly Entry[] = parse(/```yaml\n(repos:[\s\S]*?)```/.exec(page)?.[1] ?? '').repos[0].hooks;

  function playHook(
    files: Readonly<Record<string, string>>,
    beside: Readonly<Record<string, string>> = {},
  ): Ran {
    const folder = repository(files);
    for (const [name, content] of Object.entries(beside)) writeFileSync(path.join(folder, name), content);
    git(folder, 'checkout-index', '--all', '--force');
    const staged = git(folder, 'diff', '--cached', '--name-only', '-z').said.split('\0');
    const meant = staged.filter((name) => name !== '' && new RegExp(hook?.files ?? '^$').test(name));
    if (meant.length === 0) return { code: 0, said: 'no files to check: skipped' };
    return inShell(folder, [...(hook?.entry.split(' ') ?? []), ...meant]);
  }

  it('installs the release that it comes with', () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    expect(hook).toMatchObject({ language: 'node', additional_dependencies: [`multi-engine@${version}`] });
  });

  it('refuses faults in any of the staged files, each judged by itself, and lets sound ones pass', () => {
    const files = { 'a b/environment-config.yaml': SOUND, 'c/environment-config.yml': FAULTY };
    const refused = playHook(files);
    expect(refused.code).toBe(1);
    expect(refused.said).toMatch(/^c\/environment-config\.yml:\d+:\d+: error\[C128\]/m);
    expect(playHook({ ...files, 'c/environment-config.yml': SOUND }).code).toBe(0);
  });

  it('looks at what is staged, and at nothing else', () => {
    const name = 'environment-config.yaml';
    expect(playHook({ [name]: FAULTY }, { [name]: SOUND }).code).toBe(1);
    expect(playHook({ [name]: SOUND }, { [name]: FAULTY }).code).toBe(0);
    expect(playHook({ 'my-environment-config.yaml': FAULTY, 'other.yaml': 'x: y' }).said).toContain(
      'skipped',
    );
  });
});

describe('the CronJob for Kubernetes', () => {
  const manifest = parse(text('kubernetes/doctor-cronjob.yaml'));

  it('is one, as Kubernetes publishes it', async () => {
    const name = 'kubernetes-models/batch/v1/CronJob';
    const { CronJob } = (await import(/* @vite-ignore */ name)) as {
      CronJob: new (fields: unknown) => { validate(): void };
    };
    expect(() => new CronJob(manifest).validate()).not.toThrow();
  });

  it('runs what leaves metrics, also where something is wrong', () => {
    const [container] = manifest.spec.jobTemplate.spec.template.spec.containers;
    const folder = workplace({ 'metrics/old': '', 'config/x': '' });
    const local: Readonly<Record<string, string>> = {
      '/config/': `${RECORDING}/`,
      '/metrics/': `${path.join(folder, 'metrics')}/`,
    };
    const args: readonly string[] = container.args.map((argument: string) =>
      argument.replace(/\/(?:config|metrics)\//, (mount) => local[mount] ?? mount),
    );
    const { code, said } = inShell(folder, [
      ...container.command,
      ...args,
      '--replay',
      RECORDING,
      '--no-env',
    ]);
    expect(code, said).toBe(0);
    const metrics = readFileSync(path.join(folder, 'metrics/multi-engine.prom'), 'utf8');
    expect(metrics).toMatch(/^multi_engine_findings\{severity="error"\} [1-9]/m);
    expect(said).toContain('T401');
  });
});

const series = (name: string, values: string): string => `{series: '${name}', values: '${values}'}`;

describe('the alerts for Prometheus', () => {
  it('ask for metrics that are written', () => {
    const source = readFileSync(path.join(ROOT, 'src/report/monitoring/prometheus.ts'), 'utf8');
    const names = text('prometheus/multi-engine.rules.yaml').match(/multi_engine_\w+/g) ?? [];
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) expect(source, name).toContain(`'${name.replace('multi_engine_', '')}'`);
  });

  it.runIf(isInstalled('promtool'))('are sound for promtool, and fire', () => {
    const folder = workplace({});
    const rules = path.join(ROOT, 'integrations/prometheus/multi-engine.rules.yaml');
    writeFileSync(
      path.join(folder, 'test.yaml'),
      `rule_files: [${rules}]
evaluation_interval: 5m
tests:
  - interval: 5m
    input_series:
      - ${series('multi_engine_engine_up{engine="eu"}', '1 0x12')}
      - ${series('multi_engine_rule_findings{rule="T401",name="duplicate-definition",severity="error"}', '0 2x12')}
      - ${series('multi_engine_run_timestamp_seconds', '0x30')}
    alert_rule_test:
      - eval_time: 50m
        alertname: EngineNotAnswering
        exp_alerts: [{exp_labels: {severity: warning, engine: eu}, exp_annotations: {summary: Engine eu does not answer multi-engine.}}]
      - eval_time: 10m
        alertname: EngineNotAnswering
      - eval_time: 10m
        alertname: EngineFindings
        exp_alerts: [{exp_labels: {severity: critical, rule: T401, name: duplicate-definition}, exp_annotations: {summary: '2 errors of T401 (duplicate-definition); multi-engine explain T401 says more.'}}]
      - eval_time: 75m
        alertname: EnginesNotExamined
        exp_alerts: [{exp_labels: {severity: warning}, exp_annotations: {summary: multi-engine has not examined the engines for an hour.}}]
      - eval_time: 30m
        alertname: EnginesNotExamined
`,
    );
    const { code, said } = inShell(folder, ['promtool', 'test', 'rules', 'test.yaml']);
    expect(code, said).toBe(0);
  });
});
