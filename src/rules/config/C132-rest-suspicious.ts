import { shortened, withoutTrailing } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { placedEntries } from '../shared/configuration/entries.js';
import { restLine } from '../shared/configuration/rest-line.js';
import { isSpoiled, shownAddress } from '../shared/configuration/substitutions.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** As Optimize reads it; `<NAME>` stands for the value of a variable, user info is masked. */
  readonly rest: string;
  readonly suspicion: Suspicion;
  /** The address comes from the variable of the engine that Optimize brings along. */
  readonly byVariable?: true;
}

const ENGINE = /\/engine(?:\/[^/]*)?$/u;
const WEBAPP = /\/camunda(?:\/api(?:\/.*)?|\/app\/.*)?$/u;

/** The same as its pattern, which a start would have to make for every configuration: `/engine-rest` looks like it. */
function leadsToEngine(rest: string): boolean {
  return rest.endsWith('/engine') || rest.slice(0, rest.lastIndexOf('/')).endsWith('/engine');
}

/** What is odd about an address, from the surest to the least sure. */
const SUSPICIONS = {
  query: {
    isSo: (rest: string) => rest.includes('?') || rest.includes('#'),
    says: 'has a query or fragment',
  },
  several: {
    isSo: (rest: string) => rest.lastIndexOf('://') > rest.indexOf('://'),
    says: 'holds a second address',
  },
  slashes: {
    isSo: (rest: string) => rest.endsWith('/'),
    says: 'ends with two slashes, of which Optimize removes one',
  },
  engine: { isSo: leadsToEngine, says: 'already contains /engine' },
  webapp: {
    isSo: (rest: string) => rest.includes('/camunda') && WEBAPP.test(rest),
    says: 'leads to the web applications',
  },
  rest: {
    isSo: (rest: string) => rest.endsWith('/rest') && /^https?:\/\/[^/]+\/rest$/u.test(rest),
    says: 'ends with /rest, usually /engine-rest is right',
  },
} as const;
type Suspicion = keyof typeof SUSPICIONS;
const NAMES = [
  'query',
  'several',
  'slashes',
  'engine',
  'webapp',
  'rest',
] as const satisfies readonly Suspicion[];

export default configurationRule({
  code: 'C132',
  name: 'rest-suspicious',
  severity: 'warning',
  // Whoever found no engine there has tried what is offered here.
  consequenceOf: ['not-an-engine'],
  *check({ configuration }) {
    for (const { file, fileName, each, entry, alias } of placedEntries(configuration)) {
      const { rest, base } = entry;
      if (rest === null || base === null) continue;
      const suspicion = NAMES.find((name) => SUSPICIONS[name].isSo(rest));
      if (suspicion === undefined || isSpoiled(file, each.setting('rest').pointer)) continue;
      const data: Data = {
        engine: alias,
        rest: shownAddress(file, each),
        suspicion,
        ...(each.builtIn && { byVariable: true }),
      };
      const { pointer } = each.setting('rest');
      const edit = { kind: 'set', file: fileName, pointer, value: corrected(data.rest, suspicion) } as const;
      yield {
        data,
        engines: [alias],
        at: [{ file: fileName, pointer, part: 'value' }],
        edits: isGuess(suspicion) || WITHOUT_EDIT.has(suspicion) || isHidden(data) ? [] : [edit],
        certainty: isGuess(suspicion) ? 'weak' : 'strong',
        // What comes after the path is not sent to an engine, so none can answer there.
        ...(suspicion !== 'query' && { doubts: 'address' }),
        subject: 'rest',
      };
    }
  },
  message({ engine, rest, suspicion }: Data) {
    const called = `${shortened(rest, 60)}/engine/…`;
    return `"rest" of engine ${named(engine)} ${SUSPICIONS[suspicion].says}: Optimize will call ${called}`;
  },
  remedy(data: Data) {
    if (isGuess(data.suspicion))
      return '"multi-engine doctor" tries both, and is silent where an engine answers at this one.';
    if (data.suspicion === 'several')
      return 'Optimize takes one address for each entry. Write an entry for each engine:';
    return isHidden(data)
      ? 'Correct the value: the base of the REST API, usually ending with /engine-rest.'
      : 'Did you mean this?';
  },
  sample(data: Data) {
    if (isGuess(data.suspicion)) return null;
    const example = 'http://engine.example.com:8080/engine-rest';
    return restLine(data.byVariable, isHidden(data) ? example : corrected(data.rest, data.suspicion));
  },
});

/** Where the first address may be another than the one that is meant. */
const WITHOUT_EDIT: ReadonlySet<Suspicion> = new Set(['several', 'webapp']);

/** Applications may serve it there: Spring Boot did so before 7.13. */
function isGuess(suspicion: Suspicion): boolean {
  return suspicion === 'rest';
}

/** What a variable or a secret in the address holds is not shown, and cannot be corrected here. */
function isHidden({ rest, suspicion }: Pick<Data, 'rest' | 'suspicion'>): boolean {
  return rest.includes('<') || corrected(rest, suspicion).includes('***');
}

function corrected(rest: string, suspicion: Suspicion): string {
  const plain = withoutTrailing(rest.replace(/[?#].*$/u, ''), '/');
  if (suspicion === 'several')
    return plain
      .slice(0, plain.indexOf('://', plain.indexOf('://') + 1))
      .replace(/[\s,;|+/]{0,5}[a-z]+$/iu, '');
  if (suspicion === 'engine') return plain.replace(ENGINE, '');
  return suspicion === 'webapp' ? plain.replace(WEBAPP, '/engine-rest') : plain;
}
