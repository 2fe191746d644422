/** The values of variables, those that must not leave filled. */
export type FillValue = (name: string, value: string) => string;

/** A file of variables line by line, as it is read: the values filled as their quotes allow, comments left out. */
export function filledVariables(text: string, fill: FillValue): string {
  return text
    .split(/(\r\n|\n|\r)/u)
    .map((line, index) => (index % 2 === 1 ? line : filledLine(line, fill)))
    .join('');
}

function filledLine(line: string, fill: FillValue): string {
  const match = /^(\ufeff?\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=\s*)(.*)$/su.exec(line);
  if (match === null) return line.replaceAll(/\S/gu, '#');
  const [, before = '', name = '', written = ''] = match;
  const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/su.exec(written);
  const [, quote = '', inner = ''] = quoted ?? [];
  if (quoted !== null) return `${before}${quote}${unquotable(fill(name, inner), inner)}${quote}`;
  const value = written.replace(/(?:^|\s)#.*$/su, '').trimEnd();
  return before + (value === '' ? '' : fill(name, value));
}

/** What was filled is as long as before, and ends no quotes. */
function unquotable(filled: string, inner: string): string {
  return filled === inner ? filled : filled.replaceAll(/["'\\]/gu, 'x');
}
