import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { FORMAT_NAMES } from '../../src/report/index.js';
import { startEngineServer, type EngineServer } from '../helpers/engine-server.js';
import { Editor } from '../helpers/language-client.js';
import { runInside } from '../helpers/program-inside.js';
import { Seeded, seedOf } from '../helpers/seeded.js';
import { besideConfigurations, inConfigurations, type CarriedPlacement } from './carried.js';
import { CLEAN, commandLines, wordsOf, type CommandLine } from './command-lines.js';
import { Leaks } from './leaks.js';
import { FORMS, placements } from './placements.js';
import { varied } from './variations.js';

const SECRET = 'Zq7canary9Xw';
const leaks = new Leaks(SECRET);
const seeded = new Seeded(seedOf('every-command'));
const LINES = await commandLines();
const CARRIED = [...inConfigurations(SECRET, 2), ...besideConfigurations(SECRET)];
const ROUNDS = Number(process.env['ROUNDS'] ?? 1);

/** How many characters were looked at, by command. */
const seen = new Map<string, number>();

let server: EngineServer;
beforeAll(async () => {
  server = await startEngineServer((asked) => {
    if (asked === '/engine') return { json: [{ name: 'default' }] };
    if (asked.endsWith('/version')) return { json: { version: '7.24.0' } };
    return { json: asked.endsWith('/count') ? { count: 1 } : [] };
  });
});
afterAll(() => server.close());

/** A file with the secret somewhere in it, in a random spelling, and half of the time with a random fault. */
function randomPlacement(): CarriedPlacement {
  const chosen = seeded.oneIn(2) ? seeded.pick(CARRIED) : plainPlacement();
  const { name, file, files } = chosen;
  const { text } = seeded.oneIn(2)
    ? varied({ name, file, text: files[file] ?? '' }, seeded)
    : { text: files[file] ?? '' };
  return { name, file, files: { ...files, [file]: text } };
}

function plainPlacement(): CarriedPlacement {
  const all = placements(SECRET, seeded.below(Object.keys(FORMS).length));
  const { name, file, text } = seeded.pick(all);
  return { name, file, files: { [file]: text } };
}

/** Engines are on this machine or nowhere. */
function onThisMachine(text: string): string {
  return text
    .replaceAll(/localhost:1(?!\d)/gu, `localhost:${server.port}`)
    .replaceAll('host.example.org:8080', `localhost:${server.port}`)
    .replaceAll(/host\.example\.org|(?<=@)h(?=\/)/gu, `localhost:${server.port}`);
}

/** In a folder of its own, with a file that nothing is wrong with. */
function written({ file, files }: CarriedPlacement): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-every-'));
  for (const [name, text] of Object.entries(files))
    writeFileSync(path.join(folder, name), onThisMachine(text));
  writeFileSync(path.join(folder, CLEAN), `engines:\n  a: {name: default, rest: ${server.rest}}\n`);
  mkdirSync(path.join(folder, 'out'));
  return path.join(folder, file);
}

/** Half of what is written goes to a file, and half of it is in colours. */
function withRandomPlace(line: CommandLine): CommandLine {
  const { command, format } = line;
  const has = (flags: string): boolean =>
    command.options.some(({ options }) => options.some((each) => each.flags.startsWith(flags)));
  const more = [
    ...(has('--color') && seeded.oneIn(2) ? ['--color=always'] : []),
    ...(has('--record') && seeded.oneIn(3) ? ['--record', 'out/recording'] : []),
  ];
  const options = [...line.options, ...more];
  if (format === null || !has('--format <name[=file]>') || seeded.oneIn(2)) return { ...line, options };
  return { ...line, options: options.map((each) => (each === format ? `${each}=out/report` : each)) };
}

/** Each line that gives the secret away, of what was printed and of the files that were made. */
async function leaking(line: CommandLine): Promise<readonly string[]> {
  const placement = randomPlacement();
  const file = written(placement);
  const folder = path.dirname(file);
  const words = wordsOf(withRandomPlace(line), placement.file);
  const printed = await runInside(words, folder);
  const outputs = [printed, ...filesBelow(path.join(folder, 'out'))];
  seen.set(line.command.name, (seen.get(line.command.name) ?? 0) + outputs.join('').length);
  return outputs.flatMap((text) =>
    text
      .split('\n')
      .flatMap((each) =>
        leaks.in(each) === null
          ? []
          : `${words.join(' ')} with ${placement.name}: ${each}\n${readFileSync(file, 'utf8')}`,
      ),
  );
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
}

describe('whatever is asked about a random file with a secret in it, the secret is not shown', () => {
  const names = [...new Set(LINES.map(({ command }) => command.name))];

  it.each(names)('by %s', async (name) => {
    const own = LINES.filter(({ command }) => command.name === name);
    const found: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const line of own) found.push(...(await leaking(line)));
    expect(found).toEqual([]);
    // A shell is proposed nothing where a file is broken.
    expect(seen.get(name)).toBeGreaterThan(name === 'complete' ? -1 : 10);
  });

  it('by the language server', async () => {
    const editor = new Editor();
    try {
      await editor.initialize();
      for (let count = 0; count < 20; count += 1) {
        const placement = randomPlacement();
        const file = written(placement);
        await editor.open(file, readFileSync(file, 'utf8'));
        await editor.request('textDocument/hover', file, { position: { line: 3, character: 5 } });
      }
      const shown = (editor.received + editor.stderr).split('Content-Length');
      expect(shown.filter((each) => leaks.in(each) !== null)).toEqual([]);
    } finally {
      editor.end();
    }
  });

  it('and every command, every format and every verbosity was asked', () => {
    const asked = new Set(LINES.map(({ command, options }) => [command.name, ...options].join(' ')));
    expect([...names, 'lsp'].toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
    for (const format of FORMAT_NAMES)
      for (const verbosity of ['', ' --quiet', ' --verbose', ' --timings'])
        for (const command of ['validate', 'doctor', 'preview', 'diff'])
          expect(asked).toContain(`${command} --format=${format}${verbosity}`);
  });

  it('and what would be shown is seen, whichever way it is printed', async () => {
    const folder = path.dirname(written({ name: '', file: 'x.yaml', files: { 'x.yaml': '' } }));
    expect(leaks.in(await runInside(['explain', SECRET], folder))).toBe(SECRET);
    expect(leaks.in(await runInside(['init', `${SECRET}.yaml`], folder))).toBe(SECRET);
  });
});
