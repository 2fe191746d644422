/**
 * What clients send with a method, by shape, as far as it is read. Nothing behind the door of the server looks at a value that does not have
 * its shape. What the protocol lets away may be null as well: so some clients write it.
 */
export type Shape<T> = (value: unknown) => value is T;

type ShapedLike<S> = S extends Shape<infer T> ? T : never;

const isText: Shape<string> = (value) => typeof value === 'string';
const isInteger: Shape<number> = (value): value is number => Number.isInteger(value);
const isCount: Shape<number> = (value): value is number => isInteger(value) && value >= 0;
const isSwitch: Shape<boolean> = (value) => typeof value === 'boolean';

export const isAnything: Shape<unknown> = (_value): _value is unknown => true;

function optional<T>(is: Shape<T>): Shape<T | null | undefined> {
  return (value) => value === undefined || value === null || is(value);
}

function listOf<T>(is: Shape<T>): Shape<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every((each) => is(each));
}

function objectOf<Fields extends Readonly<Record<string, Shape<unknown>>>>(
  fields: Fields,
): Shape<{ readonly [Name in keyof Fields]: ShapedLike<Fields[Name]> }> {
  return (value): value is { readonly [Name in keyof Fields]: ShapedLike<Fields[Name]> } =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, is]) => is(Reflect.get(value, name)));
}

const isIdentifier = objectOf({ uri: isText });
const isPosition = objectOf({ line: isCount, character: isCount });
const isRange = objectOf({ start: isPosition, end: isPosition });

const completionItem = optional(objectOf({ snippetSupport: optional(isSwitch) }));
const textDocument = optional(objectOf({ completion: optional(objectOf({ completionItem })) }));

export const isBeginning = objectOf({
  processId: optional(isInteger),
  capabilities: objectOf({ textDocument }),
});

export type Beginning = ShapedLike<typeof isBeginning>;

export const isPlace = objectOf({ textDocument: isIdentifier, position: isPosition });

export const isSelection = objectOf({
  textDocument: isIdentifier,
  range: isRange,
  context: objectOf({ only: optional(listOf(isText)) }),
});

export const isOpening = objectOf({
  textDocument: objectOf({ uri: isText, languageId: isText, version: isInteger, text: isText }),
});

const isChange = objectOf({ range: optional(isRange), text: isText });

/** Of a document, or of the part of it that is in the range. */
export type Change = ShapedLike<typeof isChange>;

export const isChanging = objectOf({
  textDocument: objectOf({ uri: isText, version: isInteger }),
  contentChanges: listOf(isChange),
});

export const isClosing = objectOf({ textDocument: isIdentifier });
