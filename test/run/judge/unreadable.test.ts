import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/configuration/types.js';
import { isDamaged } from '../../../src/run/judge/unreadable.js';

const SOUND = { misplaced: null };
const LOST = { misplaced: { kind: 'misspelled' } };

function configurationOf(files: readonly object[], damaged: readonly object[] = []): Configuration {
  return { files, documents: () => [{ damaged: [] }, { damaged }] } as unknown as Configuration;
}

describe('a configuration is damaged', () => {
  it.each([
    ['where one of its files has engines that nothing reads', configurationOf([SOUND, LOST]), true],
    ['where a part of one document is hidden', configurationOf([SOUND], [{ start: 0, end: 1 }]), true],
    ['nowhere else', configurationOf([SOUND, SOUND]), false],
  ])('%s', (_, configuration, is) => {
    expect(isDamaged(configuration)).toBe(is);
  });
});
