import type { Span } from '../../../load/types.js';
import { isCode } from '../keys/codes.js';
import { isVariable } from './words.js';

/** Where a password often stands whatever the program is: behind options whose letter means one to many, and logins behind `--auth`. */
export function* secretsByLooks(text: string): Iterable<Span> {
  for (const { 0: whole, 1: word = '', index } of text.matchAll(BEHIND_LETTER)) {
    const end = index + whole.length;
    if (looksSecret(word) && !/[/:]/.test(word)) yield { start: end - word.length, end };
  }
  if (!text.includes('auth') && !text.includes('basic')) return;
  for (const { 0: whole, 1: secret = '', index } of text.matchAll(LOGIN)) {
    const end = index + whole.length;
    if (!isVariable(secret)) yield { start: end - secret.length, end };
  }
}

/** Whether a word has the form of a password and of no name. */
export function looksSecret(word: string): boolean {
  return isCode(word) && /\d/.test(word) && !word.includes('$') && !NAME.test(word);
}

/** `optimize-7d9f8b6c5d-x2x4v`, `eu-1.example.org`. */
const NAME = /^[a-z\d]+(?:[-._][a-z\d]+)+$/;

const BEHIND_LETTER =
  /(?:^|[\s"'[(,])-(?:[pPwWkKt]|pw|gp|-?(?:[\w-]{1,30}-)?auth)\\?["']?,?[ \t=]\s{0,9}\\?["']?([^\s"'`\\,;|&<>)\]}]{8,200})/g;

/** `-auth user:password`, `--basic-auth=…`, `cloud.auth=…`. */
const LOGIN =
  /(?:^|[\s"'[(,])(?:--?(?:[\w-]{1,30}-)?(?:auth|basic)(?:-cred)?|[\w.-]{1,40}\.auth)\\?["']?,?[ \t=]\s{0,9}\\?["']?(?!\$)[^\s"':=\\,/]{1,100}:(?!\/\/)([^\s"'\\]{1,200})/g;
