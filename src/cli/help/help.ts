import { greatest } from '../../core/many.js';
import { widthOf, wrapped } from '../../report/pretty/layout/width.js';
import type { AnyCommand } from '../command-types.js';
import type { OptionDefinition, OptionGroup } from '../options/option-types.js';
import { EXIT_CODES } from './exit-codes.js';
import { COMMAND_GROUPS, HELP_TEXTS, type HelpText } from './help-texts.js';

/** How much of a help is wanted, and how wide it may be. */
export interface HelpSize {
  readonly all: boolean;
  readonly width: number;
}

/** `--help` of the program: every command in a line or two, and what to type first. */
export function programHelp(commands: readonly AnyCommand[], { width }: HelpSize): string {
  const groups = COMMAND_GROUPS.map(({ heading, names }) =>
    block(
      heading,
      commands
        .filter(({ name }) => names.includes(name))
        .map((command) => [usageOf(command), aboutOf(command)]),
      width,
    ),
  );
  return text([
    'Usage: multi-engine COMMAND [options]',
    '',
    ...wrapped(
      'Checks the engines of a Camunda Optimize configuration, in the file and live. multi-engine demo shows what it finds.',
      width,
    ),
    '',
    ...groups.flatMap((lines) => [...lines, '']),
    ...block('Options:', PROGRAM_OPTIONS, width),
    '',
    'multi-engine COMMAND --help shows examples and options.',
  ]);
}

const PROGRAM_OPTIONS = [
  ['-h, --help', 'this help'],
  ['-V, --version', 'the version; with --verbose also what it knows and runs on'],
] as const;

/** `--help` of one command: examples and common options on one screen; with `--all` every option. */
export function commandHelp(command: AnyCommand, { all, width }: HelpSize): string {
  const { argument, options } = command;
  const help = HELP_TEXTS[command.name] ?? NO_TEXT;
  const shown = all ? options : onlyCommon(options, help);
  const hidden = countOf(options) - countOf(shown);
  const space = all ? [''] : [];
  return text([
    `Usage: multi-engine ${usageOf(command, '[options]')}`,
    ...wrapped(help.about, width),
    '',
    ...block('Examples:', help.examples, width),
    '',
    ...(all && argument !== undefined
      ? [...block('Arguments:', [[argument.syntax, argument.help]], width), '']
      : []),
    ...byHeading(shown).flatMap(({ heading, options: group }) => [
      ...block(heading, group.map(rowOf), width, columnOf(shown)),
      ...space,
    ]),
    ...(all ? [] : ['']),
    ...exitLines(help, all, width),
    ...(hidden === 0 ? [] : [`multi-engine ${command.name} --help --all shows ${hidden} more options.`]),
  ]);
}

const NO_TEXT: HelpText = { about: '', examples: [], common: [], exits: [] };

function onlyCommon(groups: readonly OptionGroup[], { common }: HelpText): readonly OptionGroup[] {
  const isCommon = ({ flags }: OptionDefinition): boolean => common.includes(flags.split(' ')[0] ?? '');
  return groups.map(({ heading, options }) => ({ heading, options: options.filter(isCommon) }));
}

/** Two groups of the table may have one heading. */
function byHeading(groups: readonly OptionGroup[]): readonly OptionGroup[] {
  const headings = [
    ...new Set(groups.filter(({ options }) => options.length > 0).map(({ heading }) => heading)),
  ];
  return headings.map((heading) => ({
    heading,
    options: groups.filter((group) => group.heading === heading).flatMap(({ options }) => options),
  }));
}

function countOf(groups: readonly OptionGroup[]): number {
  return groups.reduce((sum, { options }) => sum + options.length, 0);
}

type Row = readonly [term: string, meaning: string];

function rowOf({ flags, short, help, default: usual }: OptionDefinition): Row {
  const names = short === undefined ? flags : `${short}, ${flags}`;
  return [names, usual === undefined ? help : `${help} (default: ${usual})`];
}

function exitLines({ exits }: HelpText, all: boolean, width: number): readonly string[] {
  const isCheck = exits.includes('1');
  if (!all) {
    const own = EXIT_CODES.filter(({ code }) => exits.some((exit) => exit === code));
    const words = own.map(({ code, short, done }) => `${code} = ${isCheck ? short : (done ?? short)}`);
    return wrapped(`Exit codes: ${words.join('; ')}.`, width);
  }
  const shown = EXIT_CODES.filter(({ code }) => exits.some((exit) => exit === code) || !(Number(code) < 4));
  return [
    ...block(
      'Exit codes:',
      shown.map(({ code, meaning, done }) => [code, isCheck ? meaning : (done ?? meaning)] as const),
      width,
    ),
    '',
  ];
}

function usageOf({ name, argument }: AnyCommand, options?: string): string {
  return [name, options, argument?.syntax].filter((part) => part !== undefined).join(' ');
}

function aboutOf({ summary, live }: AnyCommand): string {
  return live ? `${summary} (GET only)` : summary;
}

/** A heading, and below it terms with their meanings in a second column. */
function block(
  heading: string,
  rows: readonly Row[],
  width: number,
  column = widest(rows),
): readonly string[] {
  if (rows.length === 0) return [];
  const room = width - column - 4;
  if (room < NARROWEST) return [heading, ...rows.flatMap((row) => oneBelowTheOther(row, width))];
  return [
    heading,
    ...rows.flatMap(([term, meaning]) => {
      const [first = '', ...rest] = wrapped(meaning, room);
      const start = `  ${term}${' '.repeat(Math.max(0, column - widthOf(term)))}  `;
      return [`${start}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(column + 4) + line)];
    }),
  ];
}

/** A second column of fewer columns is a pile of words. */
const NARROWEST = 24;

function oneBelowTheOther([term, meaning]: Row, width: number): readonly string[] {
  return [`  ${term}`, ...wrapped(meaning, width - 6).map((line) => `      ${line}`)];
}

function widest(rows: readonly Row[]): number {
  return greatest(
    rows.map(([term]) => widthOf(term)),
    0,
  );
}

/** All groups of one help have one column. */
function columnOf(groups: readonly OptionGroup[]): number {
  return widest(groups.flatMap(({ options }) => options.map(rowOf)));
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
