import { oncePer } from '../../core/memoize.js';
import { engineSettings } from '../../optimize/engine-settings.js';
import type { Configuration, ConfigurationFile, EntryView } from '../../configuration/types.js';
import { characterName, invisibleIn } from '../../core/text/text.js';
import type { SourceFile } from '../../load/types.js';
import type { Hit } from '../../core/rule.js';
import { configurationRule } from '../rule.js';
import { builtInVariables } from '../shared/configuration/built-in-variables.js';
import { enginesAt, named, settingAt } from '../shared/words.js';

interface Data {
  /** Null for a variable that sets up the built-in engine. */
  readonly engine: string | null;
  /** Null for the alias itself. */
  readonly setting: string | null;
  readonly pointer: string;
  /** Null where the file itself has the character. */
  readonly variable: string | null;
  /** Number and name, e.g. `U+200B (zero width space)`. */
  readonly character: string;
}

export default configurationRule({
  code: 'C159',
  name: 'invisible-character',
  severity: 'warning',
  *check({ configuration }) {
    const arePlain = configuration.documents().every(({ file }) => isPlain(file));
    for (const file of configuration.files) {
      if (!arePlain) for (const each of file.entries) yield* inEntry(file, each);
      yield* inPlaceholders(file);
    }
    yield* inVariables(configuration);
  },
  message({ engine, setting, pointer, variable, character }: Data) {
    const unseen = `holds ${character}, which nobody sees`;
    if (variable !== null) {
      const where = setting === null ? "the address of Optimize's built-in engine" : settingAt(pointer);
      return `The value of ${variable} ${unseen}. It becomes a part of ${where}.`;
    }
    const what = setting === null ? `The alias ${named(engine ?? '')}` : settingAt(pointer);
    return `${what} ${unseen}: it is not the text that it looks like.`;
  },
  remedy() {
    return 'Type the text again instead of copying it.';
  },
});

function* inEntry({ document }: ConfigurationFile, each: EntryView): Iterable<Hit<Data>> {
  for (const { setting, pointer, character } of charactersIn(each)) {
    const part = setting === null ? ('key' as const) : ('value' as const);
    yield {
      data: {
        engine: each.entry.alias,
        setting,
        pointer,
        variable: null,
        character: characterName(character),
      },
      engines: [each.entry.alias],
      at: [{ file: document.file.name, pointer, part }],
      subject: setting ?? 'alias',
    };
  }
}

/** What the variables of an engine's settings bring along. */
function* inPlaceholders({ document, substitutions }: ConfigurationFile): Iterable<Hit<Data>> {
  for (const { pointer, placeholders } of substitutions) {
    const [engine = null] = enginesAt(pointer);
    if (engine === null) continue;
    for (const { name, invisible } of placeholders) {
      if (invisible === null) continue;
      yield {
        data: { engine, setting: pointer, pointer, variable: name, character: characterName(invisible) },
        engines: [engine],
        at: [{ file: document.file.name, pointer, part: 'value' }],
        subject: `${pointer} ${name}`,
      };
    }
  }
}

function* inVariables(configuration: Configuration): Iterable<Hit<Data>> {
  for (const { name, at, invisible } of builtInVariables(configuration)) {
    if (invisible === null) continue;
    yield {
      data: { engine: null, setting: null, pointer: '', variable: name, character: characterName(invisible) },
      engines: [],
      at: [at],
      subject: name,
    };
  }
}

/** Nothing beyond ASCII, and no backslash, with which double quotes can hold any character. Many configurations may stand in one file. */
const isPlain = oncePer(({ text }: SourceFile) => /^[^\\\u0080-\uffff]*$/u.test(text));

interface Found {
  readonly setting: string | null;
  readonly pointer: string;
  readonly character: string;
}

/** Of a secret only the character is told. */
function* charactersIn(each: EntryView): Iterable<Found> {
  const inAlias = invisibleIn(each.entry.alias);
  if (inAlias !== null) yield { setting: null, pointer: each.entry.pointer, character: inAlias };
  for (const { name } of engineSettings()) {
    const path = name.replaceAll('.', '/');
    const node = each.node(path);
    const character = node?.kind === 'scalar' ? invisibleIn(node.text ?? '') : null;
    if (character !== null) yield { setting: name, pointer: each.setting(path).pointer, character };
  }
}
