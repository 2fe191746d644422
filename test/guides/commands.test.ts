import { CommanderError } from 'commander';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveRecording, type ServedRecording } from '../../src/probe/recording/serve.js';
import { COMMANDS } from '../../src/cli/commands.js';
import { commandTree } from '../../src/cli/program.js';
import { wordsOf } from '../helpers/command-lines.js';
import type { EngineServer } from '../helpers/engine-server.js';
import { LANDSCAPES, ROOT } from '../helpers/fixtures.js';
import { startOptimize } from '../helpers/optimize-server.js';
import { folderOfReader, REPOSITORY, runAsReader } from '../helpers/reader.js';
import { startStandInStore } from '../helpers/store-server.js';

/** Every command of the README, the guides and the pages beside them runs as it is written, against recordings of real engines behind real HTTP. */
const GUIDES = path.join(ROOT, 'docs/guides');
const REFERENCE = readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
const PAGES = [
  'README.md',
  ...readdirSync(GUIDES).map((name) => `docs/guides/${name}`),
  ...REFERENCE.map((name) => `docs/${name}`),
].toSorted();

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
let store: EngineServer;
let optimize: EngineServer;
beforeAll(async () => {
  served = await serveRecording(path.join(LANDSCAPES, 'demo'));
  store = await startStandInStore();
  optimize = await startOptimize();
});
afterAll(() => Promise.all([served.close(), store.close(), optimize.close()]));

/** Hosts and folders of the reader's own network, as they are here. */
function here(command: string): string {
  return command
    .replaceAll('https://search.internal:9200', store.rest)
    .replaceAll('http://optimize-1.internal:8090', optimize.rest)
    .replaceAll('/var/lib/node_exporter/textfile/', '')
    .replaceAll('evidence/may/', path.join(LANDSCAPES, 'demo/'))
    .replaceAll('evidence/june/', path.join(LANDSCAPES, 'shared/'));
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

it.each(PAGES.filter((page) => commandsIn(page, 'sh', 'bash').length > 0))(
  '%s has commands that work, in their order, and print what is quoted',
  async (page) => {
    const blocks = blocksOf(page).filter(({ language }) => ['sh', 'bash'].includes(language));
    const folder = folderOfReader('demo', served.urls);
    expect((await runAsReader(REPOSITORY, folder)).code).toBe(0);
    for (const { lines, shown } of blocks) {
      let said = '';
      for (const command of lines.filter((line) => !SET_UP.includes(line))) {
        const ended = await runAsReader(here(command), folder);
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
  'multi-engine preview',
  'multi-engine validate --max-warnings',
  'multi-engine doctor --engine',
  'multi-engine doctor --record',
  'multi-engine diff',
]);

it('the README has exactly two commands that set the project up', () => {
  const all = commandsIn('README.md', 'sh', 'bash').filter((line) => line.startsWith('npm'));
  expect(all).toEqual(SET_UP);
});
