import { MASK } from '../../../core/text/secret-text.js';
import { decodedOnce } from './decoded.js';
import { replaceEncoded, withoutUnseen } from './disguises.js';

/** A text without the secrets of the configuration, wherever they stand in it; of a sentence also without short ones. */
export type Hide = (text: string, isSaid?: boolean) => string;

/** How often something is encoded. */
const TIMES = 3;

/**
 * A text without what was sent to somebody else, or to nobody: engines have a gateway or a directory in common that knows it. What was sent to
 * the one who answers is looked for in each of its spellings; of this there may be thousands, so the text is read as what it may stand
 * for, and shown so where a secret is in that.
 */
export function withoutOthers(text: string, hide: Hide, isSaid = false): string {
  let [read, shown] = [text, text];
  for (let times = 0; times <= TIMES; times += 1) {
    const hidden = replaceEncoded(hide(read, isSaid), (inside) => areOthersIn(inside, hide), MASK);
    if (hidden !== read) shown = hidden;
    const next = decodedOnce(withoutUnseen(hidden));
    if (next === hidden) break;
    read = next;
  }
  return shown;
}

/** Whether a text holds one, but for Base64: to read that takes long. */
function areOthersIn(text: string, hide: Hide): boolean {
  let read = text;
  for (let times = 0; times <= TIMES; times += 1) {
    if (hide(read) !== read) return true;
    const next = decodedOnce(read);
    if (next === read) return false;
    read = next;
  }
  return false;
}
