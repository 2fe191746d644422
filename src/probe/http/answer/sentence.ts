import { escapeText, shortened } from '../../../core/text/text.js';
import { fieldOf, isTelling, textOf } from './kept-fields.js';
import { isErrorOfEngine, type RefusedAnswer } from './refused-answer.js';

const LONGEST = 160;
/** More of a page need not be looked at. */
const READ = 20_000;

/**
 * The sentence of an answer that says why: of JSON its message, of a page its title, of a text its line, of a challenge its
 * description. On one line, cut, safe to print. What engines say may name users, so of that only the known sentences.
 * What was sent is hidden before anything is cut or changed: half of a secret is not recognised.
 */
export function sentenceIn(
  { body, json, headers }: RefusedAnswer,
  hide: (text: string) => string,
): string | null {
  const found = json === undefined ? inText(hide(body).slice(0, READ), headers) : inJson(json, hide);
  const sentence = found ?? inChallenge(hide(headers['www-authenticate'] ?? ''));
  return sentence === null ? null : shortened(withoutTokens(sentence), LONGEST);
}

function inJson(json: unknown, hide: (text: string) => string): string | null {
  const message = hide(textOf(json, 'message') ?? '');
  if (isErrorOfEngine(json)) return isTelling(message) ? tidy(message) : null;
  const fields = ['error_description', 'message', 'error_msg', 'faultstring', 'detail', 'title', 'error'];
  const texts = [json, fieldOf(json, 'error'), fieldOf(json, 'fault')].flatMap((object) =>
    fields.map((name) => textOf(object, name)),
  );
  return texts.map((text) => tidy(hide(text ?? ''))).find((text) => text !== '') ?? null;
}

function inText(body: string, headers: Readonly<Record<string, string>>): string | null {
  // Of UTF-16 every other character.
  if (body.includes('\0')) return null;
  if (/<(?:html|head|title|body|h1)\b/i.test(body)) return inPage(body);
  if (!(headers['content-type'] ?? '').startsWith('text/')) return null;
  const lines = body
    .split(/[\r\n]+/)
    .map(tidy)
    .filter((line) => line !== '');
  // The first line is often the status once more.
  const [first, second] = lines;
  return (/^(?:\d{3} )?[A-Z][a-z]+(?: [A-Z][a-z]+)*$/.test(first ?? '') ? second : null) ?? first ?? null;
}

function inPage(html: string): string | null {
  const message = /<b>Message<\/b>([^<]*)/i.exec(html)?.[1];
  const title = /<title[^<>]*>([^<]*)/i.exec(html)?.[1];
  const heading = /<h1[^<>]*>([^<]*)/i.exec(html)?.[1];
  // The title of WildFly says no more than that; what it means is all that its page holds.
  const whole = title === 'Error' ? /<body>([^<]*)/i.exec(html)?.[1] : undefined;
  return (
    [message, whole, title, heading].map((text) => tidy(entities(text ?? ''))).find((text) => text !== '') ??
    null
  );
}

function inChallenge(challenge: string): string | null {
  const description = /error_description="((?:[^"\\]|\\.)*)"/.exec(challenge)?.[1];
  return description === undefined || description === '' ? null : tidy(description);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#39', "'"],
  ['#47', '/'],
  ['#8211', '–'],
]);

function entities(text: string): string {
  return text.replaceAll(/&(#?\w+);/g, (whole, name: string) => ENTITIES.get(name) ?? whole);
}

function tidy(text: string): string {
  return escapeText(text.replaceAll(/\s+/g, ' ').trim());
}

/** A token or a password that an answer repeats is nobody's business. */
export function withoutTokens(text: string): string {
  return text
    .replaceAll(/(?<=:\/\/)[^\s/:@"'<>]{0,100}:(?!\d{1,5}\/)[^\s@"'<>]{1,200}(?=@)/g, '***')
    .replaceAll(/\beyJ[\w.-]+/g, '***')
    .replaceAll(/\b(Basic|Bearer) [\w+/=.~-]{6,}/gi, '$1 ***')
    .replaceAll(/((?:password|passwd|token|secret|api[_-]?key)["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi, '$1***');
}
