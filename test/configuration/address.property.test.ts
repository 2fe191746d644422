import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseOf } from '../../src/configuration/address.js';
import { addressAlone } from '../../src/core/text/url.js';

const SCHEME = fc.constantFrom('http', 'https', 'HTTP', 'https:', 'ftp');
const LABEL = fc.oneof(
  fc.stringMatching(/^[a-z0-9-]{1,6}$/),
  fc.constantFrom('engine', 'xn--a', '127', '0x7f', '1', 'A', 'ä', '_', 'localhost', ''),
);
const PORT = fc.constantFrom('', ':80', ':443', ':8080', ':0', ':080', ':65536', ':', ':a');
const SEGMENT = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{0,6}$/),
  fc.constantFrom('.', '..', '%41', 'a b', '?q', '#f', 'é', 'rest', '\\'),
);
const ADDRESS = fc
  .tuple(SCHEME, fc.array(LABEL, { minLength: 1, maxLength: 4 }), PORT, fc.array(SEGMENT, { maxLength: 4 }))
  .map(
    ([scheme, labels, port, path]) =>
      `${scheme}://${labels.join('.')}${port}${path.map((each) => `/${each}`).join('')}`,
  );

/** The form of an address without any short cut. */
function parsed(address: string): string | null {
  if (!/^https?:\/\/[^/?#\\\s]/iu.test(address) || /\s/u.test(address)) return null;
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const { protocol, host, pathname, search } = url;
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}${search}`;
}

function parsedAlone(address: string): string | null {
  try {
    const { origin, pathname } = new URL(address);
    return origin === 'null' ? null : origin + pathname;
  } catch {
    return null;
  }
}

test('an address has the form that parsing it gives, also where it is not parsed', () => {
  fc.assert(
    fc.property(ADDRESS, (address) => {
      expect(baseOf(address)).toBe(parsed(address));
    }),
    { numRuns: 5000 },
  );
});

test('an address alone is what parsing it gives, also where it is not parsed', () => {
  fc.assert(
    fc.property(ADDRESS, (address) => {
      expect(addressAlone(address)).toBe(parsedAlone(address));
    }),
    { numRuns: 5000 },
  );
});

test('an address with letters beyond ASCII has its form however often one is asked for', () => {
  const forms = new Set(
    Array.from({ length: 20_000 }, () => baseOf('http://zähler.example.com/engine-rest')),
  );
  expect([...forms]).toEqual(['http://xn--zhler-gra.example.com/engine-rest']);
});
