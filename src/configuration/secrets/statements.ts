import type { Span } from '../../load/types.js';

/** What follows is a password in whichever database. */
const IDENTIFIED =
  /\b(?:(?<by>identified[ \t]{1,9}(?:with[ \t]{1,9}\S{1,60}[ \t]{1,9})?(?:by|as)(?:[ \t]{1,9}values)?)|password)[ \t]{1,9}(?:\\?"([^"\r\n\\]{1,200})|\\?'{1,2}([^'\r\n\\]{1,200})|([^\s"';,\\]{1,200}))/giu;
const STATEMENT = /\b(?:create|alter|grant)[ \t]/iu;
const OF_USER = /\b(?:create|alter)[ \t]{1,9}(?:user|role)[ \t]|\bgrant[ \t].{0,150}[ \t]to[ \t]/iu;

/** `CREATE USER u IDENTIFIED BY 'hunter2'`, `ALTER ROLE u PASSWORD 'hunter2'`; Oracle takes it without quotes. */
export function* secretsInStatements(text: string): Iterable<Span> {
  for (const { 0: whole, 1: by, 2: double, 3: single, 4: bare = '', index } of text.matchAll(IDENTIFIED)) {
    const before = text.slice(Math.max(0, index - 200), index);
    const isBare = bare !== '';
    if (isBare ? by === undefined || !OF_USER.test(before) : !STATEMENT.test(before)) continue;
    const end = index + whole.length;
    yield { start: end - (double ?? single ?? bare).length, end };
  }
}
