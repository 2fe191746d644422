import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { urlEncoded } from '../../../src/core/text/url-encoded.js';
import { ROOT } from '../../helpers/fixtures.js';

it('half a character, as JSON of an engine may hold it, is no reason to break', () => {
  expect(urlEncoded('a/\ud800\u{1f600}')).toBe('a%2F%EF%BF%BD%F0%9F%98%80');
});

it('nothing encodes a part of an address otherwise', () => {
  const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const encoding = files.filter(
    (file) =>
      file.endsWith('.ts') &&
      readFileSync(path.join(ROOT, 'src', file), 'utf8').includes('encodeURIComponent'),
  );
  expect(encoding).toEqual([path.join('core', 'text', 'url-encoded.ts')]);
});
