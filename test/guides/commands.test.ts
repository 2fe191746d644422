import { CommanderError } from 'commander';
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveRecording, type ServedRecording } from '../../src/probe/recording/serve.js';
import { COMMANDS } from '../../src/cli/commands.js';
import { commandTree } from '../../src/cli/program.js';
import { wordsOf } from '../helpers/command-lines.js';
import { LANDSCAPES, ROOT } from '../helpers/fixtures.js';

/** Every command of the README and the guides runs as it is written, against recordings of real engines behind real HTTP. */
const GUIDES = path.join(ROOT, 'docs/guides');
const PAGES = ['README.md', ...readdirSync(GUIDES).map((name) => `docs/guides/${name}`)].toSorted();

/** These build the project itself, which CI does before this test, and nothing else of the README may. */
const SET_UP = ['npm ci && npm run demo', 'npm ci && npm test'];

interface Block {
  readonly language: string;
  readonly lines: readonly string[];
  /** A text right behind the commands: what they print. */
  readonly shown: readonly string[];
}

function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  const fences = Array.from(text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm), (match) => ({
    language: match[2] ?? '',
    lines: (match[3] ?? '').split('\n').flatMap((line) => line.slice((match[1] ?? '').length) || []),
    start: match.index,
    end: match.index + match[0].length,
  }));
  return fences.map(({ language, lines, end }, index) => {
    const next = fences[index + 1];
    const isShown = next?.language === 'text' && text.slice(end, next.start).trim() === '';
    return { language, lines, shown: isShown ? next.lines : [] };
  });
}

function commandsIn(page: string, ...languages: readonly string[]): readonly string[] {
  return blocksOf(page)
    .filter(({ language }) => languages.includes(language))
    .flatMap(({ lines }) => lines.map((line) => line.replace(/\s{2,}#.*$/, '')));
}

let served: ServedRecording;
beforeAll(async () => {
  served = await serveRecording(path.join(LANDSCAPES, 'demo'));
});
afterAll(() => served.close());

/** A folder as the reader of a guide has it: a configuration, models, a repository, and programs of a cluster that print it. */
function folderOfReader(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-guide-'));
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  const configuration = withAddresses();
  write('environment-config.yaml', configuration);
  write('before.yaml', configuration);
  write('after.yaml', configuration.replace('  inventory:', '  stock:'));
  write('service-config.yaml', 'serialization: {}\n');
  write('optimize.env', 'ENGINE_USER=optimize\n');
  const indented = configuration.replaceAll(/^/gm, '    ');
  write(
    'configmap.yaml',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: optimize-config}\ndata:\n  environment-config.yaml: |\n${indented}`,
  );
  write('values.yaml', `optimize:\n  configuration: |\n${indented}`);
  cpSync(path.join(ROOT, 'fixtures/models/order.bpmn'), path.join(folder, 'order.bpmn'));
  cpSync(path.join(ROOT, 'fixtures/access/worked-example.yaml'), path.join(folder, 'landscape.yaml'));
  mkdirSync(path.join(folder, 'bin'));
  program(
    folder,
    'multi-engine',
    `exec "${process.execPath}" "${path.join(ROOT, 'bin/multi-engine.js')}" "$@"`,
  );
  for (const name of ['kubectl', 'helm']) program(folder, name, `cat "${folder}/configmap.yaml"`);
  return folder;
}

function program(folder: string, name: string, line: string): void {
  const file = path.join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}

function withAddresses(): string {
  const text = readFileSync(path.join(LANDSCAPES, 'demo/environment-config.yaml'), 'utf8');
  let alias = '';
  return text.replaceAll(/^ {2}([\w-]+):$|^( {4}rest: )\S+/gm, (line, name?: string, rest?: string) => {
    if (name !== undefined) alias = name;
    return rest === undefined ? line : rest + (served.urls.get(alias) ?? '');
  });
}

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function run(command: string, folder: string): Promise<Ended> {
  const env = {
    PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    SOURCE_DATE_EPOCH: '0',
  };
  return new Promise((resolve) => {
    const child = spawn('bash', ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (said += text.toString()));
    child.on('close', (code) => resolve({ code, said }));
  });
}

/** As the parser of the command line reads it: help and the version count, a mistake does not. */
async function isUnderstood(words: readonly string[]): Promise<boolean> {
  if (words[0] === 'COMMAND') return true;
  const tree = commandTree('0.0.0', COMMANDS, {
    writeHelp: () => undefined,
    writeMistake: () => undefined,
    run: () => Promise.resolve(),
  });
  return tree.parseAsync([...words], { from: 'user' }).then(
    () => true,
    (error: unknown) => error instanceof CommanderError && error.exitCode === 0,
  );
}

const REPOSITORY =
  'git init -q -b main && git add . && git -c user.name=t -c user.email=t@example.com commit -qm first';

it.each(PAGES.filter((page) => commandsIn(page, 'sh', 'bash').length > 0))(
  '%s has commands that work, in their order, and print what is quoted',
  async (page) => {
    const blocks = blocksOf(page).filter(({ language }) => ['sh', 'bash'].includes(language));
    const folder = folderOfReader();
    expect((await run(REPOSITORY, folder)).code).toBe(0);
    for (const { lines, shown } of blocks) {
      let said = '';
      for (const command of lines.filter((line) => !SET_UP.includes(line))) {
        const ended = await run(command, folder);
        // 1 and 3 are answers: the landscape is at fault, and not all of it can be decided.
        expect([command, ended.code !== null && [0, 1, 3].includes(ended.code) ? 'answered' : ended]).toEqual(
          [command, 'answered'],
        );
        said += ended.said;
      }
      for (const line of shown) expect(said).toContain(line);
    }
  },
);

describe.each(PAGES)('%s', (page) => {
  it('has command lines in other shells, tables and texts that the program understands', async () => {
    const text = readFileSync(path.join(ROOT, page), 'utf8');
    const quoted = Array.from(
      text.matchAll(/`((?:[^`|\n]*\| *)?multi-engine [^`…\n]+)`/g),
      ([, line = '']) => line,
    );
    const others = commandsIn(page, 'zsh', 'fish', 'powershell').filter((line) =>
      line.includes('multi-engine '),
    );
    const wrong: string[] = [];
    for (const line of [...quoted, ...others])
      if (!(await isUnderstood(wordsOf(line.replaceAll('\\|', '|'))))) wrong.push(line);
    expect(wrong.filter((line) => !INCOMPLETE.has(line))).toEqual([]);
  });

  it('links only to what is there', () => {
    const text = readFileSync(path.join(ROOT, page), 'utf8');
    const links = Array.from(
      text.matchAll(/\]\(([^)#:\s]+)(?:#[\w-]*)?\)|src="([^":]+)"/g),
      ([, link, image]) => link ?? image ?? '',
    );
    const missing = links.filter((link) => {
      const file = path.join(ROOT, path.dirname(page), link);
      return !readdirSync(path.dirname(file)).includes(path.basename(file));
    });
    expect(missing).toEqual([]);
  });
});

/** Parts of command lines, for people who read a table. */
const INCOMPLETE = new Set([
  'multi-engine validate --max-warnings',
  'multi-engine doctor --engine',
  'multi-engine doctor --record',
  'multi-engine diff',
]);

it('the README has exactly two commands that set the project up', () => {
  const all = commandsIn('README.md', 'sh', 'bash').filter((line) => line.startsWith('npm'));
  expect(all).toEqual(SET_UP);
});
