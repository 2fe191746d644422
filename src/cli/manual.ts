import type { AnyCommand } from './command-types.js';
import { EXIT_CODES } from './help/exit-codes.js';
import { HELP_TEXTS } from './help/help-texts.js';
import type { OptionDefinition, OptionGroup } from './options/option-types.js';

/** A page without a date is a fault to its readers; this is when its own words were looked at last. */
const DATE = '2026-11-26';

/** The page for `man`, from the table of commands: what is not there, nobody can type. */
export function manualPage(commands: readonly AnyCommand[], version: string): string {
  const shown = commands.filter(({ internal }) => internal !== true);
  return [
    `.TH MULTI\\-ENGINE 1 ${DATE} "multi\\-engine ${plain(version)}" "User Commands"`,
    '.SH NAME',
    'multi\\-engine \\- validates the engines of a Camunda Optimize configuration and examines them live',
    '.SH SYNOPSIS',
    ...shown.flatMap(({ name, argument }, index) => [
      ...(index === 0 ? [] : ['.br']),
      `.B multi\\-engine ${plain(name)}`,
      `.RI "[options] ${plain(argument?.syntax ?? '')}"`,
    ]),
    '.SH DESCRIPTION',
    text(
      'Optimize asks for things that nothing checks: a definition must not be deployed on two engines, a tenant id must not exist on two engines, and engines that share a database belong behind a load balancer. multi-engine finds where this is broken, and says where, why and what to do.',
    ),
    '.SH COMMANDS',
    ...shown.flatMap(commandLines),
    '.SH EXIT STATUS',
    ...EXIT_CODES.flatMap(({ code, meaning }) => ['.TP', `.B ${code}`, text(meaning)]),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, meaning]) => ['.TP', `.B ${plain(name)}`, text(meaning)]),
    '.SH FILES',
    '.TP',
    '.I environment\\-config.yaml',
    text(
      'What is checked where no file is named; then config/environment-config.yaml and environment/environment-config.yaml.',
    ),
    '.TP',
    '.I multi\\-engine.config.yaml',
    text(
      'Settings of a team: severities, suppressions and defaults of options. Looked for beside the checked file and above it, up to the root of the repository. A switch that it sets is undone by --no- before its name.',
    ),
    '',
  ].join('\n');
}

const ENVIRONMENT = [
  ['NO_COLOR, FORCE_COLOR', 'Whether reports have colours; --color wins.'],
  ['GITHUB_STEP_SUMMARY', 'Where --format github adds a summary.'],
  ['SOURCE_DATE_EPOCH', 'The time that reports name, in seconds since 1970.'],
  ['NODE_DISABLE_COMPILE_CACHE', 'Keep no compiled code for the next run.'],
] as const;

function commandLines({ name, summary, argument, options }: AnyCommand): readonly string[] {
  return [
    `.SS ${plain(name)} ${plain(argument?.syntax ?? '')}`.trimEnd(),
    text(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`),
    ...(argument === undefined ? [] : ['.TP', `.I ${plain(argument.syntax)}`, text(argument.help)]),
    ...groupsOf(options).flatMap((option) => ['.TP', `.B ${plain(namesOf(option))}`, text(helpOf(option))]),
    ...examplesOf(name),
  ];
}

function groupsOf(groups: readonly OptionGroup[]): readonly OptionDefinition[] {
  return groups.flatMap(({ options }) => options);
}

function namesOf({ flags, short }: OptionDefinition): string {
  return short === undefined ? flags : `${short}, ${flags}`;
}

function examplesOf(name: string): readonly string[] {
  const examples = HELP_TEXTS[name]?.examples ?? [];
  return examples.flatMap(([line, purpose]) => ['.TP', `.I ${plain(line)}`, text(purpose)]);
}

function helpOf({ help, default: usual }: OptionDefinition): string {
  return usual === undefined ? help : `${help} (default: ${usual})`;
}

/** A line of running text: at its beginning, a dot or a quote would be a command. */
function text(words: string): string {
  return `\\&${plain(words)}`;
}

function plain(words: string): string {
  return words.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('…', '...').replaceAll('"', '\\(dq');
}
