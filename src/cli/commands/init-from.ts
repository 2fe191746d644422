import type { StarterEngine } from '../../advice/starter.js';
import { UsageError } from '../../core/errors.js';
import type { Report } from '../../core/report/report.js';
import { shortened } from '../../core/text/text.js';
import { check } from '../../run/check.js';
import { exitCodeOfSignal } from '../../run/result/exit.js';
import { enginesOf, namedByAddress, type NamedEngine } from '../engine-addresses.js';
import { runLive } from '../live-run.js';
import { say } from '../output/standard-error.js';
import { requestOf } from '../request.js';
import { contextOf } from '../run-context.js';

/** The rule that knows the names of the engines behind an address. */
const NAMES = 'engine-name-unknown';

/** `init --from eu=https://…`: asks each engine for its name, without a login, and hands on what is known of them. */
export async function askRunning(
  addresses: readonly string[],
  version: string,
  write: (engines: readonly StarterEngine[]) => Promise<number>,
): Promise<number> {
  const engines = namedByAddress(addresses);
  const odd = engines.find(({ alias }) => !/^[A-Za-z][\w-]*$/u.test(alias));
  if (odd !== undefined)
    throw new UsageError(
      `"${shortened(odd.alias, 40)}" cannot be an alias here: letters, digits, "-" and "_"`,
    );
  const { files, texts } = enginesOf(addresses);
  const options = { only: [NAMES], env: false };
  return runLive(options, true, {
    files,
    ...(texts && { texts }),
    ask: ({ live, files: asked, interruptedBy }) =>
      check(requestOf('doctor', asked, options, live), contextOf(version, options, interruptedBy)),
    answer: (report, { interruptedBy }) => {
      const by = interruptedBy();
      if (by === null) return write(engines.map((engine) => told(engine, report)));
      say('Interrupted before every engine had told its name: nothing was written.');
      return Promise.resolve(exitCodeOfSignal(by));
    },
  });
}

/** What could not be learnt is a guess, and is called so. */
function told({ alias, rest }: NamedEngine, { engines, findings }: Report): StarterEngine {
  const row = engines.find((each) => each.alias === alias);
  const found = findings.find((each) => each.name === NAMES && each.engines.includes(alias));
  const [only, ...others] = namesIn(found?.data['failure']);
  if (only !== undefined && others.length === 0 && PLAIN.test(only)) return { alias, rest, name: only };
  const { step, detail } = row?.failure ?? {};
  if (step === 'name') say(`multi-engine: ${alias}: set its name to one that ${rest}/engine lists`);
  else if (step !== undefined && step !== 'login')
    say(`multi-engine: ${alias}: not reached (${step}: ${detail ?? ''}); "default" is a guess`);
  return { alias, rest };
}

/** Needs no quotes in YAML, and is no placeholder. */
const PLAIN = /^(?!(?:true|false|yes|no|on|off|null)$)[A-Za-z][\w-]{0,99}$/iu;

function namesIn(failure: unknown): readonly string[] {
  if (typeof failure !== 'object' || failure === null || !('engineNames' in failure)) return [];
  const { engineNames } = failure;
  return Array.isArray(engineNames) ? engineNames.filter((name) => typeof name === 'string') : [];
}
