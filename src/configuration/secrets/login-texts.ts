import { MASK } from '../../core/text/secret-text.js';

/** `demo:password`, `demo/password`: what is behind the user is long, and no word, no number and no UUID. */
const LOGIN =
  /^([^\s:/]+[:/])(?![\da-fA-F]{8}-[\da-fA-F]{4}-|[\w.-]*@)(?=.*[A-Za-z])(?=.*(?:\d|[a-z][A-Z]))\S{8,}$/u;

/** What was given as the id of a user, without the password that may stand behind it. */
export function withoutPassword(user: string): string {
  return user.replace(LOGIN, `$1${MASK}`);
}
