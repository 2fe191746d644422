import type { Configuration, ConfigurationFile, EngineEntry, EntryView } from '../../configuration/types.js';
import { identityIn } from './configuration/entry-groups.js';
import { shownText, writtenOrRead } from './configuration/substitutions.js';

/** An engine of one side, as it is compared with those of the other. */
export interface ComparedEngine {
  readonly entry: EngineEntry;
  /** What makes it one engine: its address and its name. Null where one of them is not told. */
  readonly identity: string | null;
  readonly address: ComparedText;
  readonly name: ComparedText;
  readonly defaultTenant: ComparedText;
}

/** What a setting stands for. As long as a variable has no value, the text that asks for it: both sides are given the same values. */
export interface ComparedText {
  /** Null where there is none, or it cannot be read. */
  readonly text: string | null;
  /** The same as it may be printed: `<NAME>` for the value of a variable. */
  readonly shown: string | null;
  /** Whether that is what Optimize reads. */
  readonly known: boolean;
}

/** Every alias once, as Optimize would use it. */
export function comparedEngines(configuration: Configuration): readonly ComparedEngine[] {
  const engines = configuration.files.flatMap((file) =>
    file.entries.map((each) => [each.entry.alias, comparedEngine(file, each)] as const),
  );
  return [...new Map(engines.toReversed()).values()].toReversed();
}

function comparedEngine(file: ConfigurationFile, each: EntryView): ComparedEngine {
  const { entry } = each;
  const address = comparedText(file, each, 'rest');
  return {
    entry,
    identity: identityIn(file, each),
    address: address.known ? asRead(entry.base ?? entry.rest) : address,
    name: comparedText(file, each, 'name'),
    defaultTenant: comparedText(file, each, 'defaultTenant/id'),
  };
}

function comparedText(file: ConfigurationFile, each: EntryView, path: string): ComparedText {
  const setting = each.setting(path);
  const { state, text } = setting;
  if (state === 'unusable' || state === 'structure') return { text: null, shown: null, known: false };
  if (state !== 'unresolved') return asRead(text);
  return { text: writtenOrRead(file, setting), shown: shownText(file, setting), known: false };
}

function asRead(text: string | null): ComparedText {
  return { text, shown: text, known: true };
}

/** An engine before and after. */
export interface Counterpart {
  readonly from: ComparedEngine;
  readonly to: ComparedEngine;
}

/** Engines of the same alias on both sides. */
export function kept(
  before: readonly ComparedEngine[],
  after: readonly ComparedEngine[],
): readonly Counterpart[] {
  const byAlias = new Map(after.map((engine) => [engine.entry.alias, engine]));
  return before.flatMap((from) => {
    const to = byAlias.get(from.entry.alias);
    return to === undefined ? [] : [{ from, to }];
  });
}

/** Engines whose alias is gone while a new one has their address and name. */
export function renamed(
  before: readonly ComparedEngine[],
  after: readonly ComparedEngine[],
): readonly Counterpart[] {
  const old = new Set(before.map(({ entry }) => entry.alias));
  const still = new Set(after.map(({ entry }) => entry.alias));
  const arrived = new Map<string, ComparedEngine>();
  for (const engine of after) {
    const { identity } = engine;
    if (identity !== null && !old.has(engine.entry.alias) && !arrived.has(identity))
      arrived.set(identity, engine);
  }
  return before.flatMap((from) => {
    const to = arrived.get(from.identity ?? '');
    return to === undefined || still.has(from.entry.alias) ? [] : [{ from, to }];
  });
}
