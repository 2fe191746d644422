import path from 'node:path';
import { InputError, UsageError } from '../../core/errors.js';
import { withoutMark } from '../../load/text/encoding.js';
import { stateOf, type State } from '../../run/fix/state.js';
import { readInput } from '../../run/request/inputs.js';
import type { CheckRequest, RunContext } from '../../run/request/request.js';
import { findSettings } from '../../run/settings/find.js';
import type { AnyCommand } from '../command-types.js';
import type { RawOptions } from '../options/options.js';
import { safeFileName, withoutSecrets } from '../options/safe-usage.js';
import { requestOf } from '../request.js';
import { completed } from '../settings/complete.js';

/** What `validate` would say of a text that may not be saved yet. */
export interface Judged {
  readonly text: string;
  /** Whether the text began with a byte order mark, which is left out as it is of a file. */
  readonly hasMark: boolean;
  /** Null where the text is no configuration and holds none, or could not be judged. */
  readonly state: State | null;
  readonly request: CheckRequest | null;
  /** Why a text could not be judged that should be one. */
  readonly problem: string | null;
}

/** Judges texts as `validate` does, with the settings of their folders. */
export class Judging {
  readonly #commands: readonly AnyCommand[];
  readonly #options: RawOptions;
  readonly #context: Omit<RunContext, 'interruptedBy'>;
  readonly #requests = new Map<string, CheckRequest>();

  constructor(commands: readonly AnyCommand[], options: RawOptions, version: string) {
    this.#commands = commands;
    this.#options = options;
    this.#context = { version };
  }

  /** Settings may have changed. */
  forget(): void {
    this.#requests.clear();
  }

  /** `isStale`: nobody wants to know any more. */
  async judge(name: string, written: string, isStale: () => boolean = () => false): Promise<Judged> {
    const text = withoutMark(written);
    const hasMark = text !== written;
    try {
      const request = this.#requestFor(name);
      const state = await stateOf(request, this.contextFor(isStale), new Map([[name, text]]));
      return { text, hasMark, state, request, problem: null };
    } catch (error) {
      if (!(error instanceof InputError || error instanceof UsageError)) throw error;
      const isOther = !isNamedConfiguration(name) && (await isSomethingElse(name, text));
      const problem = isOther ? null : withoutSecrets(safeFileName(error.message));
      return { text, hasMark, state: null, request: null, problem };
    }
  }

  contextFor(isStale: () => boolean = () => false): RunContext {
    return { ...this.#context, interruptedBy: () => (isStale() ? 'SIGTERM' : null) };
  }

  #requestFor(name: string): CheckRequest {
    const known = this.#requests.get(name);
    if (known !== undefined) return known;
    const options = this.#optionsFor(name);
    const request = requestOf('validate', [name], options, null);
    this.#requests.set(name, request);
    return request;
  }

  #optionsFor(name: string): RawOptions {
    const [commands, options] = [this.#commands, this.#options];
    const file = findSettings(path.dirname(name));
    if (file === null) return options;
    const validate = commands.find((each) => each.name === 'validate');
    if (validate === undefined) throw new Error('there is no validate');
    return completed(validate, [name], { file, options, commands });
  }
}

/** An editor opens all kinds of YAML: of what Optimize does not read, nothing is said. */
async function isSomethingElse(name: string, text: string): Promise<boolean> {
  try {
    await readInput(name, name, new Map([[name, text]]));
    return false;
  } catch {
    return true;
  }
}

export function isNamedConfiguration(name: string): boolean {
  return /(?:^|[\\/])(?:environment|service)-config[^\\/]*\.ya?ml$/u.test(name);
}
