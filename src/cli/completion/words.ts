import type { AnyCommand } from '../command-types.js';
import type { OptionDefinition } from '../options/option-types.js';

/** A command line up to the cursor, as far as completing it asks. */
export interface Unfinished {
  readonly command: AnyCommand | null;
  /** Arguments so far, the one at the cursor not among them. */
  readonly args: readonly string[];
  /** Values of the options so far, by their long names; an empty list for a switch. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  /** What stands at the cursor: a value of this option, or anything else where it is null. */
  readonly option: OptionDefinition | null;
  readonly word: string;
  /** What precedes `word` and is to be repeated before every proposal: `--format=`, or the first items of a list. */
  readonly prefix: string;
}

/** Reads the words after the name of the program, of which the last is the one at the cursor. */
export function readUnfinished(words: readonly string[], commands: readonly AnyCommand[]): Unfinished {
  const all = joined(words);
  const [name, ...before] = all.slice(0, -1);
  const command = commands.find((each) => each.name === name && each.internal !== true) ?? null;
  const { args, given, pending } = readBefore(command, before);
  return { command, args, given, ...atCursor(command, pending, all.at(-1) ?? '') };
}

/** bash takes `--format=js` apart at the sign. */
function joined(words: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const [index, word] of words.entries()) {
    const before = whole.at(-1);
    if (before?.startsWith('--') === true && (word === '=' || words[index - 1] === '=') && index > 0)
      whole[whole.length - 1] = before + word;
    else whole.push(word);
  }
  return whole;
}

interface Before extends Pick<Unfinished, 'args' | 'given'> {
  /** The option whose value is still to come. */
  readonly pending: OptionDefinition | null;
}

function readBefore(command: AnyCommand | null, words: readonly string[]): Before {
  const args: string[] = [];
  const given = new Map<string, string[]>();
  let pending: OptionDefinition | null = null;
  for (const word of words) {
    const [name = '', ...value] = word.split('=');
    const option = optionNamed(command, name);
    if (pending !== null) {
      given.get(nameOf(pending))?.push(word);
      pending = null;
    } else if (option !== null) {
      const values = given.get(name) ?? [];
      given.set(name, values);
      if (value.length > 0) values.push(value.join('='));
      else if (takesValue(option)) pending = option;
    } else if (!word.startsWith('-')) args.push(word);
  }
  return { args, given, pending };
}

function atCursor(
  command: AnyCommand | null,
  pending: OptionDefinition | null,
  last: string,
): Pick<Unfinished, 'option' | 'word' | 'prefix'> {
  if (pending !== null) return { option: pending, ...listItem(pending, last, '') };
  const at = last.indexOf('=');
  const option = at < 0 ? null : optionNamed(command, last.slice(0, at));
  if (option === null || !takesValue(option)) return { option: null, word: last, prefix: '' };
  return { option, ...listItem(option, last.slice(at + 1), last.slice(0, at + 1)) };
}

/** Of `--only first,seco` the second item is at the cursor. */
function listItem(
  { flags }: OptionDefinition,
  value: string,
  before: string,
): Pick<Unfinished, 'word' | 'prefix'> {
  const at = flags.includes(',…') ? value.lastIndexOf(',') + 1 : 0;
  return { word: value.slice(at), prefix: before + value.slice(0, at) };
}

export function optionsOf(command: AnyCommand): readonly OptionDefinition[] {
  return command.options.flatMap(({ options }) => options);
}

function optionNamed(command: AnyCommand | null, name: string): OptionDefinition | null {
  if (command === null || !name.startsWith('--')) return null;
  return optionsOf(command).find((option) => nameOf(option) === name) ?? null;
}

/** `--only <rule,…>` is `--only`. */
export function nameOf({ flags }: OptionDefinition): string {
  return flags.split(' ')[0] ?? flags;
}

/** A value that may be missing is not waited for. */
function takesValue({ flags }: OptionDefinition): boolean {
  return flags.endsWith('>');
}
