import { splitLines } from '../../load/text/lines.js';
import type { SourceFile, Span } from '../../load/types.js';
import { isForOptimize, isMeantForOptimize, isPathOfEngine } from '../../optimize/variables.js';
import type { FilePlace, GivenVariable } from '../types.js';
import { JAVA_OPTIONS, systemPropertiesIn } from './java-properties.js';
import { oddIn, type Variables } from './placeholders.js';

/** Where the container of a node gives a variable its value. */
type PlaceOf = (variable: string) => FilePlace | null;

/**
 * The variables with a value here whose name says that they are meant for Optimize, and where each comes from: of several sources the one
 * that counts. Never their values. An option of Java that is the path of an engine is one of them, as it is written: `-Dengines.eu.rest`.
 */
export function givenVariables(variables: Variables, placeOf: PlaceOf): readonly GivenVariable[] {
  const meant = new Map<string, GivenVariable>();
  for (const each of [
    ...fromFiles(variables),
    ...fromEnvironment(variables),
    ...fromContainer(variables, placeOf),
    ...fromDefines(variables),
  ])
    meant.set(each.name, each);
  return [...meant.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Windows takes small letters in the name of a variable for capitals, so in the environment they may be read. It also holds what is for other
 * programs, which may have engines.
 */
function isMeant(name: string, from: GivenVariable['from']): boolean {
  return from === 'environment' ? isForOptimize(name) : isMeantForOptimize(name) || isPathOfEngine(name);
}

function* fromFiles({ variablesFiles }: Variables): Iterable<GivenVariable> {
  for (const file of variablesFiles) {
    const places = file.names === undefined ? null : placesIn(file.names);
    for (const [name, value] of file)
      yield* given(name, value, { from: 'variables-file', at: places?.get(name) ?? null });
  }
}

/** What the shell of this run has means nothing to a container of which all is known. */
function* fromEnvironment({ env, container }: Variables): Iterable<GivenVariable> {
  if (container?.complete === true) return;
  for (const [name, value] of Object.entries(env))
    if (value !== undefined) yield* given(name, value, { from: 'environment', at: null });
}

function* fromContainer({ container }: Variables, placeOf: PlaceOf): Iterable<GivenVariable> {
  for (const [name, value] of container?.values ?? [])
    yield* given(name, value ?? '', { from: 'container', at: placeOf(name) });
}

function* fromDefines({ defines }: Variables): Iterable<GivenVariable> {
  for (const [name, value] of Object.entries(defines))
    yield* given(name, value, { from: 'define', at: null });
}

/** A variable that is meant, and the options of Java in its value: of those that this run shares with other programs, none are for Optimize. */
function* given(
  name: string,
  value: string,
  source: Pick<GivenVariable, 'from' | 'at'>,
): Iterable<GivenVariable> {
  if (isMeant(name, source.from)) yield { name, ...source, ...oddIn(value) };
  if (!JAVA_OPTIONS.includes(name) || (source.from === 'environment' && !isForOptimize(name))) return;
  for (const property of systemPropertiesIn(value).keys())
    // Nothing that is no name: there may be a password in it.
    if (isPathOfEngine(property) && !/[^\w.[\]-]/u.test(property))
      yield { name: `-D${property}`, ...source, blankEnd: null, invisible: null };
}

/** Where a file of variables has each name; of one that is given twice the last counts. */
function placesIn(names: SourceFile): ReadonlyMap<string, FilePlace> {
  const places = new Map<string, FilePlace>();
  let start = 0;
  for (const line of splitLines(names.text)) {
    const span = nameIn(line, start);
    if (span !== null) places.set(names.text.slice(span.start, span.end), { file: names.name, span });
    start += line.length + 1;
  }
  return places;
}

function nameIn(line: string, start: number): Span | null {
  const [, before = '', name] = /^(\s*(?:export\s+)?)([\w.[\]-]+)\s*=/u.exec(line) ?? [];
  if (name === undefined) return null;
  return { start: start + before.length, end: start + before.length + name.length };
}
