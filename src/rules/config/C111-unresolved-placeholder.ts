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
}

export default configurationRule({
  code: 'C111',
  name: 'unresolved-placeholder',
  severity: 'info',
  severityOf: ({ supplied }) => (supplied ? 'error' : 'info'),
  *check({ configuration }) {
    const supplied = configuration.files.some(({ valuesSupplied }) => valuesSupplied);
    for (const [variable, { at, secret }] of placesByVariable(configuration)) {
      const engines = at.flatMap(({ pointer }) => enginesAt(pointer));
      const data: Data = { variable, places: at.length, supplied, secret };
      yield { data, engines: [...new Set(engines)], at, subject: variable };
    }
  },
  message({ variable, places }: Data) {
    const used = places === 1 ? '' : `, used in ${counted(places, 'place')},`;
    return `The placeholder "\${${shortened(variable, 60)}}"${used} has no default and no value here: Optimize does not start without one.`;
  },
  /** Without the name: what is to be done is the same for all of them, and then said once. */
  remedy({ supplied, secret }: Data) {
    const where = supplied
      ? 'Add it to the values of this run'
      : 'To check with the real value, give it to this run';
    const how = secret ? 'as an environment variable' : '--define NAME=…';
    return `${where}: ${how} or a line NAME=… in the file that --variables names.`;
  },
});

type PointerPlace = Place & { readonly pointer: string };

/** Where a variable is used. */
interface Uses {
  readonly at: PointerPlace[];
  secret: boolean;
}

function placesByVariable({ files }: Configuration): ReadonlyMap<string, Uses> {
  const places = new Map<string, Uses>();
  for (const { document, substitutions } of files) {
    for (const { pointer, placeholders, secret } of substitutions) {
      const missing = placeholders.filter(({ origin }) => origin === 'unresolved').map(({ name }) => name);
      for (const name of new Set(missing)) {
        const found = places.get(name) ?? { at: [], secret: false };
        found.at.push({ file: document.file.name, pointer, part: 'value' });
        found.secret ||= secret || (placeholders.find((each) => each.name === name)?.secret ?? false);
        places.set(name, found);
      }
    }
  }
  return places;
}
