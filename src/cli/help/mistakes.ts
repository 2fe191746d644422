import type { AnyCommand } from '../command-types.js';
import { HELP_TEXTS } from './help-texts.js';

/**
 * What the parser says of a mistake, in the words of all other errors: the program, what is wrong, and then what to type. Help comes
 * this way too, where it is shown instead of an answer.
 */
export function mistakeLines(said: string, command: AnyCommand | null): readonly string[] {
  const [first = '', ...rest] = said.split('\n');
  if (!first.startsWith(ERROR)) return [first, ...rest];
  const suggestions = rest.map((line) => line.replace(/^\(Did you mean (.*)\?\)$/, 'did you mean $1?'));
  return [`multi-engine: ${first.slice(ERROR.length)}`, ...suggestions, ...furtherHelp(first, command)];
}

const ERROR = 'error: ';

function furtherHelp(mistake: string, command: AnyCommand | null): readonly string[] {
  const option = /unknown option '(-[\w-]*)/.exec(mistake)?.[1] ?? '';
  const meant = MEANT[option];
  if (meant !== undefined) return [meant];
  if (command === null) return [...misplaced(option), 'multi-engine --help shows every command'];
  const [example] = HELP_TEXTS[command.name]?.examples ?? [];
  const isMissing = mistake.includes('missing required argument');
  if (isMissing && example !== undefined) return [`e.g. ${example[0]}`];
  return [`multi-engine ${command.name} --help --all shows every option`];
}

/** Options follow the command that has them. */
function misplaced(option: string): readonly string[] {
  return option === '' ? [] : [`options follow their command, e.g. multi-engine validate ${option}`];
}

const CREDENTIALS = 'logins are read from the configuration and its variables, never from the command line';
const FILE_FORMAT = 'a report goes to a file with --format NAME=FILE, e.g. --format json=report.json';

/** Options of other tools that need a word more, or a value. */
const MEANT: Readonly<Record<string, string>> = {
  '-o': FILE_FORMAT,
  '--output': FILE_FORMAT,
  '--out-file': FILE_FORMAT,
  '-f': 'files are arguments; formats are chosen with --format NAME',
  '--file': 'files are arguments: multi-engine validate FILE',
  '--strict': '--max-warnings 0 fails on warnings, too',
  '--ignore': '--skip RULE leaves out a rule',
  '--disable': '--skip RULE leaves out a rule',
  '--rule': '--only RULE runs only this rule',
  '--severity': '--min-severity chooses what is shown, --fail-on what fails',
  '--silent': '--quiet prints one line per finding',
  '--debug': '--verbose shows all evidence, --timings where the time went',
  '--env-file': '--variables FILE reads NAME=VALUE lines',
  '--user': CREDENTIALS,
  '--username': CREDENTIALS,
  '--password': CREDENTIALS,
  '--token': CREDENTIALS,
  '--insecure': '--ca FILE adds certificate authorities',
};
