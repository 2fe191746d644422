import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveRecording } from '../../src/probe/recording/serve.js';
import { LANDSCAPES, ROOT } from '../helpers/fixtures.js';
import { folderOfReader, REPOSITORY, runAsReader } from '../helpers/reader.js';

/** What each kind of user types, and what is answered: played against recordings of real engines. `UPDATE=1` writes the answers again. */
const FILE = path.join(ROOT, 'docs/personas.md');
const PAGE = readFileSync(FILE, 'utf8');
const UPDATE = process.env['UPDATE'] === '1';

const PERSONAS = [
  'Platform engineer',
  'Author of a pipeline',
  'On call',
  'Auditor',
  'Migration team',
  'Security reviewer',
];
const MOST_COMMANDS = 3;

interface Section {
  readonly title: string;
  readonly text: string;
  /** Which recorded engines answer. */
  readonly landscape: string;
}

const SECTIONS: readonly Section[] = PAGE.split(/^(?=## )/m)
  .slice(1)
  .map((text) => ({
    text,
    title: /^## (.*)$/m.exec(text)?.[1] ?? '',
    landscape: /<!-- engines: ([\w-]+) -->/.exec(text)?.[1] ?? '',
  }));

const TRANSCRIPT = /^```console\n\$ (.*)\n([\s\S]*?)^```$/gm;

function commandsOf({ text }: Section): readonly string[] {
  return Array.from(text.matchAll(TRANSCRIPT), ([, command = '']) => command);
}

/** Of a row in the table of engines. */
const MILLISECONDS = /(?<=^ {2}[✓✗] .*?)( +)(\d+) ms(?= {2})/gm;

/** What differs from run to run: ports, times, and the ids that are times. */
function steady(text: string): string {
  const digits = Math.max(...Array.from(text.matchAll(MILLISECONDS), ([, , number = '']) => number.length));
  return text
    .replaceAll(
      MILLISECONDS,
      (_, blanks: string, number: string) => `${' '.repeat(blanks.length + number.length - digits)}5 ms`,
    )
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:8080')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '2026-03-02T09:30:00.000Z')
    .replaceAll(
      /[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g,
      (id) => `…${id.slice(-12)}`,
    );
}

/** The section with the answers that its commands give now. */
async function played(section: Section): Promise<string> {
  const served = await serveRecording(path.join(LANDSCAPES, section.landscape));
  try {
    const folder = folderOfReader(section.landscape, served.urls);
    expect((await runAsReader(REPOSITORY, folder)).code).toBe(0);
    const answers = new Map<string, string>();
    for (const command of commandsOf(section)) {
      const { code, said } = await runAsReader(command, folder);
      expect([command, [0, 1, 3].includes(code ?? -1)]).toEqual([command, true]);
      answers.set(command, `${steady(said).trimEnd()}\n\n$ echo $?\n${String(code)}\n`);
    }
    return section.text.replaceAll(
      TRANSCRIPT,
      (_, command: string) => `\`\`\`console\n$ ${command}\n${answers.get(command) ?? ''}\`\`\``,
    );
  } finally {
    await served.close();
  }
}

it('the page of personas has all of them', () => {
  expect(SECTIONS.map(({ title }) => title.split(',')[0])).toEqual(PERSONAS);
});

describe.each(SECTIONS.map((section) => [section.title, section] as const))('%s', (_title, section) => {
  it(`has an answer after at most ${MOST_COMMANDS} commands`, () => {
    const commands = commandsOf(section);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.length).toBeLessThanOrEqual(MOST_COMMANDS);
    expect(section.text.match(/^```/gm)).toHaveLength(commands.length * 2);
  });

  it('sees what the page shows', async () => {
    const now = await played(section);
    if (UPDATE)
      writeFileSync(
        FILE,
        readFileSync(FILE, 'utf8').replace(section.text, () => now),
      );
    expect(UPDATE ? now : section.text).toBe(now);
  });
});
