import type { SourceDocument, SourceNode } from '../load/types.js';
import { childPointer } from '../core/text/pointer.js';
import { shippedEngine } from '../optimize/engine-settings.js';
import { builtInEntry } from './resolved/built-in.js';
import { givenVariables } from './resolved/given-variables.js';
import { ReadEntry, type EntryContext, type EntrySecrets } from './entry.js';
import { layersOf, type Layers } from './resolved/layers.js';
import { lookalikesOf } from './resolved/lookalikes.js';
import { ignoresEngines, type OptimizeTarget } from '../optimize/target.js';
import { misplacedEngines } from './recognition/misplaced-engines.js';
import { otherSetting } from './resolved/other-setting.js';
import {
  resolvePlaceholders,
  valueOfVariable,
  type ContainerVariables,
  type Variables,
} from './resolved/placeholders.js';
import { engineSection, extentOf, faultySpans, isDamaged, faultsOf, type Section } from './engine-section.js';
import { AddressBook } from './secrets/address-book.js';
import { safeDocument } from './secrets/safe-document.js';
import { innocentsIn } from './secrets/secrecy.js';
import { secretSpans } from './secrets/secret-spans.js';
import { secretsBelow, substitutionsIn } from './resolved/survey.js';
import type {
  Configuration,
  ConfigurationFile,
  EngineEntry,
  FilePlace,
  GivenVariable,
  Lookalike,
  MisplacedEngines,
  NodeFacts,
  OtherSetting,
  SchemaFault,
  Substitution,
} from './types.js';
import type { Credentials } from './logins.js';
import { LazyTree } from './resolved/tree.js';
import type { ResolvedTree } from './resolved/types.js';
import { STORE_VARIABLE, storeLoginIn, storeSectionIn } from './store-login.js';
import { PrivateVault } from './vault.js';

export interface InterpretOptions extends Variables {
  readonly target: OptimizeTarget;
  /** What is known of how single documents are used. */
  readonly uses?: ReadonlyMap<SourceDocument, Use>;
  /** The files that hold some of the documents. */
  readonly carriers?: readonly SourceDocument[];
}

/** How a document is used, as a manifest, a compose file or an option says. */
export interface Use {
  readonly node: NodeFacts;
  readonly container: ContainerVariables | null;
  /** What lies below this document alone. */
  readonly base: SourceDocument | null;
}

export interface Interpretation {
  readonly configuration: Configuration;
  readonly vault: PrivateVault;
  /** Where the placeholders of a file get their values. */
  readonly variablesOf: (file: ConfigurationFile) => Variables;
}

/**
 * Makes typed entries of files, as Optimize would: placeholders resolved, scalars coerced, secrets split off into the vault. `lowest` is a
 * layer below each of them.
 */
export function interpret(
  read: readonly SourceDocument[],
  options: InterpretOptions,
  lowest: SourceDocument | null = null,
): Interpretation {
  const documents = read.map(safeDocument);
  const base = lowest === null ? null : safeDocument(lowest);
  const uses = new Map(documents.map((document, index) => [document, useOf(read[index], options)]));
  const addresses = new AddressBook();
  const files = documents.map((document) => {
    const use = uses.get(document);
    const layers = layersOf(document, use?.base ?? base);
    return new ReadFile(layers, variablesOf(options, use), addresses, use?.node);
  });
  const engines = files.flatMap((file) => file.engines);
  const own = [...documents, ...files.flatMap((file) => file.documents)];
  const all = [...new Set([...own, ...(options.carriers ?? [])])];
  const byName = new Map(files.toReversed().map((file) => [file.document.file.name, file]));
  return {
    configuration: {
      files,
      fileNamed: (name) => byName.get(name),
      engines,
      target: options.target,
      givenVariables: eachOnce(files.flatMap((file) => file.givenVariables())),
      variablesFiles: () => options.variablesFiles.flatMap(({ names }) => names ?? []),
      documents: () => all,
    },
    variablesOf: ({ document }) => variablesOf(options, uses.get(document)),
    vault: new PrivateVault(
      { [Symbol.iterator]: () => files.flatMap((file) => file.hidden()).values() },
      { [Symbol.iterator]: () => secretsIn(files).values() },
      () => innocentsIn(all),
      () => files[0]?.storeLogin() ?? null,
    ),
  };
}

/** Not before somebody asks: most runs show nothing. */
function secretsIn(files: readonly ReadFile[]): readonly string[] {
  return files.flatMap((file) => [...file.secrets(), ...file.documents.flatMap(secretComments)]);
}

/** Behind a secret without quotes a comment may be the rest of it: an edit that replaces the secret leaves the comment where it is. */
function secretComments(document: SourceDocument): readonly string[] {
  const { text } = document.file;
  return secretSpans(document)
    .map(({ start, end }) => text.slice(start, end))
    .filter((secret) => secret.startsWith('#'));
}

/** Nodes have variables in common. */
function eachOnce(given: readonly GivenVariable[]): readonly GivenVariable[] {
  return [...new Map(given.map((each) => [JSON.stringify([each.name, each.at]), each])).values()];
}

function useOf(document: SourceDocument | undefined, { uses }: InterpretOptions): Use | undefined {
  const use = document === undefined ? undefined : uses?.get(document);
  return use?.base == null ? use : { ...use, base: safeDocument(use.base) };
}

/** The variables of one document: those of the run, and those of its container. */
function variablesOf(options: InterpretOptions, use: Use | undefined): InterpretOptions {
  return use === undefined || use.container === null ? options : { ...options, container: use.container };
}

/** A file of which nothing but its text is known: one node reads it. */
export const ONE_NODE: NodeFacts = {
  copies: 1,
  copiesAt: null,
  workload: null,
  byVariables: false,
  hosts: null,
  interpolation: () => null,
  placeOf: () => null,
};

/** One file and what lies below it. Documents hold the text of the files, secrets included, and are therefore no plain properties. */
class ReadFile implements ConfigurationFile {
  readonly engines: readonly EngineEntry[];
  readonly entries: readonly ReadEntry[];
  readonly schemaFaults: readonly SchemaFault[];
  readonly misplaced: MisplacedEngines | null;
  readonly substitutions: readonly Substitution[];
  readonly valuesSupplied: boolean;
  readonly node: NodeFacts;
  readonly #variables: Variables;
  readonly #tree: ResolvedTree;

  constructor(
    layers: Layers,
    variables: InterpretOptions,
    addresses: AddressBook,
    node: NodeFacts = ONE_NODE,
  ) {
    const section = engineSection(layers);
    const tree = new LazyTree(layers, variables);
    this.#variables = variables;
    this.#tree = tree;
    this.misplaced = ignoresEngines(variables.target) ? null : lostEngines(layers);
    this.entries = this.misplaced === null ? entriesOf(this, section, { tree, addresses }) : [];
    this.engines = this.entries.map(({ entry }) => entry);
    this.schemaFaults = this.misplaced === null ? faultsOf(section, tree, this.entries) : [];
    this.substitutions = substitutionsIn(tree);
    this.node = node;
    this.valuesSupplied =
      variables.variablesFiles.length > 0 ||
      Object.keys(variables.defines).length > 0 ||
      variables.container?.complete === true;
  }

  get lookalikes(): readonly Lookalike[] {
    return lookalikesOf(this.#tree);
  }

  setting(pointer: string): OtherSetting {
    return otherSetting(this.#tree, pointer);
  }

  get document(): SourceDocument {
    const [upper] = this.#tree.documents;
    return upper;
  }

  get documents(): readonly SourceDocument[] {
    return this.#tree.documents;
  }

  get root(): SourceNode | null {
    return this.#tree.root;
  }

  get isWhole(): boolean {
    return this.documents.every(({ damaged }) => damaged.length === 0);
  }

  holderOf(pointer: string): SourceDocument {
    return this.#tree.holderOf(pointer);
  }

  tree(): ResolvedTree {
    return this.#tree;
  }

  givenVariables(): readonly GivenVariable[] {
    return givenVariables(this.#variables, (name) => this.node.placeOf(name));
  }

  variable(name: string): string | null {
    return valueOfVariable(name, this.#variables);
  }

  storeSection(): 'es' | 'opensearch' {
    return storeSectionIn(this.#tree, this.variable(STORE_VARIABLE));
  }

  missingVariables(text: string): readonly string[] {
    const { placeholders } = resolvePlaceholders(text, this.#variables);
    return placeholders.filter(({ origin }) => origin === 'unresolved').map(({ name }) => name);
  }

  variableAt(pointer: string): FilePlace | null {
    const [entry] = this.entries;
    if (entry?.builtIn !== true || !pointer.startsWith(`${entry.entry.pointer}/`)) return null;
    const node = entry.node(pointer.slice(entry.entry.pointer.length + 1));
    const [, name] = (node?.kind === 'scalar' ? /^\$\{(\w+)/u.exec(node.raw) : null) ?? [];
    return name === undefined ? null : this.node.placeOf(name);
  }

  hidden(): readonly (readonly [EngineEntry, EntrySecrets])[] {
    return this.entries.map((read) => [read.entry, read.secrets()]);
  }

  /** What Optimize shows to its search store; a method, because it must not show where a file is printed. */
  storeLogin(): Credentials | null {
    return storeLoginIn(this.#tree, this.storeSection());
  }

  /** What the upper file replaces is no less secret. */
  secrets(): readonly string[] {
    const layers = this.documents.length === 1 ? [] : this.documents;
    return [this.root, ...layers.map(({ root }) => root)].flatMap((root) => secretsBelow(root, this.#tree));
  }
}

/** What a syntax error hides may be the engines. */
function lostEngines({ documents: [{ damaged, root }] }: Layers): MisplacedEngines | null {
  return damaged.length > 0 ? null : misplacedEngines(root);
}

/** What every value is read with. */
type Reading = Pick<EntryContext, 'tree' | 'addresses'>;

function entriesOf(
  { document: { file }, isWhole }: Pick<ConfigurationFile, 'document' | 'isWhole'>,
  section: Section | null,
  reading: Reading,
): readonly ReadEntry[] {
  if (section === null) return isWhole ? [builtIn(file.name, reading)] : [];
  const { document } = section;
  const map = section.key.value;
  if (map.kind !== 'mapping') return [];
  const faulty = faultySpans(document);
  return map.entries.flatMap((entry, index) => {
    if (entry.value.kind !== 'mapping') return [];
    const pointer = childPointer('/engines', entry.key);
    const partial = isDamaged(document, extentOf(map.entries, index, section.extent.end));
    const context = { alias: entry.key, pointer, partial, faulty, builtIn: false };
    return [new ReadEntry(entry.value, { ...context, file: file.name, ...reading })];
  });
}

/** Without `engines`, Optimize uses the one entry that it brings along. */
function builtIn(file: string, reading: Reading): ReadEntry {
  const { alias } = shippedEngine();
  return new ReadEntry(builtInEntry(), {
    file,
    alias,
    pointer: childPointer('/engines', alias),
    builtIn: true,
    partial: false,
    faulty: [],
    ...reading,
  });
}
