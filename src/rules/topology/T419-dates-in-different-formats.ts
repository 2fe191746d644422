import { citationOf } from '../../core/citation.js';
import { joined, quotedList } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';
import { datesRead } from '../shared/engines/date-forms.js';
import { entriesOf } from '../shared/engines/definitions.js';

interface Data {
  readonly engines: readonly string[];
  /** One example of each form, in the order in which they were met. */
  readonly examples: readonly string[];
}

export default landscapeRule({
  code: 'T419',
  name: 'dates-in-different-formats',
  severity: 'warning',
  needsOptimize: true,
  needs: ['dateForm'],
  *check({ engines }) {
    // Where it can be told what Optimize reads, that is told for each engine by itself.
    if (engines.every((each) => datesRead(each).readable !== null)) return;
    const byForm = new Map(
      engines.map(({ entry, facts }) => [facts.dateForm.value.form, entry.alias] as const).toReversed(),
    );
    if (byForm.size < 2) return;
    // The first engine of each form speaks for the others.
    const aliases = engines
      .map(({ entry }) => entry.alias)
      .filter((alias) => [...byForm.values()].includes(alias));
    const forms = engines
      .filter(({ entry }) => aliases.includes(entry.alias))
      .map(({ facts }) => facts.dateForm);
    const examples = forms.map(({ value }) => value.example);
    const data: Data = { engines: aliases, examples };
    yield {
      data,
      engines: aliases,
      at: entriesOf(aliases, (alias) => `"${alias}" writes dates in another form`),
      evidence: aliases.map((alias, index) => ({
        kind: 'date',
        engines: [alias],
        detail: examples[index] ?? '',
        ...citationOf(forms[index]?.evidence ?? []),
      })),
      subject: 'dates',
    };
  },
  message({ engines, examples }: Data) {
    return `${quotedList(engines)} write dates in different forms (${joined(examples)}): Optimize has one setting for all engines.`;
  },
  remedy() {
    return [
      'Let all engines answer in one form: an application that replaced the pattern (JacksonConfigurator.dateFormatString)',
      'has to go back to the default. Only where all of them use another one, set serialization.engineDateFormat of Optimize to it.',
    ].join('\n');
  },
});
