import { splitLines } from '../../load/text/lines.js';
import type { SourceFile, Span } from '../../load/types.js';
import { isForOptimize, isMeantForOptimize, isPathOfEngine } from '../../optimize/variables.js';
import type { FilePlace, GivenVariable } from '../types.js';
import { oddIn, type Variables } from './placeholders.js';

/** Where the container of a node gives a variable its value. */
type PlaceOf = (variable: string) => FilePlace | null;

/**
 * The variables with a value here whose name says that they are meant for Optimize, and where each comes from: of several sources the one
 * that counts. Never their values.
 */
export function givenVariables(variables: Variables, placeOf: PlaceOf): readonly GivenVariable[] {
  const given = new Map<string, GivenVariable>();
  for (const each of [
    ...fromFiles(variables),
    ...fromEnvironment(variables),
    ...fromContainer(variables, placeOf),
    ...fromDefines(variables),
  ])
    if (each.from === 'environment' || isMeant(each.name)) given.set(each.name, each);
  return [...given.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function isMeant(name: string): boolean {
  return isMeantForOptimize(name) || isPathOfEngine(name);
}

function* fromFiles({ variablesFiles }: Variables): Iterable<GivenVariable> {
  for (const file of variablesFiles) {
    const places = file.names === undefined ? null : placesIn(file.names);
    for (const [name, value] of file)
      yield {
        name,
        from: 'variables-file',
        at: places?.get(name) ?? null,
        ...oddIn(value),
      };
  }
}

/**
 * What the shell of this run has means nothing to a container of which all is known. Windows takes small letters in the name of a variable
 * for capitals, so here they may be read; and the shell holds what is for other programs, which may have engines.
 */
function* fromEnvironment({ env, container }: Variables): Iterable<GivenVariable> {
  if (container?.complete === true) return;
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && isForOptimize(name))
      yield { name, from: 'environment', at: null, ...oddIn(value) };
}

function* fromContainer({ container }: Variables, placeOf: PlaceOf): Iterable<GivenVariable> {
  for (const [name, value] of container?.values ?? [])
    yield { name, from: 'container', at: placeOf(name), ...oddIn(value ?? '') };
}

function* fromDefines({ defines }: Variables): Iterable<GivenVariable> {
  for (const [name, value] of Object.entries(defines))
    yield { name, from: 'define', at: null, ...oddIn(value) };
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
  const [, before = '', name] = /^(\s*(?:export\s+)?)([\w.-]+)\s*=/u.exec(line) ?? [];
  if (name === undefined) return null;
  return { start: start + before.length, end: start + before.length + name.length };
}
