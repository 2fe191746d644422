import type { Span } from '../../load/types.js';
import { isSecretKey } from './keys/secret-keys.js';

const TEMPLATE = /\{\{([^{}\r\n]{1,2000})\}\}/g;
/** A text in quotes, or a name with the path to it. */
const PART = /\\?"((?:[^"\\]|\\[^"])*)\\?"|'([^']*)'|`([^`]*)`|([$\w.-]+)|\|\|/g;
/** What is encoded is a value of a Secret. */
const ENCODES = /^(?:b64enc|bcrypt|htpasswd|sha\d{1,3}sum|encryptAES)$/;
const NAMES = /[A-Za-z]\w*/g;
const FALLBACK = /^(?:default|coalesce|ternary)$/;

/** `{{ .Values.password | default "hunter2" }}`, `${{ env.PASSWORD || 'hunter2' }}`: what is taken where the secret that is named is not set; `{{ "hunter2" | b64enc }}`. */
export function* defaultsInTemplates(text: string): Iterable<Span> {
  if (!text.includes('{{')) return;
  for (const { 1: body = '', index } of text.matchAll(TEMPLATE)) {
    const literals: Span[] = [];
    const isEncoded = (body.match(NAMES) ?? []).some((name) => ENCODES.test(name));
    let isFallback = isEncoded;
    let isNamed = isEncoded;
    for (const { 0: part, 1: double, 2: single, 3: raw, 4: name, index: at } of body.matchAll(PART)) {
      const literal = double ?? single ?? raw;
      if (literal === undefined) {
        isFallback ||= name === undefined || FALLBACK.test(name);
        isNamed ||= name !== undefined && isSecretKey(name.slice(name.lastIndexOf('.') + 1));
      } else if (isFallback && literal !== '') {
        const start = index + 2 + at + part.indexOf(literal);
        literals.push({ start, end: start + literal.length });
      }
    }
    if (isNamed) yield* literals;
  }
}
