import type { SourceFile } from '../../load/types.js';

/** The values of a file, and the file with nothing but its names, for places in it: whatever else it holds may be secret. */
export interface VariablesFile extends ReadonlyMap<string, string> {
  readonly names?: SourceFile;
}

/**
 * Reads `KEY=VALUE` lines as shells and container tools write them: `export` is allowed, `#` starts a comment, single quotes keep a value as it
 * is, double quotes know `\n`, `\t`, `\"` and `\\`. Lines that are none of this are left out. By hand, because Node's `util.parseEnv` cuts
 * `pass#word` at its `#` and ends `"a\"b"` at the quote inside: a login with half a password.
 */
export function readVariables(text: string, name = ''): VariablesFile {
  const values = new Map<string, string>();
  const names: string[] = [];
  for (const line of text.replace(/^\ufeff/u, '').split(/\r\n|\n|\r/u)) {
    const match = /^(\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.[\]-]*)\s*=[ \t]*)(.*)$/su.exec(line);
    if (match !== null) values.set(match[2] ?? '', valueOf(match[3] ?? ''));
    names.push(match === null ? '' : `${match[1]?.trimEnd() ?? ''}${match[3] === '' ? '' : '…'}`);
  }
  return Object.assign(values, { names: { name, text: names.join('\n') } });
}

function valueOf(written: string): string {
  const single = /^'([^']*)'\s*(?:#.*)?$/su.exec(written);
  if (single !== null) return single[1] ?? '';
  const double = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/su.exec(written);
  if (double !== null) return (double[1] ?? '').replaceAll(/\\(.)/gu, unescaped);
  return withoutBlanksAtEnd(written.replace(/(?:^|\s)#.*$/su, ''));
}

/** A no-break space is a character like all others. */
function withoutBlanksAtEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1;
  return text.slice(0, end);
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
  ['$', '$'],
]);

function unescaped(whole: string, character: string): string {
  return ESCAPES.get(character) ?? whole;
}
