import { closest } from '../../core/text/did-you-mean.js';
import { childPointer } from '../../core/text/pointer.js';
import { engineSettingSpelled, isWordForRest } from '../../optimize/engine-settings.js';
import { settingAt } from '../../optimize/settings.js';
import type { MappingNode, SourceNode } from '../../load/types.js';
import type { MisplacedEngines } from '../types.js';

/** What a file has where its engines should be. Null where it has `engines` that are meant as such, or nothing like engines. */
export function misplacedEngines(root: SourceNode | null): MisplacedEngines | null {
  if (root?.kind !== 'mapping') return null;
  const engines = root.byKey.get('engines');
  if (engines !== undefined)
    return isEngineItself(engines.value) ? { kind: 'no-alias', pointer: '/engines' } : tooDeep(engines.value);
  return misspelled(root) ?? nested(root) ?? bare(root) ?? bareSettings(root) ?? underOtherName(root);
}

/** The settings of one engine where a map of engines should be. */
function isEngineItself(node: SourceNode): boolean {
  if (node.kind !== 'mapping') return false;
  return (
    node.entries.every(({ key }) => likeSetting(key) !== null) &&
    settingsIn(node, engineSettingSpelled).some(isNameOrAddress)
  );
}

/** A setting of an engine, by its right name. */
interface Meant {
  readonly name: string;
  readonly value: SourceNode;
}

function settingsIn({ entries }: MappingNode, nameOf: (key: string) => string | null): readonly Meant[] {
  return entries.flatMap(({ key, value }) => {
    const name = nameOf(key);
    return name === null ? [] : [{ name, value }];
  });
}

function likeSetting(key: string): string | null {
  return engineSettingSpelled(key) ?? (isWordForRest(key) ? 'rest' : null);
}

function isNameOrAddress({ name, value }: Meant): boolean {
  return value.kind === 'scalar' && (name === 'rest' || name === 'name');
}

function misspelled(root: MappingNode): MisplacedEngines | null {
  const entry = root.entries.find(({ key, value }) => isNearEngines(key) && holdsEngines(value));
  if (entry === undefined) return null;
  const { key, value } = entry;
  return { kind: 'misspelled', pointer: childPointer('', key), key, isList: isList(value) };
}

/** A mapping that may hold them, and where it stands. */
interface Open {
  readonly node: MappingNode;
  readonly keys: readonly string[];
  /** It is an item of a list, or below one: no key could take it to the top. */
  readonly inList: boolean;
}

/** The mappings directly below a key; those in lists, too. */
function openBelow(node: SourceNode, keys: readonly string[], inList: boolean): readonly Open[] {
  if (node.kind === 'mapping') return [{ node, keys, inList }];
  if (node.kind !== 'sequence') return [];
  return node.items.flatMap((item, index) => openBelow(item, [...keys, String(index)], true));
}

/** The first one in the file, the nearest to the top before all others. */
function nested(root: MappingNode): MisplacedEngines | null {
  const open: Open[] = [{ node: root, keys: [], inList: false }];
  for (const each of open) {
    for (const { key, value } of each.node.entries) {
      if (each.keys.length > 0 && isNearEngines(key) && holdsEngines(value))
        return nestedAt(root, each, { key, value });
      for (const below of openBelow(value, [...each.keys, key], each.inList)) open.push(below);
    }
  }
  return null;
}

/** With the other sections that went astray together with them. */
function nestedAt(
  root: MappingNode,
  { node, keys, inList }: Open,
  { key, value }: { readonly key: string; readonly value: SourceNode },
): MisplacedEngines {
  const above = keys.reduce(childPointer, '');
  const others = node.entries.filter(
    (each) =>
      each.key !== key &&
      settingAt([each.key]) !== null &&
      settingAt([...keys, each.key]) === null &&
      !root.byKey.has(each.key),
  );
  return {
    kind: 'nested',
    pointer: childPointer(above, key),
    above: keys.join('.'),
    others: others.map((each) => each.key),
    isList: inList || isList(value),
  };
}

/** Engines at the top level: the key above them is missing. */
function bare(root: MappingNode): MisplacedEngines | null {
  const aliases = root.entries
    .filter(({ key, value }) => settingAt([key]) === null && isEngine(value, engineSettingSpelled))
    .map(({ key }) => key);
  const [first] = aliases;
  return first === undefined ? null : { kind: 'no-section', pointer: childPointer('', first), aliases };
}

/** The settings of one engine at the top level: the key above them is missing, and the alias. */
function bareSettings(root: MappingNode): MisplacedEngines | null {
  const own = root.entries.filter(({ key }) => settingAt([key]) === null);
  const settings = own.map(({ key }) => key).filter((key) => engineSettingSpelled(key) !== null);
  const [first] = settings;
  if (first === undefined || !isEngine({ ...root, entries: own }, engineSettingSpelled)) return null;
  return { kind: 'no-section-no-alias', pointer: childPointer('', first), settings };
}

/** Nothing but engines below a key that Optimize does not have, whatever it is called. */
function underOtherName(root: MappingNode): MisplacedEngines | null {
  const entry = root.entries.find(({ key, value }) => settingAt([key]) === null && holdsOnlyEngines(value));
  return entry === undefined
    ? null
    : { kind: 'misspelled', pointer: childPointer('', entry.key), key: entry.key, isList: false };
}

function holdsOnlyEngines(node: SourceNode): boolean {
  if (node.kind !== 'mapping' || node.entries.length === 0) return false;
  return node.entries.every(
    ({ value }) => value.kind === 'mapping' && isScalar(value.byKey.get('rest')?.value),
  );
}

function isScalar(node: SourceNode | undefined): boolean {
  return node?.kind === 'scalar';
}

/** Engines below another key that stands where an alias should be. */
function tooDeep(engines: SourceNode): MisplacedEngines | null {
  if (engines.kind !== 'mapping') return null;
  for (const { key, value } of engines.entries) {
    if (!isGroup(value)) continue;
    const aliases = value.entries.map((each) => each.key);
    return { kind: 'too-deep', pointer: childPointer('/engines', key), key, aliases };
  }
  return null;
}

function isGroup(node: SourceNode): node is MappingNode {
  return (
    node.kind === 'mapping' &&
    node.entries.every(({ key }) => likeSetting(key) === null) &&
    node.entries.some(({ value }) => isEngine(value, likeSetting))
  );
}

function isNearEngines(key: string): boolean {
  const letters = key
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z]/gu, '');
  return letters.includes('engine') || closest(letters, ['engines']) !== null;
}

function isList({ kind }: SourceNode): boolean {
  return kind === 'sequence';
}

/** A map of engines, or a list of them, which only people read. */
function holdsEngines(node: SourceNode): boolean {
  if (node.kind === 'sequence')
    return node.items.some((item) => isEngine(item, likeSetting) || namesEngines(item));
  return namesEngines(node) || isEngineItself(node);
}

/** Engines by name, each of them perhaps in a list of its own. */
function namesEngines(node: SourceNode): boolean {
  if (node.kind !== 'mapping') return false;
  return node.entries.some(({ value }) =>
    (value.kind === 'sequence' ? value.items : [value]).some((each) => isEngine(each, likeSetting)),
  );
}

/** An address, or a name and what else only an engine has. Where nothing else tells of engines, it has to have the names of settings. */
function isEngine(node: SourceNode, nameOf: typeof likeSetting): boolean {
  if (node.kind !== 'mapping') return false;
  const settings = settingsIn(node, nameOf).filter(({ value }) => value.kind !== 'sequence');
  if (settings.some((each) => each.name === 'rest' && each.value.kind === 'scalar')) return true;
  return settings.length > 1 && settings.some(({ name }) => name === 'name');
}
