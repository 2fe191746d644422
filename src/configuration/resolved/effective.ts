import type { Effective, EffectiveValue, Line, Origin } from '../../core/report/effective.js';
import { childPointer, keysOf } from '../../core/text/pointer.js';
import { standing } from '../../load/standing.js';
import { locate, nodeAt } from '../../load/locate.js';
import type { MappingEntry, MappingNode, ScalarNode, SourceDocument, SourceNode } from '../../load/types.js';
import { engineSettingAt, shippedEngine } from '../../optimize/engine-settings.js';
import { builtInEntry } from './built-in.js';
import type { Variables } from './placeholders.js';
import { maskText } from '../secrets/masked-source.js';
import type { ConfigurationFile } from '../types.js';
import type { Vault } from '../logins.js';
import type { Placeholder, PlaceholderOrigin, ResolvedScalar, ResolvedTree, Value } from './types.js';
import { booleanOf } from './values.js';

/** What the tree of one configuration is made with. */
export interface EffectiveContext {
  readonly variables: Variables;
  /** Names of the files behind `variables.variablesFiles`. */
  readonly variablesFiles: readonly string[];
  readonly vault: Pick<Vault, 'hide'>;
  /** Only these engines; empty means all. */
  readonly engines: readonly string[];
}

/** One configuration as Optimize reads it: merged, placeholders resolved, scalars coerced, secrets masked, each value with its origin. */
export function effectiveOf(file: ConfigurationFile, context: EffectiveContext): Effective {
  const [upper, base] = file.documents;
  return {
    file: upper?.file.name ?? '',
    base: base?.file.name ?? null,
    root: new Reading(file, context).root(),
    partial: !file.isWhole,
  };
}

type Scalar = Extract<EffectiveValue, { kind: 'scalar' }>['value'];

class Reading {
  readonly #file: ConfigurationFile;
  readonly #context: EffectiveContext;
  readonly #tree: ResolvedTree;

  constructor(file: ConfigurationFile, context: EffectiveContext) {
    this.#file = file;
    this.#context = context;
    this.#tree = file.tree();
  }

  root(): EffectiveValue | null {
    const { root, entries, misplaced } = this.#file;
    // Engines in the wrong place are passed over.
    const passedOver = misplaced !== null && misplaced.kind !== 'no-alias' && !hasEngines(root);
    const builtIn = passedOver || entries.some((entry) => entry.builtIn);
    const own = root === null || (builtIn && root.kind !== 'mapping') ? null : this.#value(root, '');
    if (!builtIn) return own;
    const engines = this.#builtInEngines();
    const others = own?.kind === 'mapping' ? own.entries : [];
    return { kind: 'mapping', entries: [...others, { key: 'engines', value: engines }], origin: null };
  }

  #builtInEngines(): EffectiveValue {
    const value = this.#value(builtInEntry(), childPointer('/engines', shippedEngine().alias), true);
    return { kind: 'mapping', entries: [{ key: shippedEngine().alias, value }], origin: NOWHERE };
  }

  #value(node: SourceNode, pointer: string, builtIn = false): EffectiveValue {
    if (node.kind === 'scalar') return this.#scalar(node, pointer, builtIn);
    const origin = builtIn ? NOWHERE : this.#origin(pointer);
    if (node.kind === 'mapping') {
      const entries = this.#entriesOf(node, pointer).map(({ key, value }) => ({
        key: this.#masked(key),
        value: this.#value(value, childPointer(pointer, key), builtIn),
      }));
      return { kind: 'mapping', entries, origin };
    }
    const items = node.items.map((item, index) => this.#value(item, childPointer(pointer, index)));
    return { kind: 'list', items, origin };
  }

  #entriesOf({ entries }: MappingNode, pointer: string): readonly MappingEntry[] {
    const { engines } = this.#context;
    if (pointer !== '/engines' || engines.length === 0) return entries;
    return entries.filter(({ key }) => engines.includes(key));
  }

  #scalar(node: ScalarNode, pointer: string, builtIn: boolean): EffectiveValue {
    const resolved = this.#tree.scalar(node);
    const { value, text } = resolved;
    const placeholders = placeholdersOf(resolved);
    const isSecret =
      this.#tree.hides(node) || placeholders.some(({ name }) => this.#tree.isSecretVariable(name));
    const read = bound(pointer, typeof node.value === 'bigint' ? node.value : value, text);
    const shown = isList(read)
      ? read.map((item) => this.#shown(item, isSecret))
      : this.#shown(read, isSecret);
    const place = builtIn ? NOWHERE : this.#origin(pointer);
    const origin: Origin = {
      ...place,
      variables: placeholders.map(({ name, origin: from }) => ({ name, from: this.#whence(name, from) })),
      written: isSecret || placeholders.length > 0 ? null : this.#written(node, read),
    };
    if (!isList(shown)) return { kind: 'scalar', value: shown, origin };
    const items = shown.map((item): EffectiveValue => ({ kind: 'scalar', value: item, origin: null }));
    return { kind: 'list', items, origin };
  }

  #whence(name: string, from: PlaceholderOrigin): string | null {
    const { variables, variablesFiles } = this.#context;
    if (from === 'unresolved' || from === 'withheld') return null;
    if (from !== 'variables-file') return WHENCE[from];
    return (
      variablesFiles[variables.variablesFiles.findLastIndex((values) => values.has(name))] ?? WHENCE[from]
    );
  }

  /** Only a text can hold something secret; that there is none, or an empty one, may be seen. */
  #shown(value: Scalar, isSecret: boolean): Scalar {
    if (isSecret && value !== null && value !== '') return '***';
    return typeof value === 'string' ? this.#masked(value) : value;
  }

  #masked(text: string): string {
    return this.#context.vault.hide(maskText(text));
  }

  /** What stands in the file, where it does not say by itself what is read. */
  #written(node: ScalarNode, read: Scalar | readonly Scalar[]): string | null {
    if (node.style === 'alias') return this.#masked(`*${node.text ?? ''}`);
    if (!isList(read) && String(read) === node.raw) return null;
    if (node.style === 'block' || node.style === 'empty') return null;
    if (node.style === 'quoted' && read === node.value) return null;
    if (read === null) return null;
    return this.#masked(node.style === 'quoted' ? `'${node.raw}'` : node.raw);
  }

  #origin(pointer: string): Origin {
    const holder = this.#file.holderOf(pointer);
    const place = lineOf(holder, pointer);
    const [upper, base] = this.#file.documents;
    const other =
      base === undefined || pointer === '' ? null : lineOf(holder === base ? upper : base, pointer);
    if (other === null || base === undefined) return { ...NOWHERE, place };
    if (holder === base) return { ...NOWHERE, place, ignored: other };
    return { ...NOWHERE, place, instead: this.#isMerged(pointer, base) ? null : other };
  }

  /** A mapping over a mapping takes the place of nothing; `engines` does. */
  #isMerged(pointer: string, base: SourceDocument): boolean {
    if (pointer.startsWith('/engines')) return false;
    return nodeAt(this.#file, pointer)?.kind === 'mapping' && nodeAt(base, pointer)?.kind === 'mapping';
  }
}

const NOWHERE: Origin = { place: null, variables: [], written: null, instead: null, ignored: null };

const WHENCE: Readonly<Record<Exclude<PlaceholderOrigin, 'unresolved' | 'withheld'>, string>> = {
  define: '--define',
  environment: 'the environment',
  'variables-file': '--variables',
  container: 'the container',
  default: 'its default',
};

/** Where a pointer leads in one file; null where it leads nowhere. */
function lineOf(document: SourceDocument | undefined, pointer: string): Line | null {
  if (document === undefined || nodeAt(document, pointer) === null) return null;
  const span = locate(document, pointer, 'entry');
  if (span === null) return null;
  const { file, line } = standing(document.file, span);
  return { file, line };
}

/** Each name once. */
function placeholdersOf({ node, placeholders }: ResolvedScalar): readonly Placeholder[] {
  if (node.style === 'alias') return [];
  return [...new Map(placeholders.map((each) => [each.name, each])).values()];
}

function hasEngines(root: SourceNode | null): boolean {
  return root?.kind === 'mapping' && root.byKey.has('engines');
}

/** What the setting of an engine makes of a value; elsewhere a value is what it is. */
function bound(pointer: string, value: Value | bigint, text: string | null): Scalar | readonly Scalar[] {
  const [section, alias, ...path] = keysOf(pointer);
  const kind = section === 'engines' && alias !== undefined ? engineSettingAt(path)?.kind : undefined;
  if (Array.isArray(value)) return value.map((item) => scalarOf(item));
  const single = scalarOf(value);
  if (kind === 'list') return text === null ? single : [text];
  if (kind === 'text') return text ?? single;
  if (kind === 'switch' && typeof value !== 'bigint') return booleanOf(value) ?? single;
  return single;
}

function isList(value: Scalar | readonly Scalar[]): value is readonly Scalar[] {
  return Array.isArray(value);
}

/** Mappings inside a list that comes from one text are shown as text: no setting takes them. */
function scalarOf(value: Value | bigint): Scalar {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
