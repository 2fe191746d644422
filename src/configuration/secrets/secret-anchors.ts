import type { Span } from '../../load/types.js';
import { isSecretKey } from './keys/secret-keys.js';

/** Names of anchors that secrets refer to: after `password: *login`, what stands behind `&login` is the password. */
export type SecretAnchors = ReadonlySet<string>;

/** The names that are referred to where the ranges of a text begin. */
export function aliasesIn(text: string, spans: readonly Span[]): SecretAnchors {
  const names = new Set<string>();
  if (!text.includes('&')) return names;
  for (const { start, end } of spans) {
    const name = ALIAS.exec(text.slice(start, Math.min(end, start + LONGEST)))?.[1];
    if (name !== undefined) names.add(name);
  }
  return names;
}

const LONGEST = 500;
const ALIAS = /^[\s"']*\*([^\s,[\]{}"']+)/u;

/** Where the value behind the anchor of a secret begins, for an offset at which tags and anchors may stand; null where none does. */
export function behindSecretAnchor(text: string, from: number, anchors: SecretAnchors): number | null {
  const anchored =
    /[^\S\r\n]*(?:![^\s]{0,500}[^\S\r\n]+)?&([^\s,[\]{}]{1,500})(?:[^\S\r\n]+![^\s]{0,500})?/uy;
  anchored.lastIndex = from;
  const name = anchored.exec(text)?.[1];
  return name !== undefined && (anchors.has(name) || isSecretKey(name)) ? anchored.lastIndex : null;
}
