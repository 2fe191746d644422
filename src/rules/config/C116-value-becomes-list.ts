import { configurationRule } from '../rule.js';
import { substitutionAt } from '../shared/configuration/substitutions.js';
import { exactValuesOf } from '../shared/configuration/exact-values.js';
import { enginesAt, settingAt } from '../shared/words.js';

interface Data {
  readonly pointer: string;
  /** The list comes from a variable, not from the file. */
  readonly variable: boolean;
}

export default configurationRule({
  code: 'C116',
  name: 'value-becomes-list',
  severity: 'warning',
  needsOptimize: true,
  // An engine entry with a list in place of a text cannot be bound: Optimize does not start.
  severityOf: ({ pointer }) => (pointer.startsWith('/engines/') ? 'error' : 'warning'),
  *check({ configuration }) {
    for (const file of configuration.files) {
      if (!file.substitutions.some(({ becomesList }) => becomesList)) continue;
      for (const { pointer, insteadOfList } of exactValuesOf(file)) {
        // Lists of ids are meant to come out of one variable.
        if (insteadOfList) continue;
        const substitution = substitutionAt(file, pointer);
        if (substitution?.becomesList !== true) continue;
        const data: Data = { pointer, variable: substitution.placeholders.length > 0 };
        yield {
          data,
          engines: enginesAt(pointer),
          at: [{ file: file.document.file.name, pointer, part: 'value' }],
          subject: pointer,
        };
      }
    }
  },
  message({ pointer, variable }: Data) {
    const whose = variable ? 'What the placeholder yields for' : 'The text of';
    return `${whose} ${settingAt(pointer)} is in square brackets: Optimize makes a list of it, even inside quotes.`;
  },
  remedy() {
    return 'Choose a value that does not begin with "[" and end with "]"; quotes do not help.';
  },
});
