import { expect, it } from 'vitest';
import { pageText } from '../../../../src/probe/http/answer/page-text.js';

it.each<[string, Buffer, string]>([
  ['UTF-8', Buffer.from('Zugriff verweigert: ü'), 'Zugriff verweigert: ü'],
  ['Latin-1', Buffer.from('Accès refusé ici', 'latin1'), 'Accès refusé ici'],
  ['Latin-1 with a letter at its end', Buffer.from('Accès refusé', 'latin1'), 'Accès refusé'],
  ['nothing', Buffer.alloc(0), ''],
])('a page in %s is read', (_, bytes, text) => {
  expect(pageText(bytes)).toBe(text);
});

it.each([1, 2, 3])('a page in UTF-8 may be cut within a character: %i bytes of it', (left) => {
  const bytes = Buffer.concat([Buffer.from('ü und '), Buffer.from('😀').subarray(0, left)]);
  expect(pageText(bytes)).toMatch(/^ü und \ufffd+$/u);
});
