/** Blanks at which a line may end: a request stays on one line with its method and its answer. */
const BREAK = /(?<!\bGET|\u2192) (?!\u2192)/;

/** Narrower than this, text is harder to read than lines that the terminal breaks. */
const NARROWEST = 20;

/** Breaks a safe text at blanks, never inside a word: an address stays whole even where it is wider than the page. */
export function wrap(text: string, width: number, widthOf: (text: string) => number): readonly string[] {
  const room = width > NARROWEST ? width : NARROWEST;
  if (widthOf(text) <= room) return [text];
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const word of text.split(BREAK)) {
    const added = widthOf(word);
    if (line !== '' && taken + 1 + added > room) {
      lines.push(line);
      line = word;
      taken = added;
    } else {
      taken += line === '' ? added : 1 + added;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
