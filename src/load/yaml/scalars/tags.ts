import { NULL, resolvePlain, wordNamed } from './dialect.js';
import { float, integer, tooLong } from './numbers.js';
import type { Refused, Resolved } from './types.js';

/** A scalar with a tag. Only the core tags count; any other tag makes it text. */
export function resolveTagged(tag: string, source: string): Resolved | Refused {
  const asText = { value: source, text: source };
  if (tag === '!') return resolvePlain(source);
  if (source === '') return asText;
  switch (coreTag(tag)) {
    case 'int':
      return taggedInteger(source) ?? asText;
    case 'float':
      return /^[-+]?[0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?$/u.test(source)
        ? float(source)
        : { refused: 'the tag !!float is set on something that is not a number' };
    case 'bool':
      return boolean(source) ?? asText;
    case 'null':
      return NULL;
    case 'binary':
      return isBase64(source)
        ? asText
        : { refused: 'the tag !!binary is set on something that is not Base64' };
    default:
      return asText;
  }
}

function coreTag(tag: string): string {
  return /^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/u.exec(tag)?.[1] ?? '';
}

/** With the tag, any capitals count, and `y` and `n` too. */
function boolean(source: string): Resolved | null {
  const word = source.toLowerCase();
  if (word === 'y') return { value: true, text: 'true' };
  if (word === 'n') return { value: false, text: 'false' };
  const known = wordNamed(word);
  return known === undefined || known.value === null ? null : known;
}

function isBase64(source: string): boolean {
  const characters = source.replaceAll(/\s/gu, '');
  return characters.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/u.test(characters);
}

/** Behind `!!int` the first characters promise a number; a broken promise stops the reader, no promise is text. */
function taggedInteger(source: string): Resolved | Refused | null {
  const digits = source.replace(/^[-+]/u, '');
  const promised = digits === '' || /^(?:0[xXbB0-9_]|[\d_]+$)/u.test(digits);
  if (!promised) return null;
  const isNumber = !/^0_+$/u.test(digits) && digits !== '';
  const number = isNumber ? (tooLong(source) ?? integer(source)) : null;
  return number ?? { refused: 'the tag !!int is set on something that is not a number' };
}
