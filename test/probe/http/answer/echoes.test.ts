import { describe, expect, it } from 'vitest';
import { isDistinctive } from '../../../../src/core/text/secret-text.js';
import { echoesOf, type Echoes } from '../../../../src/probe/http/answer/echoes.js';
import { refusalIn } from '../../../../src/probe/http/answer/refusal.js';
import { redirectFailure } from '../../../../src/probe/http/requests.js';

const BASE = 'http://engine.example/engine-rest';

function sentTo(password: string, user = 'demo'): Echoes {
  const sent = { credentials: { user, password }, proxies: [], address: BASE, shown: BASE };
  // As a vault does, which knows that a short one may be a name.
  return echoesOf(sent, (text) => (text === password && isDistinctive(password) ? '' : text));
}

function sentenceOfPage(title: string, echoes: Echoes): string | undefined {
  const body = `<html><head><title>${title}</title></head></html>`;
  return refusalIn({ status: 403, headers: {}, body, json: undefined }, (text) => echoes.cleanSaid(text))
    .sentence;
}

function sentenceOfJson(message: string, echoes: Echoes): string | undefined {
  const answer = { status: 503, headers: {}, body: JSON.stringify({ message }), json: { message } };
  return refusalIn(answer, (text) => echoes.cleanSaid(text)).sentence;
}

function latin1(bytes: Buffer): string {
  return bytes.toString('latin1');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function numbered(text: string, write: (code: number) => string): string {
  return text.replaceAll(/./gu, (sign) => write(sign.charCodeAt(0)));
}

const CANARY = 'Zq7canary9';

describe('a password alone in the data of an engine', () => {
  it('of a proxy is taken out, whatever the configuration holds', () => {
    const proxy = { user: 'proxy', password: `${CANARY}-p` };
    const sent = { credentials: null, proxies: [proxy], address: BASE, shown: BASE };
    expect(echoesOf(sent, (text) => text).clean({ id: proxy.password })).toEqual({ id: '***' });
  });
});

describe('a password is known in whatever spelling it comes back', () => {
  it.each<[string, password: string, said: string]>([
    ['as it is', `${CANARY}'x`, `${CANARY}'x`],
    ['with its user', `${CANARY}'x`, `demo:${CANARY}'x`],
    ['in small letters', `${CANARY}x1`, `${CANARY}x1`.toLowerCase()],
    ['in capitals', `${CANARY}üx1`, `${CANARY}üx1`.toUpperCase()],
    ['as HTML, by a number', `${CANARY}/x`, `${CANARY}&#47;x`],
    ['as HTML, by a number with zeros', `${CANARY}/x`, `${CANARY}&#00047;x`],
    ['as HTML, by a hexadecimal number', `${CANARY}'x`, `${CANARY}&#x27;x`],
    ['as HTML, in capitals', `${CANARY}/x`, `${CANARY}&#X2F;x`],
    ['as HTML, by a name', `${CANARY}'x`, `${CANARY}&apos;x`],
    ['as HTML, a letter by its name', `${CANARY}üx`, `${CANARY}&uuml;x`],
    ['as HTML, twice', `${CANARY}'x`, `${CANARY}&amp;#x27;x`],
    ['as HTML, an ampersand', `${CANARY}&x`, `${CANARY}&#38;x`],
    ['as HTML, an ampersand by its name', `${CANARY}&x`, `${CANARY}&amp;x`],
    ['as HTML, an ampersand twice', `${CANARY}&x`, `${CANARY}&amp;amp;x`],
    ['in an address, as Java writes it', `${CANARY}!x`, `demo%3A${CANARY}%21x`],
    ['in an address, in small letters', `${CANARY}:x`, `${CANARY}%3ax`],
    ['in an address, twice', `${CANARY}:x`, `${CANARY}%253Ax`],
    ['in an address, in Latin-1', `${CANARY}üx`, `${CANARY}%FCx`],
    ['in an address, in UTF-8', `${CANARY}üx`, `${CANARY}%c3%bcx`],
    ['in a form', `${CANARY} x`, `${CANARY}+x`],
    ['out of a form', `${CANARY}+x`, `${CANARY} x`],
    ['in UTF-8 read as Latin-1', `${CANARY}üx`, latin1(Buffer.from(`${CANARY}üx`))],
    ['in UTF-8 read as Windows-1252', `${CANARY}€x`, `${CANARY}â‚¬x`],
    ['in Latin-1 read as UTF-8', `${CANARY}üx`, Buffer.from(`${CANARY}üx`, 'latin1').toString()],
    ['in ASCII', `${CANARY}üßx`, `${CANARY}??x`],
    ['in ASCII, byte by byte', `${CANARY}üßx`, `${CANARY}????x`],
    ['with accents by themselves', `${CANARY}üx`, `${CANARY}üx`.normalize('NFD')],
    ['with blanks put together', `${CANARY}  x`, `${CANARY} x`],
    ['with a blank that does not break', `${CANARY} x`, `${CANARY}\u00a0x`],
    ['without the blanks around', ` ${CANARY}-x `, `${CANARY}-x`],
    ['with a tab', `${CANARY}\tx`, `${CANARY}\\tx`],
    ['quoted', `${CANARY}"x`, String.raw`${CANARY}\"x`],
    ['quoted twice', `${CANARY}"x`, String.raw`${CANARY}\\\"x`],
    ['with a backslash for two', String.raw`${CANARY}\x`, String.raw`${CANARY}\\x`],
    ['by numbers, as JSON', `${CANARY}<x`, String.raw`${CANARY}\u003cx`],
    ['by numbers, as JavaScript', `${CANARY}<x`, String.raw`${CANARY}\x3cx`],
    ['with what turns a text', `${CANARY}\u202ex`, `${CANARY}\u202ex`],
    ['in Base64', `${CANARY}üx`, Buffer.from(`demo:${CANARY}üx`).toString('base64')],
    ['in Base64 of Latin-1', `${CANARY}üx`, Buffer.from(`demo:${CANARY}üx`, 'latin1').toString('base64')],
    [
      'in Base64 in an address',
      `${CANARY}?>>x`,
      encodeURIComponent(Buffer.from(`${CANARY}?>>x`).toString('base64')),
    ],
    ['in Base64 of Base64', `${CANARY}x`, base64(base64(`demo:${CANARY}x`))],
    ['in Base64, behind something else', `${CANARY}x`, base64(`as it is: ${CANARY}x`)],
    ['letter by letter, as HTML', `${CANARY}/x`, numbered(`${CANARY}/x`, (code) => `&#${code};`)],
    [
      'letter by letter, as HTML, by hexadecimal numbers',
      `${CANARY}/x`,
      numbered(`${CANARY}/x`, (code) => `&#x${code.toString(16)};`),
    ],
    [
      'letter by letter, in an address',
      `${CANARY}/x`,
      numbered(`${CANARY}/x`, (code) => `%${code.toString(16)}`),
    ],
    [
      'letter by letter, as JSON',
      `${CANARY}/x`,
      numbered(`${CANARY}/x`, (code) => String.raw`\u00${code.toString(16)}`),
    ],
    ['in UTF-16', `${CANARY}/x`, Buffer.from(`${CANARY}/x`, 'utf16le').toString()],
    ['with what has no width', `${CANARY}/x`, `${CANARY}/x`.replaceAll(/./gu, '$&\u200b')],
    ['in hexadecimal numbers', `${CANARY}x`, Buffer.from(`${CANARY}x`).toString('hex')],
    ['short, by itself', 'hunt3r7', 'hunt3r7'],
    ['short, in quotes', 'hunt3r7', '"hunt3r7"'],
    ['short, in an address', 'hunt3r7', 'x%20hunt3r7%20x'],
    ['a word, with its user', 'hunter', 'demo/hunter'],
    ['a word, with its user and blanks', 'hunter', 'demo / hunter'],
  ])('%s', (_, password, said) => {
    const echoes = sentTo(password);
    for (const sentence of [
      sentenceOfPage(`no login for ${said} here`, echoes),
      sentenceOfJson(`no login for ${said} here`, echoes),
    ])
      expect(sentence).toMatch(/^no login for ["x]?(?:%20)?\*{3}=?(?:%3D)?(?:%20x)?"? here$/);
  });

  it.each([
    ['a word', 'camunda', 'camunda is not there'],
    ['a word of the same letters', 'hunt3r7', 'hunt3r77 is not there'],
    ['something short', 'a1', 'a1 is not there'],
    ['a number', '404', 'error 404'],
  ])('but %s stays', (_, password, said) => {
    expect(sentenceOfJson(said, sentTo(password))).toBe(said);
  });

  it('and what may be a name stays in what an engine has', () => {
    expect(sentTo('hunt3r7').clean({ id: 'hunt3r7', name: 'a hunt3r7' })).toEqual({
      id: 'hunt3r7',
      name: 'a hunt3r7',
    });
  });

  it('before a page is cut', () => {
    const title = `<title>${CANARY.padEnd(41, '-x')}</title>`;
    for (let cut = 0; cut < title.length; cut += 1) {
      const body = `<html>${' '.repeat(20_000 - 6 - cut)}${title}`;
      const echoes = sentTo(CANARY.padEnd(41, '-x'));
      const { sentence = '' } = refusalIn({ status: 403, headers: {}, body, json: undefined }, (text) =>
        echoes.cleanSaid(text),
      );
      expect(sentence).not.toContain(CANARY.slice(0, 4));
    }
  });

  it('before the address of a redirect is cut', () => {
    const echoes = sentTo(CANARY.padEnd(41, '-x'));
    const hide = (text: string): string => echoes.cleanSaid(text);
    for (let length = 240; length < 300; length += 1) {
      const to = new URL(`http://other.example/${'a'.repeat(length)}/${CANARY.padEnd(41, '-x')}`);
      const failure = redirectFailure(new URL(BASE), to, { status: 302, milliseconds: 1 }, { hide });
      expect(JSON.stringify(failure)).not.toContain(CANARY.slice(0, 4));
    }
  });

  it('while it comes, in two parts as well', () => {
    const body = Buffer.from(`[{"name":"a ${CANARY}\\u00fcx"}]`);
    for (let at = 0; at <= body.length; at += 1) {
      const seen = sentTo(`${CANARY}üx`).watch();
      seen(body.subarray(0, at));
      expect(seen(body.subarray(at)), `${at}`).toBe(true);
    }
    expect(sentTo(`${CANARY}üx`).watch()(Buffer.from(`[{"name":"${CANARY}"}]`))).toBe(false);
  });

  it('while it comes, letter by letter, and is taken out of what was read', () => {
    const echoes = sentTo(`${CANARY}/x`);
    const escaped = numbered(`${CANARY}/x`, (code) => String.raw`\u00${code.toString(16)}`);
    const body = Buffer.from(`[{"name":"a ${escaped}"}]`);
    for (let at = 0; at <= body.length; at += 1) {
      const seen = echoes.watch();
      seen(body.subarray(0, at));
      expect(seen(body.subarray(at)), `${at}`).toBe(true);
    }
    expect(echoes.clean(JSON.parse(body.toString()))).toEqual([{ name: 'a ***' }]);
  });

  it('and what only looks like it stays', () => {
    const id = 'order%41:1:54d3ed08-4613-4d26-8ff7-02531641205b';
    expect(sentTo(`${CANARY}/x`).clean({ id })).toEqual({ id });
    expect(sentTo(`${CANARY}/x`).cleanSaid(id)).toBe(id);
  });

  it.each([64, 76])('in Base64 on lines of %i characters', (width) => {
    const password = `${CANARY}+${'-long/pass_word'.repeat(12)}`;
    const lines = Buffer.from(`demo:${password}`)
      .toString('base64')
      .match(new RegExp(`.{1,${width}}`, 'g'));
    for (const lineBreak of ['\n', '\r\n', String.raw`\n`, String.raw`\r\n`, '&#13;&#10;', '%0D%0A'])
      expect(sentTo(password).clean(`no login for ${lines?.join(lineBreak)} here`)).toMatch(
        /^no login for \*{3}=* here$/,
      );
  });

  const LONG: readonly (readonly [string, text: string])[] = [
    ['of letters and signs', `${CANARY}-_/`.repeat(3_000)],
    ['of signs alone', `<&"'>%+ `.repeat(4_000)],
    ['of other letters', `${CANARY}üß€`.repeat(3_000)],
    ['of backslashes', `${'\\'.repeat(99)}x`.repeat(300)],
  ];

  it.each(LONG)('although it is long: %s', (_, text) => {
    const echoes = sentTo(text);
    const spellings = [
      text,
      encodeURIComponent(text),
      JSON.stringify(text).slice(1, -1),
      text.replaceAll(/\W/gu, (sign) => `&#${sign.codePointAt(0)};`),
      ...[text, `demo:${text}`].flatMap((each) =>
        (['base64', 'base64url', 'hex'] as const).map((encoding) => Buffer.from(each).toString(encoding)),
      ),
      text.slice(0, 20_000),
    ];
    for (const spelling of spellings)
      expect(echoes.clean(`before ${spelling.trim()} after`)).toMatch(/^before \*{3}[= ]*after$/);
    expect(echoes.cleanSaid(`before demo:${text.trim()} after`)).toMatch(/^before \*{3} ?after$/);
  });
});
