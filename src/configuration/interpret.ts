import type { MappingEntry, SourceDocument, SourceNode, Span } from '../load/types.js';
import { childPointer } from '../core/pointer.js';
import { lineIndexOf } from '../load/lines.js';
import { locate, nodeAt } from '../load/locate.js';
import { BUILT_IN_ALIAS, builtInEntry, givenVariables } from './built-in.js';
import { ReadEntry, type EntrySecrets } from './entry.js';
import { lookalikesOf } from './lookalikes.js';
import { maskSource } from './mask.js';
import { otherSetting } from './other-setting.js';
import type { Variables } from './placeholders.js';
import { schemaFaults } from './schema.js';
import { survey, type Survey } from './survey.js';
import type {
  Configuration,
  ConfigurationFile,
  EngineEntry,
  Lookalike,
  OptimizeTarget,
  OtherSetting,
  SchemaFault,
  Substitution,
  Vault,
} from './types.js';
import { valueOf } from './values.js';
import { PrivateVault } from './vault.js';

export interface InterpretOptions extends Variables {
  readonly target: OptimizeTarget;
}

export interface Interpretation {
  readonly configuration: Configuration;
  readonly vault: Vault;
}

/** Makes typed entries of files, as Optimize would: placeholders resolved, scalars coerced, secrets split off into the vault. */
export function interpret(documents: readonly SourceDocument[], options: InterpretOptions): Interpretation {
  const files = documents.map((document) => new ReadFile(document, options));
  const engines = files.flatMap((file) => file.engines);
  return {
    configuration: { files, engines, target: options.target, givenVariables: givenVariables(options) },
    vault: new PrivateVault(
      files.flatMap((file) => file.hidden()),
      files.flatMap((file) => file.secrets()),
    ),
  };
}

/** One file. The document holds the text of the file, secrets included, and is therefore no plain property. */
class ReadFile implements ConfigurationFile {
  readonly engines: readonly EngineEntry[];
  readonly entries: readonly ReadEntry[];
  readonly schemaFaults: readonly SchemaFault[];
  readonly substitutions: readonly Substitution[];
  readonly valuesSupplied: boolean;
  readonly #document: SourceDocument;
  readonly #survey: Survey;
  readonly #variables: Variables;

  constructor(document: SourceDocument, variables: Variables) {
    const section = engineSection(document);
    this.#document = document;
    this.#variables = variables;
    this.#survey = document.root === null ? NOTHING : survey(document.root, variables);
    this.entries = entriesOf(document, section, variables);
    this.engines = this.entries.map(({ entry }) => entry);
    this.schemaFaults = section === null ? [] : ownFaults(document, section, variables);
    this.substitutions = this.#survey.substitutions;
    this.valuesSupplied = variables.envFiles.length > 0 || Object.keys(variables.defines).length > 0;
  }

  get lookalikes(): readonly Lookalike[] {
    const { root } = this.#document;
    return root === null ? [] : lookalikesOf(root);
  }

  setting(pointer: string): OtherSetting {
    return otherSetting(this.#document, pointer, this.#variables);
  }

  get document(): SourceDocument {
    return this.#document;
  }

  excerpt(pointer: string): readonly string[] {
    const span = locate(this.#document, pointer, 'entry');
    if (span === null || nodeAt(this.#document, pointer) === null) return [];
    const index = lineIndexOf(this.#document.file);
    const masked = maskSource(this.#document, this.#survey);
    return masked.slice(index.position(span.start).line - 1, index.position(span.end).line);
  }

  hidden(): readonly (readonly [EngineEntry, EntrySecrets])[] {
    return this.entries.map((read) => [read.entry, read.secrets()]);
  }

  secrets(): readonly string[] {
    return this.#survey.secrets;
  }
}

const NOTHING: Survey = { substitutions: [], secrets: [] };

/** The `engines` key and the text that belongs to it. */
interface Section {
  readonly key: MappingEntry;
  readonly extent: Span;
}

function engineSection(document: SourceDocument): Section | null {
  if (document.root?.kind !== 'mapping') return null;
  const { entries } = document.root;
  const index = entries.findIndex(({ key }) => key === 'engines');
  const key = entries[index];
  return key === undefined ? null : { key, extent: extentOf(entries, index, document.file.text.length) };
}

/** From the key to the next one: the text that an entry owns, damaged parts included. */
function extentOf(entries: readonly MappingEntry[], index: number, end: number): Span {
  const start = entries[index]?.keySpan.start ?? 0;
  return { start, end: entries[index + 1]?.keySpan.start ?? end };
}

function entriesOf(
  document: SourceDocument,
  section: Section | null,
  variables: Variables,
): readonly ReadEntry[] {
  if (section === null) return document.damaged.length > 0 ? [] : [builtIn(document, variables)];
  const map = section.key.value;
  if (map.kind !== 'mapping') return [];
  const faulty = faultySpans(document);
  return map.entries.flatMap((entry, index) => {
    if (entry.value.kind !== 'mapping') return [];
    const pointer = childPointer('/engines', entry.key);
    const partial = isDamaged(document, extentOf(map.entries, index, section.extent.end));
    const context = { alias: entry.key, pointer, partial, faulty, builtIn: false };
    return [new ReadEntry(entry.value, { ...context, file: document.file.name, variables })];
  });
}

/** Without `engines`, Optimize uses the one entry that it brings along. */
function builtIn(document: SourceDocument, variables: Variables): ReadEntry {
  return new ReadEntry(builtInEntry(), {
    file: document.file.name,
    alias: BUILT_IN_ALIAS,
    pointer: childPointer('/engines', BUILT_IN_ALIAS),
    builtIn: true,
    partial: false,
    faulty: [],
    variables,
  });
}

/** Schema faults that are not merely what an alias, a merge key or a syntax error left behind. */
function ownFaults(document: SourceDocument, section: Section, variables: Variables): readonly SchemaFault[] {
  const faults = schemaFaults(document, valueOf(section.key.value, variables));
  const faulty = faultySpans(document);
  return faults.filter((fault) => {
    if (fault.kind === 'unknown-setting') return !/(?:^|\.)<<$/u.test(fault.setting);
    const node = nodeAt(document, fault.pointer);
    if (node === null) return true;
    if (node.kind === 'scalar' && node.style === 'alias') return false;
    return !faulty.some((span) => touches(span, node.span)) && !isLeftOver(document, section, fault, node);
  });
}

/** A value that is empty only because a syntax error took what stood in it. */
function isLeftOver(
  document: SourceDocument,
  section: Section,
  { pointer }: SchemaFault,
  node: SourceNode,
): boolean {
  const empty =
    node.kind === 'scalar' ? node.style === 'empty' : node.kind === 'mapping' && node.entries.length === 0;
  if (!empty) return false;
  const next = nextKeyAfter(section, pointer, node.span.end);
  return isDamaged(document, { start: node.span.start, end: next });
}

function nextKeyAfter(section: Section, pointer: string, from: number): number {
  if (pointer === '/engines' || section.key.value.kind !== 'mapping') return section.extent.end;
  const next = section.key.value.entries.find(({ keySpan }) => keySpan.start > from);
  return next?.keySpan.start ?? section.extent.end;
}

function faultySpans({ faults }: SourceDocument): readonly Span[] {
  return faults.flatMap((fault) => (fault.kind === 'syntax' ? [fault.span] : []));
}

function isDamaged({ damaged }: SourceDocument, extent: Span): boolean {
  return damaged.some((span) => touches(span, extent));
}

function touches(a: Span, b: Span): boolean {
  return a.start < b.end && a.end > b.start;
}
