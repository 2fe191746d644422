import type { Span } from '../../load/types.js';
import { isNameKey, isValueKey } from './keys/pairs.js';
import { isSecretKey } from './keys/secret-keys.js';

const TAG = /<([\w:.-]{1,60})\s([^<>]{1,2000})>/g;
const ATTRIBUTE = /([\w:.-]{1,60})\s*=\s*\\?("|''?)(.*?)\\?\2/gs;

/** XML with attributes: `<login password="…"/>`, `<password type="text">…</password>`, `<property name="password" value="…"/>`. */
export function* secretsInMarkup(text: string): Iterable<Span> {
  if (!text.includes('<')) return;
  for (const tag of text.matchAll(TAG)) {
    const [whole, name = '', body = ''] = tag;
    const end = tag.index + whole.length;
    const { spans, isNamed } = inAttributes(body, end - 1 - body.length);
    yield* spans;
    if ((isNamed || isSecretKey(name)) && !body.endsWith('/')) {
      const close = text.slice(end, end + LONGEST).search(/[<\r\n]|$/);
      yield { start: end, end: end + close };
    }
  }
}

const LONGEST = 2_000;

function inAttributes(body: string, offset: number): { readonly spans: Span[]; readonly isNamed: boolean } {
  const attributes = Array.from(
    body.matchAll(ATTRIBUTE),
    ({ 0: whole, 1: name = '', 3: value = '', index }) => {
      const end = offset + index + whole.lastIndexOf(value) + value.length;
      return { name, value, start: end - value.length, end };
    },
  );
  const isNamed = attributes.some(({ name, value }) => isNameKey(name) && isSecretKey(value));
  const spans = attributes.filter(({ name }) => isSecretKey(name) || (isNamed && isValueKey(name)));
  return { spans, isNamed };
}
