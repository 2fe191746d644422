import type { SourceDocument, SourceFile, SourceNode, Span } from '../load/types.js';
import type { OptimizeTarget } from '../optimize/target.js';
import type { BlankEnd, Placeholder, PlaceholderOrigin, ResolvedTree } from './resolved/types.js';

/** A string of the file that holds a placeholder or becomes a list, and what Optimize makes of it. */
export interface Substitution {
  readonly pointer: string;
  readonly placeholders: readonly Placeholder[];
  /**
   * How the placeholders stand: one; the same one without default several times (which works); several; or one whose default holds or
   * is followed by a brace, up to which Optimize reads.
   */
  readonly shape: 'none' | 'one' | 'repeated' | 'several' | 'brace';
  /** As written; null where the setting is a secret. */
  readonly written: string | null;
  /** What Optimize reads, the values of variables shown as `<NAME>`; null for a secret and for a default that means null. */
  readonly reads: string | null;
  /** The setting holds a password, token or the like. */
  readonly secret: boolean;
  /** The result starts with `[` and ends with `]`: Optimize makes a list of it. */
  readonly becomesList: boolean;
}

/** Something in the `engines` section that Optimize would refuse or stumble over, as the schema sees it. */
export type SchemaFault =
  | { readonly kind: 'engines-not-a-map'; readonly pointer: string; readonly found: string }
  | { readonly kind: 'no-engines'; readonly pointer: string }
  | {
      readonly kind: 'engine-not-a-map';
      readonly pointer: string;
      readonly alias: string;
      readonly found: string;
    }
  | {
      readonly kind: 'unknown-setting';
      readonly pointer: string;
      readonly alias: string;
      /** Path below the entry, e.g. `defaultTenant.nam`. */
      readonly setting: string;
      readonly allowed: readonly string[];
    }
  | {
      readonly kind: 'wrong-type';
      readonly pointer: string;
      readonly alias: string;
      readonly setting: string;
      readonly found: string;
      /** In words, e.g. `true or false`. */
      readonly accepted: string;
      /** The one that sets this up for the engine that Optimize brings along. */
      readonly variable?: string;
    };

/**
 * One entry of `engines` as Optimize would use it: placeholders resolved, scalars coerced. Holds no secret.
 * `null` means that the file does not say it, or says it in a way that cannot be used.
 */
export interface EngineEntry {
  readonly alias: string;
  readonly file: string;
  /** JSON Pointer of the entry, e.g. `/engines/payment`. */
  readonly pointer: string;
  /** The engine name, the `{name}` in `/engine/{name}/…`. */
  readonly name: string | null;
  /** The `rest` address after placeholders, with one trailing slash removed. User info in it is masked. */
  readonly rest: string | null;
  /** `rest` in the form that tells whether two entries mean one address; null where it is no URL. */
  readonly base: string | null;
  readonly importEnabled: boolean | null;
  readonly authentication: {
    readonly enabled: boolean;
    /** The user is no secret: it is printed where a login fails. */
    readonly user: string | null;
    readonly hasPassword: boolean;
  } | null;
  readonly hasWebapps: boolean;
  /** Scheme, host and path of the web applications: they may show where the REST interface is. */
  readonly webappsEndpoint: string | null;
  readonly defaultTenant: { readonly id: string | null; readonly name: string | null } | null;
  readonly excludedTenants: readonly string[];
  /** Names of placeholders in this entry that have no value: the engine cannot be probed. */
  readonly unresolved: readonly string[];
  /** Those of them that only its login needs. */
  readonly unresolvedInLogin?: readonly string[];
  /** Those that its tenants need: without them nobody knows which definitions it has in common with others. */
  readonly unresolvedInTenants?: readonly string[];
}

/** One setting of an entry: what the file has, and what became of it. */
export interface Setting {
  /**
   * `unresolved`: a placeholder has no value. `unusable`: an alias, a syntax error or a value of the wrong type, reported elsewhere.
   * `structure`: a list or mapping.
   */
  readonly state: 'absent' | 'null' | 'unresolved' | 'unusable' | 'structure' | 'text';
  readonly pointer: string;
  /** What a text setting gets; null in every other state, and for secrets. */
  readonly text: string | null;
  /** The text is empty or blank. */
  readonly blank: boolean;
}

/** A setting of any section. */
export interface OtherSetting extends Setting {
  /** Nothing, null, or a list or mapping without content. */
  readonly empty: boolean;
}

/** What a file has in place of a map of engines under `engines`. */
export type MisplacedEngines =
  | {
      readonly kind: 'misspelled';
      readonly pointer: string;
      readonly key: string;
      /** Engines without aliases: in its place it would not be read either. */
      readonly isList: boolean;
    }
  /** Below other sections; `above` names them with dots, `others` are sections that stand there as well and belong to the top. */
  | {
      readonly kind: 'nested';
      readonly pointer: string;
      readonly above: string;
      readonly others: readonly string[];
      readonly isList: boolean;
    }
  /** Engines at the top level; the pointer is that of the first. */
  | { readonly kind: 'no-section'; readonly pointer: string; readonly aliases: readonly string[] }
  /** The settings of one engine at the top level, without an alias; the pointer is that of the first. */
  | { readonly kind: 'no-section-no-alias'; readonly pointer: string; readonly settings: readonly string[] }
  /** Below a key that stands where an alias should be, such as the name of an environment: the first such key. */
  | {
      readonly kind: 'too-deep';
      readonly pointer: string;
      readonly key: string;
      readonly aliases: readonly string[];
    }
  /** The settings of one engine directly below `engines`. */
  | { readonly kind: 'no-alias'; readonly pointer: string };

/** A text that looks like a placeholder and is none. */
export interface Lookalike {
  readonly pointer: string;
  /** The part that looks like one; null where the setting is a secret, and for the value of a variable. */
  readonly written: string | null;
  /** The whole text, user info masked; null as `written` is. */
  readonly text: string | null;
  /** The variable whose value holds it; null where the file itself does. */
  readonly variable: string | null;
}

/** An entry of `engines` as rules look at it. */
export interface EntryView {
  readonly entry: EngineEntry;
  /** The entry that Optimize brings along where a file has no `engines`. */
  readonly builtIn: boolean;
  /** A syntax error or a merge key hides a part of the entry: nothing may be called missing. */
  readonly partial: boolean;
  /** The path is given with slashes, e.g. `authentication/user`. */
  setting(path: string): Setting;
  /** The value as it stands in the file. May hold a secret: never for data or messages. */
  node(path: string): SourceNode | null;
}

/** What is known of the nodes that use a configuration. */
export interface NodeFacts {
  /** How many of them there are. */
  readonly copies: number;
  /** Where a manifest or compose file says so. */
  readonly copiesAt: FilePlace | null;
  /** What runs them, e.g. `deployment/optimize`. */
  readonly workload: string | null;
  /** There is no file: what Optimize brings along, with these variables. */
  readonly byVariables: boolean;
  /** The hosts that can be reached by a bare name, where all of them are known. */
  readonly hosts: readonly string[] | null;
  /**
   * How a placeholder of this name is treated before Optimize reads it: compose takes the value from its `shell`, `not-container` where the
   * container is given another, or it is `refused`; it is a parameter of a `template`. Null where it is left to Optimize.
   */
  interpolation(variable: string): 'shell' | 'not-container' | 'refused' | 'template' | null;
  /** Where a variable gets its value; null where that is not in a file that was read. */
  placeOf(variable: string): FilePlace | null;
}

/** A range in a file, by its name among the documents. */
export interface FilePlace {
  readonly file: string;
  readonly span: Span;
}

/** One configuration file, read and interpreted, with the base that it is laid over if there is one. */
export interface ConfigurationFile {
  /** The file itself; its name is that of the node. */
  readonly document: SourceDocument;
  /** The file, then the base below it: where texts and their faults are. */
  readonly documents: readonly SourceDocument[];
  /** The tree that Optimize reads: of a file with a base, both merged. Its spans belong to whichever holds the value. */
  readonly root: SourceNode | null;
  /** No syntax error hides a part of what Optimize reads: what is not there may be called missing. */
  readonly isWhole: boolean;
  /** `engines` once more, with what rules ask about single settings. */
  readonly entries: readonly EntryView[];
  /** `null` where the file has no `engines` section that can be read. */
  readonly engines: readonly EngineEntry[];
  readonly schemaFaults: readonly SchemaFault[];
  /** Engines that Optimize does not find where they are: then the file has no entries. Null where there are none such. */
  readonly misplaced: MisplacedEngines | null;
  readonly substitutions: readonly Substitution[];
  /** True once values were supplied by `--variables` or `--define`: then a missing one is an error. */
  readonly valuesSupplied: boolean;
  readonly lookalikes: readonly Lookalike[];
  /** How it is run. */
  readonly node: NodeFacts;
  /** A setting of any section, e.g. `/engine-commons/read/timeout`. */
  setting(pointer: string): OtherSetting;
  /** The file in which the value at a pointer really stands, or would have to be written. */
  holderOf(pointer: string): SourceDocument;
  /** What was resolved. A method, so that no secret in it shows where a file is printed. */
  tree(): ResolvedTree;
  /** The value of a variable that Optimize asks for where nothing is set; null without one. A method for the same reason. */
  variable(name: string): string | null;
  /** The section of the store that Optimize uses. */
  storeSection(): 'es' | 'opensearch';
  /** The variables that a text asks for, and that have neither a value here nor a default. */
  missingVariables(text: string): readonly string[];
  /** Where the variable gets its value that decides a setting of the engine that Optimize brings along; null for any other setting. */
  variableAt(pointer: string): FilePlace | null;
}

/** A variable that has a value here. Never the value itself. */
export interface GivenVariable {
  readonly name: string;
  readonly from: Extract<PlaceholderOrigin, 'define' | 'environment' | 'variables-file' | 'container'>;
  /** Where a file of variables, or a manifest, gives it. */
  readonly at: FilePlace | null;
  readonly blankEnd: BlankEnd | null;
  /** The first character in it that nobody sees, where that is no blank around it. */
  readonly invisible: string | null;
}

/** Everything the configuration rules look at. */
export interface Configuration {
  readonly files: readonly ConfigurationFile[];
  /** The first of them with this name. */
  readonly fileNamed: (name: string) => ConfigurationFile | undefined;
  /** All entries of all files in file order. */
  readonly engines: readonly EngineEntry[];
  readonly target: OptimizeTarget;
  /** The variables with a value that are meant for Optimize, by their names. */
  readonly givenVariables: readonly GivenVariable[];
  /** Files with variables, their names alone: where findings may point. A method, as `documents`. */
  readonly variablesFiles: () => readonly SourceFile[];
  /** Every file that was read, each once, bases last. A method, so that no text of a file shows where a configuration is printed. */
  readonly documents: () => readonly SourceDocument[];
}
