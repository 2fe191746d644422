import type { Command } from 'commander';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { commandTree } from '../../src/cli/program.js';
import { readPlain } from '../../src/start/plain-command-line.js';

interface Reading {
  readonly name: string;
  readonly args: readonly string[];
  readonly options: unknown;
}

/** What commander makes of a command line; null where it refuses it or shows help. */
async function readByCommander(argv: readonly string[]): Promise<Reading | null> {
  let read: Reading | null = null;
  const keep = (command: Command): void => {
    read = { name: command.name(), args: command.processedArgs.flat(), options: command.opts() };
  };
  const tree = commandTree('0.0.0', COMMANDS, {
    writeHelp: () => undefined,
    writeMistake: () => undefined,
    run: (_, command) => Promise.resolve(keep(command)),
  });
  for (const command of [tree, ...tree.commands]) command.configureOutput({ writeErr: () => undefined });
  return tree.parseAsync([...argv], { from: 'user' }).then(
    () => read,
    () => null,
  );
}

function readPlainly(argv: readonly string[]): Reading | null {
  const plain = readPlain(argv);
  return plain && { name: plain.command.name, args: plain.args, options: plain.options };
}

/** Those that scripts ask take any words as they are. */
const FOR_PEOPLE = COMMANDS.filter(({ internal }) => internal !== true);
const NAMES = FOR_PEOPLE.map(({ name }) => name);
const FLAGS = FOR_PEOPLE.flatMap(({ options }) => options.flatMap((group) => group.options)).map(
  ({ flags }) => flags.split(' ')[0] ?? '',
);

/** A line for each option of a command that needs no guess whether a value follows. */
function withoutGuess({ name, argument, options }: (typeof COMMANDS)[number]): [string, string[]][] {
  const needed = argument?.syntax.startsWith('<') === true ? ['word'] : [];
  return options
    .flatMap((group) => group.options.map(({ flags }) => flags))
    .filter((flags) => !flags.endsWith(']'))
    .map((flags) => [
      `${name} ${flags}`,
      [name, ...needed, flags.replace(/ .*/, ''), ...(flags.includes('<') ? ['value'] : [])],
    ]);
}

/** Names of commands and options, values for them, and what only resembles one. */
const WORD = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...FLAGS) },
  { weight: 3, arbitrary: fc.constantFrom('a', 'b.yaml', 'json', '3', 'x=y', 'a,b') },
  fc.constantFrom(...FLAGS).map((flag) => `${flag}=value`),
  fc.constantFrom(...FLAGS).map((flag) => flag.slice(0, -1)),
  fc.constantFrom('-', '--', '-h', '--help', '-V', '--env', '--no-', '', '-1', '--=', 'help', ...NAMES),
);

describe('a command line that is plainly written', () => {
  it('is read as commander reads it, whatever stands in it', async () => {
    const lines = fc.tuple(fc.constantFrom(...NAMES, 'help', 'valid', ''), fc.array(WORD, { maxLength: 6 }));
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(lines, async ([name, words]) => {
        const read = readPlainly([name, ...words]);
        if (read === null) return;
        plain += 1;
        expect(read).toEqual(await readByCommander([name, ...words]));
      }),
      { numRuns: 3000 },
    );
    expect(plain).toBeGreaterThan(300);
  });

  it.each(FOR_PEOPLE.flatMap(withoutGuess))('may be %s', async (_, argv) => {
    const read = readPlainly(argv);
    expect(read).not.toBeNull();
    expect(read).toEqual(await readByCommander(argv));
  });

  it.each([
    ['nothing', []],
    ['an unknown command', ['validat']],
    ['help', ['validate', '--help']],
    ['an unknown option', ['validate', '--fail-onn', 'error']],
    ['the beginning of an option', ['validate', '--fail', 'error']],
    ['a value that could be an option', ['validate', '--only', '--skip']],
    ['a missing value', ['validate', '--only']],
    ['an empty value', ['validate', '--only', '']],
    ['a value that may be missing', ['doctor', '--watch', '3']],
    ['a value for a switch', ['validate', '--quiet=yes']],
    ['the end of the options', ['validate', '--', '--quiet']],
    ['too few arguments', ['explain']],
    ['too many arguments', ['init', 'a.yaml', 'b.yaml']],
  ])('is none with %s', (_, argv) => {
    expect(readPlain(argv)).toBeNull();
  });
});
