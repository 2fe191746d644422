import type { Configuration, GivenVariable } from '../../configuration/types.js';
import { closest } from '../../core/text/did-you-mean.js';
import type { Place } from '../../core/rule.js';
import { shortened } from '../../core/text/text.js';
import { ignoresEngines, isBefore, type OptimizeTarget } from '../../optimize/target.js';
import { isPathOfEngine, isReadVariable, knownVariables, pastVariables } from '../../optimize/variables.js';
import { configurationRule } from '../rule.js';
import { variablesIn } from '../shared/configuration/substitutions.js';

interface Data {
  readonly variable: string;
  /** The one that was probably meant, or that takes its place. */
  readonly meant: string | null;
  /** Old releases read it. */
  readonly past: boolean;
  /** It is to set up an engine, and the configuration has none: what is imported comes from elsewhere. */
  readonly replaced: boolean;
}

const NEEDS_A_FILE = [
  'Variables set only the addresses and the event import of the built-in engine. Its name, login and tenant, and further engines, need a file, which may use variables of any name:',
  '  engines:',
  '    my-engine:',
  '      authentication:',
  '        user: ${ENGINE_USER}',
].join('\n');

export default configurationRule({
  code: 'C157',
  name: 'unread-variable',
  severity: 'warning',
  needsOptimize: true,
  severityOf: ({ replaced }) => (replaced ? 'error' : 'warning'),
  *check({ configuration }) {
    const { givenVariables, target } = configuration;
    if (ignoresEngines(target)) return;
    const used = variablesIn(configuration);
    const noEngines = configuration.files.some(({ entries }) => entries.some(({ builtIn }) => builtIn));
    for (const given of givenVariables) {
      if (used.has(given.name) || isReadVariable(given.name)) continue;
      const read = readingOf(given.name, target);
      if (read === null) continue;
      const data: Data = { ...read, replaced: noEngines && isPathOfEngine(given.name) };
      yield { data, engines: [], at: [placeOf(given, configuration)], subject: given.name };
    }
  },
  message({ variable, meant, past, replaced }: Data) {
    const name = shortened(variable, 70);
    if (past) return `${name} is a variable of old releases: late Optimize 3.x does not read it.`;
    const guess = meant === null ? '' : ` (did you mean ${meant}?)`;
    const effect = replaced ? 'Optimize uses its built-in engine instead' : 'it has no effect';
    return `Nothing reads the ${variable.startsWith('-') ? 'option' : 'variable'} ${name}${guess}: ${effect}.`;
  },
  remedy({ variable, meant }: Data) {
    if (meant !== null) return `Give ${meant} instead.`;
    return isAboutEngine(variable) ? NEEDS_A_FILE : 'Remove it, or use it in the configuration, as ${NAME}.';
  },
});

/** Null for what the target still reads. */
function readingOf(variable: string, target: OptimizeTarget): Omit<Data, 'replaced'> | null {
  const past = pastVariables().find(({ name }) => name === variable);
  if (past === undefined) return { variable, meant: meantBy(variable), past: false };
  return isBefore(target, past.since) ? null : { variable, meant: past.today, past: true };
}

/** Long names have their beginnings in common: few slips are allowed. */
const LETTERS_PER_SLIP = 10;

function meantBy(variable: string): string | null {
  known ??= knownVariables().filter((name) => !name.includes('#'));
  byLetters ??= new Map(known.toReversed().map((name) => [letters(name), name]));
  return byLetters.get(letters(variable)) ?? closest(variable, known, LETTERS_PER_SLIP);
}

let known: readonly string[] | null = null;
let byLetters: ReadonlyMap<string, string> | null = null;

function letters(name: string): string {
  return name.replaceAll(/[-_]/gu, '').toUpperCase();
}

function isAboutEngine(variable: string): boolean {
  return /ENGINE|CAMUNDA[-_]?BPM/iu.test(variable);
}

/** In the file of variables; else where the file with the engines begins. */
function placeOf({ at }: GivenVariable, { files: [file] }: Configuration): Place {
  return at ?? { file: file?.document.file.name ?? '', pointer: '', part: 'key' };
}
