import { LONGEST_TOGETHER, LONGEST_VALUE } from '../../core/longest-values.js';
import type { Place } from '../../core/rule.js';
import { counted, shortened } from '../../core/text/text.js';
import type { Configuration, NodeFacts } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { enginesAt } from '../shared/words.js';

interface Data {
  readonly variable: string;
  readonly places: number;
  /** Values were given for this run, and this name is not among them. */
  readonly supplied: boolean;
  /** It holds a secret, or a setting that is made of it does: that has no place on a command line. */
  readonly secret: boolean;
  /** Compose, or what processes a template, puts the value in, not Optimize: it has none from where it looks, while the container has one, or refuses the form. */
  readonly compose: Compose | null;
  /** It has a value, with which its settings would be longer than anything that is read here. */
  readonly tooLong?: true;
}

type Compose = NonNullable<ReturnType<NodeFacts['interpolation']>>;

export default configurationRule({
  code: 'C111',
  name: 'unresolved-placeholder',
  severity: 'info',
  severityOf: ({ supplied, compose, tooLong }) => {
    if (tooLong) return 'warning';
    return isCertain(compose) || supplied ? 'error' : 'info';
  },
  *check({ configuration }) {
    const files = configuration.files.some(({ valuesSupplied }) => valuesSupplied);
    for (const { variable, at, secret, compose, tooLong } of usesIn(configuration)) {
      const engines = at.flatMap(({ pointer }) => enginesAt(pointer));
      // What compose looks for is in no container: that all of its variables are known means nothing.
      const supplied = files && compose === null;
      const data: Data = {
        variable,
        places: at.length,
        supplied,
        secret,
        compose,
        ...(tooLong && { tooLong: true }),
      };
      const certainty = compose === 'not-container' ? 'strong' : undefined;
      yield { data, engines: [...new Set(engines)], at, subject: variable, ...(certainty && { certainty }) };
    }
  },
  message({ variable, places, compose, tooLong }: Data) {
    const used = places === 1 ? '' : `, used in ${counted(places, 'place')},`;
    const name = shortened(variable, 60);
    if (tooLong)
      return `The placeholder "\${${name}}"${used} is not resolved here: with its value, a setting would be longer than ${LONGEST_VALUE.toLocaleString('en-US')} characters, or the values of all together longer than ${LONGEST_TOGETHER.toLocaleString('en-US')}.`;
    if (compose === 'refused')
      return `Compose refuses "\${${name}:…}"${used} and does not start: it knows ":-", not ":", before a default.`;
    if (compose === 'not-container')
      return `The placeholder "\${${name}}"${used} gets its value from compose, which looks for it in the shell or ".env", not in "environment" of the service: without one there, it is empty.`;
    if (compose === 'shell')
      return `The placeholder "\${${name}}"${used} gets its value from compose, which looks for it in the shell or ".env", and has none here: without one, it is empty.`;
    if (compose === 'template')
      return `The placeholder "\${${name}}"${used} is a parameter of the template, and has no value here: whoever processes the template gives it one.`;
    return `The placeholder "\${${name}}"${used} has no default and no value here: Optimize does not start without one.`;
  },
  /** Without the name: what is to be done is the same for all of them, and then said once. */
  remedy({ supplied, secret, compose, tooLong }: Data) {
    if (tooLong) return 'Check the value of the variable, and how often the placeholder is repeated.';
    if (isCertain(compose)) return 'Write "$$" in place of "$", so that Optimize gets the placeholder.';
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
  compose: Compose | null;
}

/** Whatever the shell has that starts compose, or most likely has. */
function isCertain(compose: Compose | null): boolean {
  return compose === 'refused' || compose === 'not-container';
}

function usesIn({ files }: Configuration): Iterable<Uses> {
  const uses = new Map<string, Uses>();
  for (const { document, node, substitutions } of files) {
    for (const { pointer, placeholders, secret } of substitutions) {
      const missing = placeholders.filter(({ origin, tooLong }) => origin === 'unresolved' || tooLong);
      for (const each of new Map(missing.map((one) => [one.name, one])).values()) {
        const tooLong = each.tooLong === true;
        const key = `${each.name} ${tooLong}`;
        const found = uses.get(key) ?? { variable: each.name, at: [], secret: false, compose: null, tooLong };
        found.at.push({ file: document.file.name, pointer, part: 'value' });
        found.secret ||= secret || each.secret;
        if (!tooLong) found.compose ??= node.interpolation(each.name);
        uses.set(key, found);
      }
    }
  }
  return uses.values();
}
