import { quotedList, shortened } from '../../core/text/text.js';
import { DEFAULT_DATE_PATTERN } from '../../optimize/java-dates.js';
import { landscapeRule } from '../rule.js';
import { datesRead, type EngineDates } from '../shared/engines/date-forms.js';

interface Data {
  readonly engine: string;
  readonly example: string;
  readonly pattern: string;
  /** The pattern is set in the file, not the default. */
  readonly isSet: boolean;
  /** The other engines of the same file whose dates the pattern reads. */
  readonly readable: readonly string[];
}

export default landscapeRule({
  code: 'P314',
  name: 'dates-not-readable',
  severity: 'error',
  needsOptimize: true,
  needs: ['dateForm'],
  *check({ engines }) {
    const read = engines.map(datesRead);
    for (const each of read) {
      if (each.readable !== false) continue;
      const { alias, example, pattern, isSet, citation } = each;
      const data: Data = { engine: alias, example, pattern, isSet, readable: othersReadable(each, read) };
      yield {
        data,
        engines: [alias],
        at: [{ engine: alias, setting: 'rest' }],
        evidence: [{ kind: 'date', engines: [alias], detail: example, ...citation }],
        subject: 'dates',
      };
    }
  },
  // Without the moment, so that engines that write dates alike are told in one sentence; the evidence has what each wrote.
  message({ engine, example, pattern }: Data) {
    const form = example
      .replaceAll(/\d/g, '0')
      .replace(/^0000-00-00(.)00:00:00/u, 'yyyy-MM-dd$1HH:mm:ss')
      .replace('.000', '.SSS');
    return `"${engine}" writes dates as ${shortened(form, 40)}, which engineDateFormat ${shortened(pattern, 40)} cannot read: nothing of it is imported.`;
  },
  remedy({ readable, isSet }: Data) {
    const engine = isSet
      ? 'Let the engine answer in the form that is set:'
      : `Let the engine answer as engines do by default (${DEFAULT_DATE_PATTERN}):`;
    const optimize =
      readable.length === 0
        ? 'Or set serialization.engineDateFormat of Optimize to the form of its engines: there is one for all of them.'
        : `Setting serialization.engineDateFormat to its form would make ${quotedList(readable)} unreadable: there is one for all engines.`;
    return [
      engine,
      'the application around it replaced that (JacksonConfigurator.dateFormatString).',
      optimize,
    ].join('\n');
  },
  sample({ readable, example }: Data) {
    return readable.length > 0 || !/[+-]\d\d:\d\d$/u.test(example)
      ? null
      : `serialization:\n  engineDateFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"`;
  },
});

function othersReadable({ alias, file }: EngineDates, all: readonly EngineDates[]): readonly string[] {
  return all
    .filter((other) => other.alias !== alias && other.file === file && other.readable === true)
    .map((other) => other.alias);
}
