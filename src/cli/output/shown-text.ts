import { isFormatName } from '../../report/index.js';

/** A text as it goes out: without what was typed and looks like a secret. Nearly no command line has any. */
export function shownText(text: string): string {
  return hide === null ? text : hide(text);
}

let hide: ((text: string) => string) | null = null;

/** From now on. */
export function hideFromOutput(without: (text: string) => string): void {
  hide = without;
}

/** Whether a word of a command line may hold a secret. To look closer takes time. */
export function mayHoldSecret(argument: string): boolean {
  const equals = argument.indexOf('=');
  const word = isFormatName(argument.slice(0, Math.max(0, equals))) ? argument.slice(equals + 1) : argument;
  if (!/^(?:--?[\w-]+=)?[\w.,/-]*$/.test(word)) return true;
  const letters = word.toLowerCase();
  return (
    SIGNS.some((sign) => letters.includes(sign)) && /(?:pass[a-z]*|pwd?|psw|wort|code)[/.]/.test(letters)
  );
}

/** Something of each of these: nearly no name of a file has it, and Node prepares no pattern. */
const SIGNS = ['pass', 'pw', 'psw', 'wort', 'code'];
