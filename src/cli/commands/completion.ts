import { UsageError } from '../../core/errors.js';
import { loadClusters } from '../../run/request/configure.js';
import type { AnyCommand, Handler } from '../command-types.js';
import { proposalsFor, type NamesIn } from '../completion/proposals.js';
import { linesFor, SCRIPTS, SHELLS, type Shell } from '../completion/shells.js';
import { requestOf } from '../request.js';
import { toStandardOutput } from '../output/standard-output.js';

/** `completion SHELL`: the script that makes a shell complete the command line of this program. */
export async function completionCommand([name = '']: readonly string[]): Promise<number> {
  await toStandardOutput(SCRIPTS[shellNamed(name)]);
  return 0;
}

/** `complete SHELL WORD…`: what these scripts ask; the last word is the one at the cursor. */
export function completing(commands: readonly AnyCommand[]): Handler<object> {
  return async ([name = '', ...words]) => {
    const shell = shellNamed(name);
    const proposals = await proposalsFor(
      words.map((word) => unquoted(word, shell)),
      { commands, namesIn },
    );
    await toStandardOutput(linesFor(shell, proposals));
    return 0;
  };
}

function shellNamed(name: string): Shell {
  const shell = SHELLS.find((each) => each === name);
  if (shell !== undefined) return shell;
  throw new UsageError(`there is no completion for "${name}"`, `there are ${SHELLS.join(', ')}`);
}

/** Shells hand over what was typed. */
function unquoted(word: string, shell: Shell): string {
  const inside = word.replace(/^(["'])(.*?)\1?$/, '$2');
  return shell === 'bash' && inside === word ? word.replaceAll(/\\(.)/gu, '$1') : inside;
}

/** Nothing is proposed where there is no sound configuration: this is not the time to say why. */
const namesIn: NamesIn = async (what, files, base) => {
  try {
    const request = requestOf('validate', files, { ...(base !== undefined && { base }) }, null);
    const { configuration } = (await loadClusters(request)).whole;
    const names =
      what === 'engines'
        ? configuration.engines.map(({ alias }) => alias)
        : configuration.files.flatMap(({ document: { file } }) => file.carried?.part ?? []);
    return [...new Set(names)];
  } catch {
    return [];
  }
};
