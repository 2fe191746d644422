interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The same text with a character in place of all but the line breaks in these ranges, whatever their order, and whether they overlap. It is
 * as long as before, in UTF-16 units, which a character outside of the basic plane has two of: all places stay.
 */
export function overwritten(text: string, ranges: Iterable<Range>, character: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of [...ranges].toSorted((a, b) => a.start - b.start)) {
    if (end <= from) continue;
    const begin = Math.max(from, start);
    pieces.push(
      text.slice(from, begin),
      text.slice(begin, end).replaceAll(/[^\r\n]+/gu, (line) => character.repeat(line.length)),
    );
    from = end;
  }
  return pieces.join('') + text.slice(from);
}
