import type { OptionGroup, OptionsOf } from './options/option-types.js';

/** Runs a command with its arguments and options and answers the exit code. */
export type Handler<Options> = (
  args: readonly string[],
  options: Options,
  version: string,
) => Promise<number>;

/** What is known of a command without loading it. */
export interface CommandDefinition<Groups extends readonly OptionGroup[]> {
  readonly name: string;
  readonly summary: string;
  /** As commander reads it: `<models...>`, `[file]`. */
  readonly argument?: { readonly syntax: string; readonly help: string; readonly default?: string };
  readonly options: Groups;
  /** Asked by scripts, not by people: the help does not show it, and takes its words as they are. */
  readonly internal?: true;
  /** Asks the engines of a configuration, which the help says. */
  readonly live: boolean;
  /** Its code is loaded when it runs. */
  readonly load: () => Promise<Handler<OptionsOf<Groups>>>;
}

/** A command of any options: only who reads these from the same definition can call its handler. */
export interface AnyCommand extends Omit<CommandDefinition<readonly OptionGroup[]>, 'load'> {
  readonly load: () => Promise<Handler<never>>;
}
