import { describe, expect, it } from 'vitest';
import { AddressBook } from '../../src/configuration/secrets/address-book.js';

const PLAIN = 'https://eu.test/engine-rest';
const FIRST = `${PLAIN}?token=Zq7canary9Xw`;
const SECOND = `${PLAIN}?token=Zq8canary8Xw`;

describe('addresses as they are shown and compared', () => {
  it('are shown as they are without a secret in them', () => {
    const book = new AddressBook();
    expect([book.baseOf(PLAIN, null), book.baseOf('HTTPS://EU.test:443/engine-rest', null)]).toEqual([
      PLAIN,
      PLAIN,
    ]);
    expect(book.baseOf('eu.test', null)).toBeNull();
  });

  it('stay two where only a secret makes them differ, and one where nothing does', () => {
    const book = new AddressBook();
    const shown = [FIRST, SECOND, FIRST, SECOND].map((address) => book.baseOf(address, null));
    expect(shown).toEqual([1, 2, 1, 2].map((number) => (number === 1 ? shown[0] : `${shown[0]} (2)`)));
    expect(shown[0]).toMatch(/^https:\/\/eu\.test\/engine-rest/u);
    expect(shown.join(' ')).not.toMatch(/canary/u);
  });

  it('are numbered for each form apart', () => {
    const book = new AddressBook();
    expect(book.baseOf(FIRST, `${PLAIN}/\${TOKEN}`)).toBe(`${PLAIN}/\${TOKEN}`);
    expect(book.baseOf(SECOND, `${PLAIN}/\${OTHER}`)).toBe(`${PLAIN}/\${OTHER}`);
    expect(book.baseOf(SECOND, `${PLAIN}/\${TOKEN}`)).toBe(`${PLAIN}/\${TOKEN} (2)`);
  });
});
