import { shortened } from '../../core/text/text.js';
import type { ConfigurationFile, EntryView } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { substitutionAt } from '../shared/configuration/substitutions.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** As Optimize reads it; `<NAME>` stands for the value of a variable, user info is masked. */
  readonly rest: string;
  /** A block (`>` or `|`) that ends with a line break, and would be an address without. */
  readonly isBlock: boolean;
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
        const isBlock = isAddressInBlock(each, rest);
        const data: Data = { engine: each.entry.alias, rest, isBlock };
        yield {
          data,
          engines: [each.entry.alias],
          at: [{ file: file.document.file.name, pointer: each.setting('rest').pointer, part: 'value' }],
          edits: (isBlock ? [rest.trim()] : wholeAddress(rest)).map((value) => ({
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
  message({ engine, rest, isBlock }: Data) {
    if (isBlock)
      return `"rest" of engine ${named(engine)} ends with the line break of its block, which makes it no address.`;
    return `"rest" of engine ${named(engine)} is "${shortened(rest, 60)}", which is not an absolute http or https address.`;
  },
  remedy({ isBlock }: Data) {
    if (isBlock) return 'Write ">-" in place of ">" or "|", or the address on the line of its setting:';
    return 'Write the whole address, with http:// or https://:';
  },
  sample({ rest, isBlock }: Data) {
    return `rest: ${(isBlock ? rest.trim() : wholeAddress(rest)[0]) ?? 'http://engine.example.com:8080/engine-rest'}`;
  },
});

/** Where only the scheme is missing. */
function wholeAddress(rest: string): readonly string[] {
  return /^[a-z0-9.-]+(?::\d+)?(?:\/|$)/iu.test(rest) ? [`http://${rest}`] : [];
}

function isAddressInBlock(each: EntryView, rest: string): boolean {
  const node = each.node('rest');
  const address = rest.trim();
  return (
    node?.kind === 'scalar' &&
    node.style === 'block' &&
    address !== rest &&
    /^https?:\/\/\S+$/iu.test(address)
  );
}

/** The text that is no address. An empty one and broken placeholders have findings of their own. */
function brokenAddress(each: EntryView, file: ConfigurationFile): string | null {
  const { rest, base } = each.entry;
  const { blank, pointer } = each.setting('rest');
  if (rest === null || base !== null || blank) return null;
  const substitution = substitutionAt(file, pointer);
  if (substitution === undefined) return rest;
  return substitution.shape === 'several' || substitution.shape === 'brace' ? null : substitution.reads;
}
