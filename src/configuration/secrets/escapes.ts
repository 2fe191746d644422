/**
 * A text as it is read where JSON, YAML or XML holds it: `\n` is a line break, `\u003c` and `&lt;` are the sign of a tag. As long as what was
 * written, so that offsets stay.
 */
export function unescaped(text: string): string {
  const plain = text.includes('\\') ? text.replaceAll(ESCAPE, escapedCharacter) : text;
  return plain.includes('&') ? plain.replaceAll(ENTITY, entity) : plain;
}

const ESCAPE = /\\(?:u([\dA-Fa-f]{4})|x([\dA-Fa-f]{2})|(.))/gu;

function escapedCharacter(written: string, four?: string, two?: string, character?: string): string {
  const digits = four ?? two;
  if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16)).padStart(written.length);
  if (character === 'n' || character === 'r') return ' \n';
  if (character === 't') return '  ';
  return character === '"' || character === '/' ? ` ${character}` : written;
}

/** In a text of XML inside XML, the `&` is written as an entity as well. */
const ENTITY = /&(?:amp;){0,3}(?:(lt|gt|quot|apos)|#(\d{2,3})|#[xX]([\da-fA-F]{2}));/g;
const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function entity(written: string, name?: string, decimal?: string, hexadecimal?: string): string {
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return (NAMED.get(name ?? '') ?? String.fromCharCode(code)).padStart(written.length);
}
