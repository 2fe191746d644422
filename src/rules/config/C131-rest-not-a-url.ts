import { shortened } from '../../core/text.js';
import type { ConfigurationFile, EntryView } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { substitutionAt } from '../shared/configuration/substitutions.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** As Optimize reads it; `<NAME>` stands for the value of a variable, user info is masked. */
  readonly rest: string;
}

export default configurationRule({
  code: 'C131',
  name: 'rest-not-a-url',
  severity: 'error',
  consequenceOf: ['several-placeholders', 'brace-in-placeholder', 'not-a-placeholder'],
  *check({ configuration }) {
    for (const file of configuration.files) {
      for (const each of file.entries) {
        const rest = brokenAddress(each, file);
        if (rest === null) continue;
        const data: Data = { engine: each.entry.alias, rest };
        yield {
          data,
          engines: [each.entry.alias],
          at: [{ file: file.document.file.name, pointer: each.setting('rest').pointer, part: 'value' }],
          edits: wholeAddress(rest).map((value) => ({
            kind: 'set' as const,
            file: file.document.file.name,
            pointer: each.setting('rest').pointer,
            value,
          })),
          subject: 'rest',
        };
      }
    }
  },
  message({ engine, rest }: Data) {
    return `"rest" of engine ${named(engine)} is "${shortened(rest, 60)}", which is not an absolute http or https address.`;
  },
  remedy() {
    return 'Write the whole address, with http:// or https://:';
  },
  sample({ rest }: Data) {
    return `rest: ${wholeAddress(rest)[0] ?? 'http://engine.example.com:8080/engine-rest'}`;
  },
});

/** Where only the scheme is missing. */
function wholeAddress(rest: string): readonly string[] {
  return /^[a-z0-9.-]+(?::\d+)?(?:\/|$)/iu.test(rest) ? [`http://${rest}`] : [];
}

/** The text that is no address. An empty one and broken placeholders have findings of their own. */
function brokenAddress(each: EntryView, file: ConfigurationFile): string | null {
  const { rest, base } = each.entry;
  const { state, blank, pointer } = each.setting('rest');
  if (rest === null || base !== null || state !== 'text' || blank) return null;
  const substitution = substitutionAt(file, pointer);
  if (substitution === undefined) return rest;
  return substitution.shape === 'several' || substitution.shape === 'brace' ? null : substitution.reads;
}
