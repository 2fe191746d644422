import { describe, expect, it } from 'vitest';
import { sameWords } from '../../../../src/report/pretty/findings/same-words.js';
import { growth } from '../../../helpers/growth.js';

const said = (setting: string, engine: string): string => `"${setting}" of "${engine}" is open.`;

function look(size: number): void {
  sameWords(
    Array.from({ length: size }, (_, index) => `"${index % 97}" of "${index}" is one of ${index % 13}.`),
  );
}

describe('sameWords', () => {
  it('joins sentences that differ in one word, and takes a quoted name for one word', () => {
    expect(
      sameWords(['Engine "a b" has none: bad.', 'Engine "c" has none: bad.', 'Engine "d" has none: bad.']),
    ).toEqual([{ message: 'Engine "a b" has none: bad.', others: ['"c"', '"d"'] }]);
  });

  it('leaves out what belongs to the sentence around the word', () => {
    expect(sameWords(['Nothing reads ONE: no effect.', 'Nothing reads TWO: no effect.'])).toEqual([
      { message: 'Nothing reads ONE: no effect.', others: ['TWO'] },
    ]);
  });

  it('joins those that agree in all words but one where two words differ', () => {
    expect(
      sameWords([said('user', 'a'), said('password', 'a'), said('user', 'b'), said('password', 'b')]),
    ).toEqual([
      { message: said('user', 'a'), others: ['"b"'] },
      { message: said('password', 'a'), others: ['"b"'] },
    ]);
  });

  it('keeps sentences apart that have more in which they differ', () => {
    const messages = ['"a" is 1 too old.', '"b" is 2 too old.', 'Something else.'];
    expect(sameWords(messages).map(({ message }) => message)).toEqual(messages);
    expect(sameWords(messages).flatMap(({ others }) => others)).toEqual([]);
  });

  it('says a sentence once that came twice, as it was written', () => {
    expect(sameWords(['two  blanks', 'two  blanks'])).toEqual([{ message: 'two  blanks', others: [] }]);
    expect(sameWords([])).toEqual([]);
  });

  it('takes about as many times as long as there are more sentences', async () => {
    expect(await growth(look, 1000, 8)).toBeLessThan(24);
  });
});
