import { describe, expect, it } from 'vitest';
import { closest } from '../../../src/core/text/did-you-mean.js';
import { ratioOf, type Work } from '../../helpers/growth.js';

function comparison(length: number): Work {
  return () => closest('ab'.repeat(length), ['ba'.repeat(length).slice(1)]);
}

describe('a word was probably meant to be', () => {
  it.each([
    ['nam', 'name', 'a letter that is missing'],
    ['namee', 'name', 'a letter too many'],
    ['nome', 'name', 'another letter'],
    ['naem', 'name', 'two neighbours that changed places'],
    ['anme', 'name', 'the first two that changed places'],
    ['NAME', 'name', 'capitals'],
    ['restt', 'rest', 'one slip, where four letters allow one'],
    ['endpiont', 'endpoint', 'neighbours in the middle'],
    ['edpiont', 'endpoint', 'two slips, where seven letters allow two'],
  ])('%s: %s (%s)', (word, meant) => {
    expect(closest(word, ['unlike', meant, 'another'])).toBe(meant);
  });

  it.each([
    ['nom', 'name', 'two slips, where three letters allow one'],
    ['mane', 'name', 'letters that changed places over others'],
    ['n', 'name', 'three letters that are missing'],
    ['namename', 'name', 'four letters too many'],
    ['aemn', 'name', 'the same letters in no order'],
  ])('%s is not %s (%s)', (word, candidate) => {
    expect(closest(word, [candidate])).toBeNull();
  });

  it('the nearest, and of two as near the first', () => {
    expect(closest('user', ['uses', 'user', 'usher'])).toBe('user');
    expect(closest('usee', ['uses', 'user'])).toBe('uses');
    expect(closest('usee', ['user', 'uses'])).toBe('user');
  });

  it('with as many slips as the letters allow, and no more', () => {
    expect(closest('abcdef', ['abcdxy'])).toBe('abcdxy');
    expect(closest('abcdef', ['abcxyz'])).toBeNull();
    expect(closest('abcdef', ['abcdxy'], 6)).toBeNull();
    expect(closest('ab', ['ac'], 5)).toBe('ac');
  });

  it('among long words too, by where they differ', () => {
    const long = 'tenant-'.repeat(500);
    expect(closest(`${long}eu`, ['eu', `${long}ue`])).toBe(`${long}ue`);
    expect(closest(`eu-${long}eu`, [`ue-${long}ue`])).toBeNull();
  });

  it('without the time that all their letters would take', async () => {
    expect(await ratioOf([comparison(150), comparison(1200)], 8, 3)).toBeLessThan(24);
  });

  it('nothing where there is nothing', () => {
    expect(closest('word', [])).toBeNull();
  });
});
