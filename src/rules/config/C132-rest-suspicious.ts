import { shortened } from '../../core/text.js';
import { configurationRule } from '../rule.js';
import { placedEntries } from '../shared/configuration/entries.js';
import { isSpoiled, shownAddress } from '../shared/configuration/substitutions.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** As Optimize reads it; `<NAME>` stands for the value of a variable, user info is masked. */
  readonly rest: string;
  readonly suspicion: Suspicion;
}

/** What is odd about an address, from the surest to the least sure. */
const SUSPICIONS = {
  query: { pattern: /[?#]/u, says: 'has a query or fragment' },
  slashes: { pattern: /\/$/u, says: 'ends with two slashes, of which Optimize removes one' },
  engine: { pattern: /\/engine(?:\/[^/]*)?$/u, says: 'already holds /engine' },
  webapp: { pattern: /\/camunda(?:\/api(?:\/.*)?|\/app\/.*)?$/u, says: 'leads to the web applications' },
  rest: { pattern: /^https?:\/\/[^/]+\/rest$/u, says: 'ends with /rest, usually /engine-rest is right' },
} as const;
type Suspicion = keyof typeof SUSPICIONS;
const NAMES = ['query', 'slashes', 'engine', 'webapp', 'rest'] as const satisfies readonly Suspicion[];

export default configurationRule({
  code: 'C132',
  name: 'rest-suspicious',
  severity: 'warning',
  *check({ configuration }) {
    for (const { file, fileName, each, entry, alias } of placedEntries(configuration)) {
      const { rest, base } = entry;
      if (rest === null || base === null) continue;
      const suspicion = NAMES.find((name) => SUSPICIONS[name].pattern.test(rest));
      if (suspicion === undefined || isSpoiled(file, each.setting('rest').pointer)) continue;
      const data: Data = { engine: alias, rest: shownAddress(file, each), suspicion };
      yield {
        data,
        engines: [alias],
        at: [{ file: fileName, pointer: each.setting('rest').pointer, part: 'value' }],
        edits: isHidden(data)
          ? []
          : [
              {
                kind: 'set',
                file: fileName,
                pointer: each.setting('rest').pointer,
                value: corrected(data.rest, suspicion),
              },
            ],
        certainty: suspicion === 'rest' ? 'weak' : 'strong',
        subject: 'rest',
      };
    }
  },
  message({ engine, rest, suspicion }: Data) {
    const called = `${shortened(rest, 60)}/engine/…`;
    return `"rest" of engine ${named(engine)} ${SUSPICIONS[suspicion].says}: Optimize will call ${called}`;
  },
  remedy(data: Data) {
    return isHidden(data)
      ? 'Correct the value: the base of the REST API, mostly ending with /engine-rest.'
      : 'Did you mean this?';
  },
  sample(data: Data) {
    const example = 'http://engine.example.com:8080/engine-rest';
    return `rest: ${isHidden(data) ? example : corrected(data.rest, data.suspicion)}`;
  },
});

/** What a variable or a secret in the address holds is not shown, and cannot be corrected here. */
function isHidden({ rest, suspicion }: Pick<Data, 'rest' | 'suspicion'>): boolean {
  return rest.includes('<') || corrected(rest, suspicion).includes('***');
}

function corrected(rest: string, suspicion: Suspicion): string {
  const plain = rest.replace(/[?#].*$/u, '').replace(/\/+$/u, '');
  if (suspicion === 'engine') return plain.replace(SUSPICIONS.engine.pattern, '');
  if (suspicion === 'webapp') return plain.replace(SUSPICIONS.webapp.pattern, '/engine-rest');
  return suspicion === 'rest' ? plain.replace(/\/rest$/u, '/engine-rest') : plain;
}
