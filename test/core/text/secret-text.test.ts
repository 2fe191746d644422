import { describe, expect, it } from 'vitest';
import { isDistinctive } from '../../../src/core/text/secret-text.js';

describe('a text that is unlikely to be an ordinary word', () => {
  it.each(['hunter2!', 'pass word', 'abcdefg1', '  hunter22', 'pässwört9', 'über-alles'])(
    'is "%s"',
    (text) => {
      expect(isDistinctive(text)).toBe(true);
    },
  );

  it.each(['hunter2', 'password', '12345678', '  password', 'überalles', '', '        ', '٠١٢٣٤٥٦٧'])(
    'is not "%s"',
    (text) => {
      expect(isDistinctive(text)).toBe(false);
    },
  );
});
