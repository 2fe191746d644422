import type { Span } from '../../load/types.js';
import { isCode } from './keys/codes.js';
import { isHarmlessSecret } from './keys/containers.js';
import { isNameKey, isValueKey } from './keys/pairs.js';
import { isSecretKey } from './keys/secret-keys.js';

const TAG = /<([\w:.-]{1,60})\s([^<>]{1,2000})>/g;
const ATTRIBUTE = /([\w:.-]{1,60})\s*=\s*\\?("|''?)(.*?)\\?\2/gs;

/**
 * XML with attributes: `<login password="…"/>`, `<password type="text">…</password>`, `<property name="password" value="…"/>`,
 * `<credential-reference clear-text="…"/>`.
 */
export function* secretsInMarkup(text: string): Iterable<Span> {
  if (!text.includes('<')) return;
  for (const tag of text.matchAll(TAG)) {
    const [whole, name = '', body = ''] = tag;
    const end = tag.index + whole.length;
    const isSecret = isSecretElement(name);
    const attributes = attributesOf(body, end - 1 - body.length);
    const isNamed = attributes.some((each) => isNameKey(each.name) && isSecretKey(each.value));
    yield* attributes.filter(
      (each) =>
        isSecretKey(each.name) ||
        (isNamed && isValueKey(each.name)) ||
        (isSecret && !isHarmlessAttribute(each)),
    );
    if ((isNamed || isSecret) && !body.endsWith('/')) yield* contentFrom(text, end);
  }
}

/** Up to where its line ends or the next element begins, be it in an element of its own: `<property name="password"><value>…`. */
function* contentFrom(text: string, from: number): Iterable<Span> {
  const [, before = '', content = ''] = CONTENT.exec(text.slice(from, from + LONGEST)) ?? [];
  const start = from + before.length;
  if (content !== '') yield { start, end: start + content.length };
}

const CONTENT = /^((?:\s{0,200}<(?:!\[CDATA\[|[\w:.-]{1,60}>)){0,5}\s{0,200})([^<\s][^<\r\n]*)/u;
const LONGEST = 2_000;

/** Also where the name says that a secret is referred to: the reference may hold it. */
function isSecretElement(name: string): boolean {
  return isSecretKey(name) || isSecretKey(name.replace(REFERENCE, ''));
}

const REFERENCE = /[-_]?ref(?:erence)?$/i;

/** Says where the secret of an element is kept, or what it is, and is none itself. */
function isHarmlessAttribute({ name, value }: Attribute): boolean {
  if (isValueKey(name)) return false;
  return isHarmlessSecret(name, value) || (PLACE.test(name) && !isCode(value));
}

const PLACE = /^(?:[\w.-]{1,50}[:.-])?(?:store|alias|class|id|enc|type|role|scope|ref)$/i;

interface Attribute extends Span {
  readonly name: string;
  readonly value: string;
}

function attributesOf(body: string, offset: number): readonly Attribute[] {
  return Array.from(body.matchAll(ATTRIBUTE), ({ 0: whole, 1: name = '', 3: value = '', index }) => {
    const end = offset + index + whole.lastIndexOf(value) + value.length;
    return { name, value, start: end - value.length, end };
  });
}
