import { existsSync } from 'node:fs';
import { UsageError } from '../../core/errors.js';
import { closest } from '../../core/text/did-you-mean.js';
import { escapeText, shortened } from '../../core/text/text.js';
import { findRule } from '../../rules/names.js';
import type { AnyCommand } from '../command-types.js';

/** Words that people know from other tools and that mean one command. */
const SAME: Readonly<Record<string, string>> = { check: 'validate', lint: 'validate' };

/** Words that may mean something else here: they are answered with the line to type. */
const NEAR: Readonly<Record<string, string>> = {
  verify: 'multi-engine validate checks the configuration',
  test: 'multi-engine validate checks the configuration',
  scan: 'multi-engine validate checks the configuration',
  fix: 'multi-engine validate --fix corrects the configuration',
  format: 'multi-engine validate --fix corrects the configuration',
  status: 'multi-engine doctor shows which engines answer',
  ping: 'multi-engine doctor shows which engines answer',
  probe: 'multi-engine doctor shows which engines answer',
  engines: 'multi-engine doctor shows which engines answer',
  report: 'multi-engine doctor --format html=report.html writes a report',
  record: 'multi-engine doctor --record FOLDER keeps the answers',
  replay: 'multi-engine doctor --replay FOLDER judges a recording',
  users: 'multi-engine access --all shows who may log in',
  user: 'multi-engine access USER shows what a user sees',
  who: 'multi-engine access --all shows who may log in',
  login: 'multi-engine access USER shows what a user sees',
  list: 'multi-engine rules lists every rule',
  docs: 'multi-engine explain RULE shows the page of a rule',
  why: 'multi-engine explain RULE shows the page of a rule',
  compare: 'multi-engine diff BEFORE AFTER compares two states',
  deploy: 'multi-engine preview MODEL --to ALIAS shows what a deployment would clash with',
  version: 'multi-engine --version shows the version',
  new: 'multi-engine init writes a configuration to start from',
  create: 'multi-engine init writes a configuration to start from',
};

/** What people append to a command, too; `-v` says there that more is to be shown. */
const VERSION: ReadonlySet<string> = new Set(['--version', '-V']);

/**
 * The command line with the names of this program in it. Throws UsageError where its first word is no command, with the line that was
 * probably meant.
 */
export function withOwnNames(argv: readonly string[], commands: readonly AnyCommand[]): readonly string[] {
  const [first = '', ...rest] = argv;
  const names = commands.map(({ name }) => name);
  const same = sameOf(first);
  if (same !== null) return [same, ...rest];
  if (first === 'help') return helpAsked(rest, names);
  if (names.includes(first)) return rest.length === 1 && VERSION.has(rest[0] ?? '') ? rest : argv;
  if (first === '' || first.startsWith('-')) return argv;
  throw unknown(first, names, rest.length > 0);
}

function sameOf(word: string): string | null {
  return Object.hasOwn(SAME, word) ? (SAME[word] ?? null) : null;
}

/** `help doctor --all` is `doctor --help --all`. */
function helpAsked([topic, ...rest]: readonly string[], names: readonly string[]): readonly string[] {
  if (topic === undefined || topic.startsWith('-')) return ['--help'];
  const name = sameOf(topic) ?? topic;
  if (names.includes(name)) return [name, '--help', ...rest];
  throw unknown(topic, names, false);
}

function unknown(word: string, names: readonly string[], hasMore: boolean): UsageError {
  const help = meantBy(word, names) ?? 'multi-engine --help shows every command';
  const isInput = !hasMore && looksLikeInput(word);
  return new UsageError(
    isInput ? `"${shown(word)}" is not a command` : `there is no command "${shown(word)}"`,
    help,
  );
}

function meantBy(word: string, names: readonly string[]): string | null {
  if (Object.hasOwn(NEAR, word.toLowerCase())) return NEAR[word.toLowerCase()] ?? null;
  if (findRule(word) !== undefined) return `to read about a rule: multi-engine explain ${word}`;
  if (/\.(?:bpmn|dmn)$/i.test(word))
    return `to try a deployment: multi-engine preview ${shown(word)} --to ALIAS`;
  if (looksLikeInput(word)) return `to check it: multi-engine validate ${shown(word)}`;
  const near = closest(word, names);
  return near === null ? null : `did you mean multi-engine ${near}?`;
}

function looksLikeInput(word: string): boolean {
  return (
    word === '-' || (/[./\\]/.test(word) && (/\.(?:ya?ml|json|bpmn|dmn)$/i.test(word) || existsSync(word)))
  );
}

function shown(word: string): string {
  return shortened(escapeText(word), 60);
}
