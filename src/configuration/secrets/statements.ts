import type { Span } from '../../load/types.js';

/** What follows is a password in whichever database. */
const IDENTIFIED =
  /\b(?:identified[ \t]{1,9}(?:with[ \t]{1,9}\S{1,60}[ \t]{1,9})?(?:by|as)|password)[ \t]{1,9}(?:\\?"([^"\r\n\\]{1,200})|\\?'{1,2}([^'\r\n\\]{1,200}))/giu;
const STATEMENT = /\b(?:create|alter|grant)[ \t]/iu;

/** `CREATE USER u IDENTIFIED BY 'hunter2'`, `ALTER ROLE u PASSWORD 'hunter2'`. */
export function* secretsInStatements(text: string): Iterable<Span> {
  for (const { 0: whole, 1: double, 2: single = '', index } of text.matchAll(IDENTIFIED)) {
    if (!STATEMENT.test(text.slice(Math.max(0, index - 200), index))) continue;
    const end = index + whole.length;
    yield { start: end - (double ?? single).length, end };
  }
}
