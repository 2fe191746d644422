/**
 * A text as it is read where JSON, YAML or XML holds it: `\n` is a line break, `\u003c` and `&lt;` are the sign of a tag. As long as what was
 * written, so that offsets stay.
 */
export function unescaped(text: string): string {
  const plain = text.includes('\\') ? text.replaceAll(ESCAPE, escapedCharacter) : text;
  return plain.includes('&') ? plain.replaceAll(ENTITY, entity) : plain;
}

const ESCAPE = /\\(?:u([\dA-Fa-f]{4})|x([\dA-Fa-f]{2})|U([\dA-Fa-f]{8})|(\r?\n[ \t]*)|(.))/gu;

function escapedCharacter(
  written: string,
  ...[four, two, eight, continued, character]: readonly (string | undefined)[]
): string {
  const digits = four ?? two ?? eight;
  if (digits !== undefined) return characterOf(digits).padStart(written.length);
  if (continued !== undefined) return ' '.repeat(written.length);
  if (character === 'n' || character === 'r') return ' \n';
  if (character === 't') return '  ';
  return character === '"' || character === '/' ? ` ${character}` : written;
}

function characterOf(digits: string): string {
  const code = Number.parseInt(digits, 16);
  return code > 0x10_ff_ff ? '' : String.fromCodePoint(code);
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
