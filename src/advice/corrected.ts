/** A range of UTF-16 offsets; the end is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** An entry of `engines` in the text: its alias and what belongs to it. */
export interface EntryRange {
  readonly key: TextRange;
  readonly value: TextRange;
}

/** What has to change in a configuration file. */
export interface Edits {
  /** Values of `rest`, quotes included, and the addresses that take their place. */
  readonly replace: readonly { readonly range: TextRange; readonly address: string }[];
  readonly remove: readonly EntryRange[];
  /** Whether `engines` is written in braces. */
  readonly flow: boolean;
}

/** The text with the edits made; everything else stays byte for byte. */
export function correctedConfiguration(text: string, edits: Edits): string {
  const changes = [
    ...edits.replace.map(({ range, address }) => ({
      ...withoutEnd(text, range),
      text: scalarLike(text.charAt(range.start), address),
    })),
    ...edits.remove.map((entry) => ({
      ...(edits.flow ? flowEntry(text, entry) : blockEntry(text, entry)),
      text: '',
    })),
  ];
  return apply(text, changes);
}

/** Keeps the quotes that were there. An IPv6 address has brackets, which only quotes keep apart from a list. */
function scalarLike(first: string, address: string): string {
  if (first === '"' || first === "'") return first + address + first;
  return address.includes('[') ? `"${address}"` : address;
}

/** The parser may count line ends behind a block scalar as its own. */
function withoutEnd(text: string, { start, end }: TextRange): TextRange {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** Whole lines: those of the entry, and the comments below it that are indented as its settings are. */
function blockEntry(text: string, { key, value }: EntryRange): TextRange {
  const start = lineStart(text, key.start);
  const last = withoutEnd(text, { start: key.start, end: Math.max(key.end, value.end) }).end;
  let end = nextLine(text, last);
  for (let at = end; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '') continue;
    if (!line.trimStart().startsWith('#') || indent <= key.start - start) break;
    end = at + line.length;
  }
  return { start, end };
}

/** The entry with its comma; the whole line where nothing else stands on it. */
function flowEntry(text: string, { key, value }: EntryRange): TextRange {
  const end = Math.max(key.end, value.end);
  const comma = /^[ \t\r\n]*,[ \t]*/u.exec(text.slice(end));
  if (comma === null) {
    const before = /,?[ \t\r\n]*$/u.exec(text.slice(0, key.start));
    return { start: before?.index ?? key.start, end };
  }
  const behind = end + comma[0].length;
  const start = lineStart(text, key.start);
  const alone = text.slice(start, key.start).trim() === '' && /^(?:\r|\n|$)/u.test(text.slice(behind));
  return alone ? { start, end: nextLine(text, behind) } : { start: key.start, end: behind };
}

function lineStart(text: string, offset: number): number {
  for (let at = offset; at > 0; at -= 1) if (/[\r\n]/u.test(text.charAt(at - 1))) return at;
  // A byte order mark belongs to the file, not to its first line.
  return text.startsWith('\u{feff}') ? 1 : 0;
}

/** Behind the end of the line that holds `offset`. */
function nextLine(text: string, offset: number): number {
  const end = /\r\n|\r|\n/u.exec(text.slice(offset));
  return end === null ? text.length : offset + end.index + end[0].length;
}

function apply(text: string, changes: readonly (TextRange & { readonly text: string })[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const change of changes.toSorted((a, b) => a.start - b.start)) {
    pieces.push(text.slice(from, Math.max(from, change.start)), change.text);
    from = Math.max(from, change.end);
  }
  return pieces.join('') + text.slice(from);
}
