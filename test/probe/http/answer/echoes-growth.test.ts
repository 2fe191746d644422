import { expect, it } from 'vitest';
import { echoesOf, type Echoes } from '../../../../src/probe/http/answer/echoes.js';
import { growth } from '../../../helpers/growth.js';

const BASE = 'http://engine.example/engine-rest';
const FACTOR = 8;
/** Between one pass and a pass in a pass. */
const BAR = 24;

function sentTo(password: string): Echoes {
  const sent = { credentials: { user: 'demo', password }, proxies: [], address: BASE, shown: BASE };
  return echoesOf(sent, (text) => (text === password ? '' : text));
}

it.each([
  ['backslashes', String.raw`\"`.repeat(30), String.raw`\"`, 1_000],
  ['only backslashes', '\\'.repeat(30), '\\', 4_000],
  ['blanks', ' +1'.repeat(20), '+', 4_000],
  ['ampersands', '&amp;'.repeat(20), '&amp;', 2_000],
  ['percent signs', '%25'.repeat(20), '%25', 2_000],
  ['letters of others', 'ü1'.repeat(20), '?', 4_000],
  ['numbers of characters', 'u0075'.repeat(20), 'u0075', 2_000],
])('an answer of %s is searched for a password of the like in one pass', async (_, password, unit, size) => {
  const search = (count: number) => {
    sentTo(password).cleanSaid(unit.repeat(count));
  };
  expect(await growth(search, size, FACTOR)).toBeLessThan(BAR);
});

it.each([
  ['letters and signs', 'Zq7canary9-_/', 500],
  ['signs alone', `<&"'>%+ `, 500],
  ['other letters', 'Zq7canary9üß€', 500],
  ['backslashes', `${'\\'.repeat(99)}x`, 50],
  ['millions of characters', 'Zq7canary9-', 31_250],
])('a password of %s is made ready in one pass', async (_, unit, size) => {
  const prepare = (count: number) => {
    const echoes = sentTo(unit.repeat(count));
    expect(echoes.cleanSaid('Ready.')).toBe('Ready.');
    expect(echoes.watch()(Buffer.from('Ready.'))).toBe(false);
  };
  expect(await growth(prepare, size, FACTOR, 1)).toBeLessThan(BAR);
});
