import type { Span } from '../../load/types.js';
import { isCode } from './keys/codes.js';
import { isSecretKey } from './keys/secret-keys.js';
import { isRandom } from './random-words.js';
import { serviceTokens } from './service-tokens.js';

const TOKENS =
  /(?:\b(?:A[KS]IA[A-Z0-9]{16}|gh[oprsu]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|(?:xox[abeprs]|xapp)-[\w-]{10,}|[rs]k[-_](?=[a-z_-]{0,20}[^a-z_-])[\w-]{20,}|AIza[\w-]{30,}|npm_[A-Za-z0-9]{30,}|hv[bs]\.[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|ya29\.[\w-]{16,})|\$(?:apr1|argon2\w{0,2}|2[abxy]|[1567y])\$[^\s"'`,]{8,})/g;

const NONE = /(?!)/g;

/** Whether a text may hold a token of a well-known service or the address of a webhook. */
export function mayHoldToken(text: string): boolean {
  if ((BEGINNING.test(text) && (text.search(TOKENS) >= 0 || HOOK.test(text))) || isTelling(text)) return true;
  if (LONG_PART.test(text)) return true;
  const others = serviceTokens(text);
  return others !== null && text.search(others) >= 0;
}

/** Something of each of them, for which Node has less to prepare than for the whole of all. */
const BEGINNING =
  /A[KS]IA|gh[oprsu]_|hub_pat_|glpat-|xox[abeprs]-|xapp-|[rs]k[-_]|AIza|npm_|hv[bs]\.|SG\.|ya29\.|\$\w{1,8}\$|[hH][oO]{2}[kK]|\/[bB][oO][tT]\d/;

const HOOK = /hook|\/bot\d/i;

/** Whether a part of a path may say what the next one is. */
function isTelling(text: string): boolean {
  return TELLING_WORD.test(text.toLowerCase()) && TELLING.test(text);
}

const TELLING_WORD = /key|token|secret|pass|pwd|integration/;
const TELLING = new RegExp(`/[^\\s/]{0,30}(?:${TELLING_WORD.source})[^\\s/]{0,10}/[^\\s/]`, 'i');

/** A part of a path, long enough and with a digit. */
const LONG_PART = /\/(?=[\w~+=-]{16})[A-Za-z_~+=-]*\d/;

/**
 * What tells by how it begins, and in an address what is behind `/hooks/` or `/token/` or was made by chance: whoever knows that may post
 * there.
 */
export function* knownTokensIn(text: string): Iterable<Span> {
  for (const { 0: token, index } of text.matchAll(TOKENS)) yield { start: index, end: index + token.length };
  for (const { 0: token, index } of text.matchAll(serviceTokens(text) ?? NONE))
    yield { start: index, end: index + token.length };
  if (!HOOK.test(text) && !isTelling(text) && !LONG_PART.test(text)) return;
  for (const { 0: address, index } of text.matchAll(/https?:\/\/[^\s"'<>?#]+/gi))
    yield* inPath(address, index);
}

const IS_HOOK = /^(?:web)?hooks?(?:b2)?$/i;

function* inPath(address: string, offset: number): Iterable<Span> {
  const [scheme = '', , host = '', ...segments] = address.split('/');
  let isHook = /hooks?\./i.test(host);
  let isBehindCode = isHook;
  let [above, before] = ['', ''];
  let start = offset + scheme.length + 2 + host.length + 1;
  for (const segment of segments) {
    const end = start + segment.length;
    const isLong = isHook && segment.length >= SHORTEST;
    const word = segment.replace(/[^\w=-]{1,9}$/, '');
    if (isRandom(word)) yield { start, end: start + word.length };
    else if (isToldBy(before, above, segment)) yield { start, end };
    else if (/^bot\d+:/.test(segment) || (isLong && (isBehindCode || /\d|[a-z][A-Z]/.test(segment)))) {
      isBehindCode = true;
      yield { start, end };
    }
    isHook ||= IS_HOOK.test(segment);
    [above, before] = [before, segment];
    start = end + 1;
  }
}

/** Behind `key` of an engine's definition is its name, and behind a secret may be what it is called. */
function isToldBy(before: string, above: string, written: string): boolean {
  const segment = written.replace(/[^\w-]{1,9}$/, '');
  if (!isCode(segment) || !/\d/.test(segment) || (NAME.test(segment) && !UUID.test(segment))) return false;
  if (isSecretKey(before)) return true;
  const isOfService = /^(?:integrations?|keys?)$/i.test(before) && !/definition/i.test(above);
  return isOfService && segment.length >= LONG_KEY;
}

const NAME = /^(?:[a-z\d]+(?:[-._][a-z\d]+)+|[A-Z]?[a-z]+\d{0,4})$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const LONG_KEY = 16;
const SHORTEST = 8;
