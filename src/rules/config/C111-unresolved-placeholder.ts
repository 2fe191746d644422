import type { Place } from '../../core/rule.js';
import { counted, shortened } from '../../core/text.js';
import type { Configuration } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { enginesAt } from '../shared/words.js';

interface Data {
  readonly variable: string;
  readonly places: number;
  /** Values were given for this run, and this name is not among them. */
  readonly supplied: boolean;
}

export default configurationRule({
  code: 'C111',
  name: 'unresolved-placeholder',
  severity: 'info',
  severityOf: ({ supplied }) => (supplied ? 'error' : 'info'),
  *check({ configuration }) {
    const supplied = configuration.files.some(({ valuesSupplied }) => valuesSupplied);
    for (const [variable, at] of placesByVariable(configuration)) {
      const engines = at.flatMap(({ pointer }) => enginesAt(pointer));
      const data: Data = { variable, places: at.length, supplied };
      yield { data, engines: [...new Set(engines)], at, subject: variable };
    }
  },
  message({ variable, places }: Data) {
    const used = places === 1 ? '' : `, used in ${counted(places, 'place')},`;
    return `The placeholder "\${${shortened(variable, 60)}}"${used} has no default and no value here: Optimize does not start without one.`;
  },
  remedy({ variable, supplied }: Data) {
    const where = supplied
      ? 'Add it to the values of this run'
      : 'To check with the real value, give it to this run';
    return `${where}: --define ${variable}=… or a line ${variable}=… in the file that --variables names.`;
  },
});

type PointerPlace = Place & { readonly pointer: string };

function placesByVariable({ files }: Configuration): ReadonlyMap<string, readonly PointerPlace[]> {
  const places = new Map<string, PointerPlace[]>();
  for (const { document, substitutions } of files) {
    for (const { pointer, placeholders } of substitutions) {
      const missing = placeholders.filter(({ origin }) => origin === 'unresolved').map(({ name }) => name);
      for (const name of new Set(missing)) {
        const found = places.get(name) ?? [];
        found.push({ file: document.file.name, pointer, part: 'value' });
        places.set(name, found);
      }
    }
  }
  return places;
}
