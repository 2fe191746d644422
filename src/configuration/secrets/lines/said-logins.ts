import type { Span } from '../../../load/types.js';
import { isPassword } from './said.js';

/** `login with u:hunter22X`, `credentials (u/hunter22X)`, `account u / hunter22X`, `login u hunter22X`: the password, told by the word before. */
export function* saidLoginsIn(line: string, offset: number): Iterable<Span> {
  let last = '';
  let sinceLogin = Number.POSITIVE_INFINITY;
  for (const { 0: word, index } of line.matchAll(/\S+/gu)) {
    const told = sinceLogin < MOST_WORDS ? passwordIn(word, last, sinceLogin) : '';
    const start = offset + index + word.lastIndexOf(told);
    if (told !== '') yield { start, end: start + told.length };
    sinceLogin = TELLS.test(word) ? 0 : sinceLogin + 1;
    last = word;
  }
}

const TELLS =
  /^["'([]*(?:log(?:-?in|-?on|ged)s?|credentials?|accounts?|anmeld(?:ung|edaten)|zugangs?(?:daten)?)["')\]:,=]*$/i;

/** As many as there are between the word and the password: `login of the import user is u:hunter22X`. */
const MOST_WORDS = 7;

/** Empty where the word holds none. */
function passwordIn(word: string, last: string, sinceLogin: number): string {
  const bare = withoutSigns(word);
  // Addresses and settings are looked at elsewhere.
  if (bare.includes('://') || /^[\w-]+=./.test(bare)) return '';
  const behindUser = /^[^:/]+[:/](?!\/)(.+)$/u.exec(bare)?.[1];
  if (behindUser !== undefined) return isPassword(behindUser) ? behindUser : '';
  const isNext = sinceLogin <= 1 || BETWEEN.test(last) || /.[:/,]$/.test(last);
  return isNext && isPassword(bare) ? bare : '';
}

/** Between a user and the password. */
const BETWEEN = /^(?:[/:,&+|–—-]|and|with|und|mit)$/i;

function withoutSigns(word: string): string {
  return word.replace(/^["'([{]{1,3}/, '').replace(/["')\]},:;.!?]{1,5}$/, '');
}
