import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runProgram } from '../../helpers/program.js';

/** What is found of variables that nothing reads, and the exit code. */
async function unread(name: string, text: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const cwd = mkdtempSync(path.join(tmpdir(), 'multi-engine-paths-'));
  writeFileSync(path.join(cwd, name), text);
  const run = await runProgram(['validate', ...args, '--only', 'C157', '--format', 'json'], {
    cwd,
    env: env,
  });
  const { findings } = JSON.parse(run.stdout) as {
    findings: readonly { readonly message: string }[];
  };
  return { code: run.code, messages: findings.map(({ message }) => message) };
}

const instead = (what: string) => `Nothing reads the ${what}: Optimize uses its built-in engine instead.`;

const compose = (more: string): string =>
  `services:\n  optimize:\n    image: camunda/optimize:3.15.0\n${more}\n`;

const deployment = (more: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: optimize}\nspec:\n  template:\n    spec:\n      containers:\n        - name: optimize\n          image: camunda/optimize:3.15.0\n${more}\n`;

it.each([
  [
    'in brackets',
    '    environment: {"engines[eu].rest": "http://eu:8080/engine-rest"}',
    'variable engines[eu].rest',
  ],
  ['by number', '    environment: {"ENGINES[0].NAME": default}', 'variable ENGINES[0].NAME'],
  [
    'as an option of Java',
    '    environment:\n      - OPTIMIZE_JAVA_OPTS=-Xmx1g -Dengines.eu.rest=http://eu:8080/engine-rest',
    'option -Dengines.eu.rest',
  ],
  [
    'as an option of Java in the command',
    '    command: ["./optimize.sh", "-Dengines[eu].rest=http://eu:8080/engine-rest"]',
    'option -Dengines[eu].rest',
  ],
  [
    'as an argument for Spring',
    '    command: ./optimize.sh --engines.eu.rest=http://eu:8080/engine-rest',
    'option --engines.eu.rest',
  ],
])('compose: the path of an engine is found %s', async (_, more, what) => {
  expect(await unread('compose.yaml', compose(more), ['compose.yaml'])).toEqual({
    code: 1,
    messages: [instead(what)],
  });
});

it.each([
  ['args', '          args: ["-Dengines.eu.rest=http://eu:8080/engine-rest"]', 'option -Dengines.eu.rest'],
  [
    'a shell',
    '          command: [sh, -c, "exec java -Dengines.eu.name=eu -jar optimize.jar"]',
    'option -Dengines.eu.name',
  ],
  [
    'an option of Java',
    '          env: [{name: JAVA_TOOL_OPTIONS, value: "-Dengines.eu.rest=http://eu:8080"}]',
    'option -Dengines.eu.rest',
  ],
])('Deployment: the path of an engine is found in %s', async (_, more, what) => {
  expect(await unread('d.yaml', deployment(more), ['d.yaml'])).toEqual({
    code: 1,
    messages: [instead(what)],
  });
});

it('a file of variables may name paths in brackets', async () => {
  const text =
    'OPTIMIZE_CAMUNDABPM_REST_URL=http://e:8080/engine-rest\nengines[eu].rest=http://eu:8080/engine-rest\n';
  expect(await unread('o.env', text, ['--variables', 'o.env'])).toEqual({
    code: 1,
    messages: [instead('variable engines[eu].rest')],
  });
});

it('options of Java count from the environment where they are for Optimize alone', async () => {
  const rest = { OPTIMIZE_CAMUNDABPM_REST_URL: 'http://e:8080/engine-rest' };
  const option = '-Dengines.eu.rest=http://eu:8080';
  const own = await unread('o.env', '', [], { ...rest, OPTIMIZE_JAVA_OPTS: option });
  expect(own.messages).toEqual([instead('option -Dengines.eu.rest')]);
  const shared = await unread('o.env', '', [], { ...rest, JAVA_TOOL_OPTIONS: option });
  expect(shared.messages).toEqual([]);
});

it.each([
  '    environment: {OPTIMIZE_JAVA_OPTS: "-Doptimize.engines.eu.rest:http://u:hunter2@eu/x"}',
  '    command: ["./optimize.sh", "--engines.eu.rest:http://u:hunter2@eu/engines.eu.rest"]',
])('a value that stands in the name of an option is not shown: %s', async (more) => {
  const { messages } = await unread('compose.yaml', compose(more), ['compose.yaml']);
  expect(messages.join('\n')).not.toContain('hunter2');
});

it('a property that the configuration asks for is read', async () => {
  const more =
    '    environment: {OPTIMIZE_JAVA_OPTS: "-DOPTIMIZE_CAMUNDABPM_REST_URL=http://e:8080/engine-rest -Dlog.engines=debug"}';
  expect(await unread('compose.yaml', compose(more), ['compose.yaml'])).toEqual({ code: 0, messages: [] });
});
