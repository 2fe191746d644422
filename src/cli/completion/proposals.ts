import { BALANCERS } from '../../advice/types.js';
import { SEVERITIES } from '../../core/finding.js';
import { ACCESS_FORMAT_NAMES } from '../../report/access/index.js';
import { FORMAT_NAMES } from '../../report/index.js';
import { CATALOGUE } from '../../rules/catalogue.js';
import { KNOWN_VERSIONS } from '../../optimize/releases.js';
import type { AnyCommand } from '../command-types.js';
import { SHELLS, type Proposal, type Proposals } from './shells.js';
import { nameOf, optionsOf, readUnfinished, type Unfinished } from './words.js';

/** What proposals are made from. */
export interface Known {
  readonly commands: readonly AnyCommand[];
  readonly namesIn: NamesIn;
}

/** What files give names to: their engines, and the configurations inside them. */
export type Named = 'engines' | 'parts';

/** Such names in these files, in the usual one where none is named. */
export type NamesIn = (
  what: Named,
  files: readonly string[],
  base: string | undefined,
) => Promise<readonly string[]>;

/** What could stand at the cursor. `words` follow the name of the program; the last of them is the one at the cursor. */
export async function proposalsFor(
  words: readonly string[],
  { commands, namesIn }: Known,
): Promise<Proposals> {
  const line = readUnfinished(words, commands);
  const isFirst = words.length === 1;
  const possible = isFirst ? firstWords(commands) : await possibleIn(line, namesIn);
  if (possible === 'files') return possible;
  return possible
    .filter(({ text }) => text.startsWith(line.word))
    .map(({ text, about }) => ({ text: line.prefix + text, about }));
}

async function possibleIn(line: Unfinished, namesIn: NamesIn): Promise<Proposals> {
  const { command, option, word, args } = line;
  if (option !== null) return valuesFor(placeholderOf(option.flags), line, namesIn);
  if (command === null) return [];
  if (word.startsWith('-')) return optionsLeft(line);
  const { syntax = '' } = command.argument ?? {};
  const full = args.length > 0 && !syntax.includes('...');
  return full ? [] : valuesFor(placeholderOf(syntax), line, namesIn);
}

function firstWords(commands: readonly AnyCommand[]): readonly Proposal[] {
  const shown = commands.filter(({ internal }) => internal !== true);
  return [
    ...shown.map(({ name, summary }) => ({ text: name, about: summary })),
    { text: 'help', about: 'how a command is used' },
    { text: '--help', about: 'what there is' },
    { text: '--version', about: 'which version this is' },
  ];
}

/** Every option once, but for those that can be repeated. */
function optionsLeft({ command, given }: Unfinished): readonly Proposal[] {
  if (command === null) return [];
  const left = optionsOf(command).filter((option) => option.repeat === true || !given.has(nameOf(option)));
  return [
    ...left.map((option) => ({ text: nameOf(option), about: option.help })),
    { text: '--help', about: 'how this command is used' },
  ];
}

/** `--only <rule,…>` asks for `rule,…`, `[files...]` for `files...`. */
function placeholderOf(syntax: string): string {
  return /[<[](.*)[>\]]$/.exec(syntax)?.[1] ?? '';
}

type Values = (line: Unfinished, namesIn: NamesIn) => Proposals | Promise<Proposals>;

/** What stands in brackets behind an option or a command tells what can take its place. */
export const VALUES: Readonly<Record<string, Values>> = {
  'files...': () => 'files',
  'models...': () => 'files',
  'inputs...': () => 'files',
  file: () => 'files',
  dir: () => 'files',
  'file|none': () => 'files',
  what: () => plain(['configuration', 'settings']),
  'alias,…': (line, namesIn) => namesFor('engines', line, namesIn),
  'name,…': (line, namesIn) => namesFor('parts', line, namesIn),
  'rule,…': (line) => rules().filter(isNew(line)),
  'rules...': rules,
  'version|none': () => plain([...KNOWN_VERSIONS.toReversed(), 'none']),
  severity: () => plain(SEVERITIES),
  'severity|never': () => plain([...SEVERITIES, 'never']),
  when: () => plain(['auto', 'always', 'never']),
  program: () => plain(BALANCERS),
  shell: () => plain(SHELLS),
  'pretty|json|markdown': () => plain(['pretty', 'json', 'markdown']),
  'name[=file]': ({ command }) => plain(command?.name === 'access' ? ACCESS_FORMAT_NAMES : FORMAT_NAMES),
};

/** These are for people to think up. */
export const FREE_VALUES = [
  'alias=address',
  'users...',
  'name=value',
  'name',
  'seconds',
  'n',
  'key',
  'id',
  'host[:port]',
  'minutes',
  'url',
];

async function valuesFor(placeholder: string, line: Unfinished, namesIn: NamesIn): Promise<Proposals> {
  return VALUES[placeholder]?.(line, namesIn) ?? [];
}

async function namesFor(what: Named, line: Unfinished, namesIn: NamesIn): Promise<readonly Proposal[]> {
  const names = await namesIn(what, configurationsIn(line), line.given.get('--base')?.at(-1));
  return plain(names).filter(isNew(line));
}

/** Some commands name their configurations as arguments, the others by an option. */
function configurationsIn({ command, args, given }: Unfinished): readonly string[] {
  return command?.argument?.syntax === '[files...]' ? args : (given.get('--config') ?? []);
}

function rules(): readonly Proposal[] {
  return CATALOGUE.map(({ code, name }) => ({ text: code, about: name }));
}

function plain(texts: readonly string[]): readonly Proposal[] {
  return texts.map((text) => ({ text, about: '' }));
}

/** What the list holds already is not proposed again. */
function isNew({ prefix }: Unfinished): (proposal: Proposal) => boolean {
  const before = prefix.slice(prefix.indexOf('=') + 1).split(',');
  return ({ text }) => !before.includes(text);
}
