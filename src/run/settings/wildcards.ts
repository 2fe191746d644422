/**
 * Whether a pattern fits the name of a file. `*` and `?` stand for anything within a name, `**` for any number of folders. A pattern without
 * a slash fits a name in any folder, one with a slash at its end everything in a folder. No regular expression: that of a pattern with many
 * stars would take long to say no.
 */
export function fits(pattern: string, file: string): boolean {
  const whole = pattern.endsWith('/') ? `${pattern}**` : pattern;
  const parts = whole.replace(/^\.?\//, '').split('/');
  const wanted = whole.includes('/') ? parts : ['**', ...parts];
  return matches(wanted, file.split('/'), (part) => part === '**', fitsName);
}

/** The same for one name, that of an engine. */
export function fitsName(pattern: string, name: string): boolean {
  return matches(
    Array.from(pattern),
    Array.from(name),
    (letter) => letter === '*',
    (letter, other) => letter === '?' || letter === other,
  );
}

/** Goes back to the last star only: what an earlier one took stays taken. */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  isStar: (part: string) => boolean,
  fitsOne: (part: string, item: string) => boolean,
): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let index = 0; index < items.length;) {
    const part = pattern[at];
    if (part !== undefined && isStar(part)) {
      star = at;
      taken = index;
      at += 1;
    } else if (part !== undefined && fitsOne(part, items[index] ?? '')) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      taken += 1;
      index = taken;
    } else return false;
  }
  return pattern.slice(at).every(isStar);
}
