import { LONGEST_TOGETHER, LONGEST_VALUE } from '../../core/longest-values.js';
import type { Place } from '../../core/rule.js';
import { counted, shortened } from '../../core/text/text.js';
import type { Configuration } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { enginesAt } from '../shared/words.js';

interface Data {
  readonly variable: string;
  readonly places: number;
  /** Values were given for this run, and this name is not among them. */
  readonly supplied: boolean;
  /** It holds a secret, or a setting that is made of it does: that has no place on a command line. */
  readonly secret: boolean;
  /** It has a value, with which its settings would be longer than anything that is read here. */
  readonly tooLong?: true;
}

export default configurationRule({
  code: 'C111',
  name: 'unresolved-placeholder',
  severity: 'info',
  severityOf: ({ supplied, tooLong }) => (tooLong ? 'warning' : supplied ? 'error' : 'info'),
  *check({ configuration }) {
    const supplied = configuration.files.some(({ valuesSupplied }) => valuesSupplied);
    for (const { variable, at, secret, tooLong } of usesIn(configuration)) {
      const engines = at.flatMap(({ pointer }) => enginesAt(pointer));
      const data: Data = { variable, places: at.length, supplied, secret, ...(tooLong && { tooLong: true }) };
      yield { data, engines: [...new Set(engines)], at, subject: variable };
    }
  },
  message({ variable, places, tooLong }: Data) {
    const used = places === 1 ? '' : `, used in ${counted(places, 'place')},`;
    if (tooLong)
      return `The placeholder "\${${shortened(variable, 60)}}"${used} is not resolved here: with its value, a setting would be longer than ${LONGEST_VALUE.toLocaleString('en-US')} characters, or the values of all together longer than ${LONGEST_TOGETHER.toLocaleString('en-US')}.`;
    return `The placeholder "\${${shortened(variable, 60)}}"${used} has no default and no value here: Optimize does not start without one.`;
  },
  /** Without the name: what is to be done is the same for all of them, and then said once. */
  remedy({ supplied, secret, tooLong }: Data) {
    if (tooLong) return 'Check the value of the variable, and how often the placeholder is repeated.';
    const where = supplied
      ? 'Add it to the values of this run'
      : 'To check with the real value, give it to this run';
    const how = secret ? 'as an environment variable' : '--define NAME=…';
    return `${where}: ${how} or a line NAME=… in the file that --variables names.`;
  },
});

type PointerPlace = Place & { readonly pointer: string };

/** Where a variable is used, and why it is not resolved there. */
interface Uses {
  readonly variable: string;
  readonly at: PointerPlace[];
  secret: boolean;
  readonly tooLong: boolean;
}

function usesIn({ files }: Configuration): Iterable<Uses> {
  const uses = new Map<string, Uses>();
  for (const { document, substitutions } of files) {
    for (const { pointer, placeholders, secret } of substitutions) {
      const missing = placeholders.filter(({ origin, tooLong }) => origin === 'unresolved' || tooLong);
      for (const each of new Map(missing.map((one) => [one.name, one])).values()) {
        const tooLong = each.tooLong === true;
        const key = `${each.name} ${tooLong}`;
        const found = uses.get(key) ?? { variable: each.name, at: [], secret: false, tooLong };
        found.at.push({ file: document.file.name, pointer, part: 'value' });
        found.secret ||= secret || each.secret;
        uses.set(key, found);
      }
    }
  }
  return uses.values();
}
