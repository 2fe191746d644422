import type { ConfigurationFile, MisplacedEngines } from '../../configuration/types.js';
import type { Change } from '../../core/edit.js';
import { childPointer } from '../../core/text/pointer.js';
import { shortened } from '../../core/text/text.js';
import { ignoresEngines } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { aliasFor } from '../shared/configuration/alias-for.js';
import { someNames } from '../shared/words.js';

type Misplaced = Exclude<MisplacedEngines, { readonly kind: 'no-alias' }>;

interface Data {
  readonly kind: Misplaced['kind'] | 'wrong-file';
  /** The wrong key, the section above, or the file. */
  readonly where: string;
  /** What stands in the wrong place: engines, or the settings of one. */
  readonly names: readonly string[];
  /** The engines are a list. */
  readonly isList?: true;
}

export default configurationRule({
  code: 'C120',
  name: 'engines-misplaced',
  severity: 'error',
  unreadable: true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const file of files) {
      const name = file.document.file.name;
      const misplaced = file.misplaced?.kind === 'no-alias' ? null : file.misplaced;
      const foreign = isForeign(name) && hasEngines(file);
      if (misplaced === null && !foreign) continue;
      const pointer = misplaced?.pointer ?? '/engines';
      const alias = aliasFor(file.document.root);
      yield {
        data: foreign || misplaced === null ? wrongFile(name) : dataOf(misplaced),
        engines: [],
        at: [{ file: name, pointer, part: 'key' }],
        edits:
          foreign || misplaced === null
            ? []
            : changesFor(misplaced, alias).map((each) => ({ ...each, file: name })),
        subject: name,
      };
    }
  },
  message({ kind, where, names }: Data) {
    const instead = 'Optimize uses its built-in engine instead';
    const what = `"${shortened(where, 60)}"`;
    if (kind === 'misspelled') return `${what} is not read, only "engines" is: ${instead}.`;
    if (kind === 'nested') return `"engines" is below ${what}, where nothing reads it: ${instead}.`;
    if (kind === 'wrong-file') return `Nothing reads engines from ${what}: ${instead}.`;
    if (kind === 'too-deep')
      return `${someNames(names)} ${names.length === 1 ? 'is' : 'are'} below ${what}, one level too deep: Optimize takes ${what} for an engine and does not start.`;
    if (kind === 'no-section-no-alias')
      return `The lines "engines:" and an alias are missing above ${someNames(names)}: ${instead}.`;
    return `The line "engines:" is missing above ${someNames(names)}: ${instead}.`;
  },
  remedy({ kind, where, isList }: Data) {
    if (isList === true)
      return 'Write "engines:" at the top level, and below it each engine under an alias of its own: a list is not read.';
    if (kind === 'misspelled') return `Rename "${shortened(where, 60)}" to "engines".`;
    if (kind === 'nested') return 'Move the section to the top level, without indentation.';
    if (kind === 'wrong-file') return 'Write the section into environment-config.yaml, at its top level.';
    if (kind === 'too-deep')
      return 'Write each engine directly below "engines". For several environments, use a file for each.';
    if (kind === 'no-section-no-alias')
      return 'Put the settings below "engines" and an alias of your choice. It is stored with all imported data: do not change it later.';
    return 'Write "engines:" above them, and indent them.';
  },
});

/** The file of Spring Boot, in which many programs have their settings. */
function isForeign(name: string): boolean {
  const small = name.toLowerCase();
  return small.includes('application') && /(?:^|[\\/])application(?:-[^\\/]+)?\.ya?ml$/u.test(small);
}

function hasEngines({ misplaced, document: { root } }: ConfigurationFile): boolean {
  return misplaced !== null || (root?.kind === 'mapping' && root.byKey.has('engines'));
}

function wrongFile(name: string): Data {
  return { kind: 'wrong-file', where: name.split(/[\\/]/u).at(-1) ?? name, names: [] };
}

function dataOf(misplaced: Misplaced): Data {
  const { kind } = misplaced;
  if (kind === 'no-section') return { kind, where: '', names: misplaced.aliases };
  if (kind === 'no-section-no-alias') return { kind, where: '', names: misplaced.settings };
  if (kind === 'too-deep') return { kind, where: misplaced.key, names: misplaced.aliases };
  const where = kind === 'misspelled' ? misplaced.key : misplaced.above;
  return { kind, where, names: [], ...(misplaced.isList && { isList: true }) };
}

/** @param alias for an engine that has none */
function changesFor(misplaced: Misplaced, alias: string): readonly Change[] {
  const { pointer, kind } = misplaced;
  if (kind === 'no-section')
    return misplaced.aliases.map((each) => move(childPointer('', each), childPointer('/engines', each)));
  if (kind === 'no-section-no-alias') {
    const section = childPointer('/engines', alias);
    return misplaced.settings.map((each) => move(childPointer('', each), childPointer(section, each)));
  }
  if (kind === 'too-deep' || misplaced.isList) return [];
  if (kind === 'misspelled') return [{ kind: 'rename', pointer, key: 'engines' }];
  const above = pointer.slice(0, pointer.lastIndexOf('/'));
  const others = misplaced.others.map((key) => move(childPointer(above, key), childPointer('', key)));
  return [move(pointer, '/engines'), ...others];
}

function move(pointer: string, to: string): Change {
  return { kind: 'move', pointer, to };
}
