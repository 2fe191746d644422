import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '../../helpers/growth.js';
import { resolvePlaceholders, shapeOf } from '../../../src/configuration/resolved/placeholders.js';

const NONE = { defines: {}, env: {}, variablesFiles: [] };

function resolved(text: string, env: Record<string, string> = {}): string | null {
  return resolvePlaceholders(text, { ...NONE, env }).replaced;
}

describe('a placeholder', () => {
  for (const text of ['${A.B}', '${A-B}', '${1A}', '${ A }', '$A', '${}', '${A', '{A}']) {
    it(`is not ${text}`, () => {
      expect(resolvePlaceholders(text, NONE)).toMatchObject({ replaced: text, placeholders: [] });
      expect(shapeOf(text)).toBe('none');
    });
  }

  for (const name of ['A', '_a', 'A1_b']) {
    it(`may be called ${name}`, () => {
      expect(resolved(`x\${${name}}y`, { [name]: '1' })).toBe('x1y');
    });
  }

  it('is looked up among defines, then in the environment, then in variables files, then in its default', () => {
    const all = {
      defines: { A: 'd' },
      env: { A: 'e' },
      variablesFiles: [new Map([['A', 'f']]), new Map([['A', 'g']])],
    };
    const origins = [all, { ...all, defines: {} }, { ...all, defines: {}, env: {} }, NONE].map(
      (variables) => {
        const { replaced, placeholders } = resolvePlaceholders('${A:x}', variables);
        return [replaced, placeholders[0]?.origin];
      },
    );
    expect(origins).toEqual([
      ['d', 'define'],
      ['e', 'environment'],
      ['g', 'variables-file'],
      ['x', 'default'],
    ]);
  });

  it('without value and default has none', () => {
    expect(resolvePlaceholders('a${A}b', NONE)).toMatchObject({
      replaced: null,
      placeholders: [{ name: 'A', origin: 'unresolved' }],
    });
  });

  it('is found when its variable is empty', () => {
    expect(resolved('a${A:x}b', { A: '' })).toBe('ab');
  });

  it('has a default that may be empty, an address, or hold a colon and a brace', () => {
    expect(resolved('${A:}')).toBe('');
    expect(resolved('${X:http://h:80/p}')).toBe('http://h:80/p');
    expect(resolved('${A:a}b}')).toBe('a}b');
    expect(resolved('${A:a} {b}')).toBe('a} {b');
  });

  it('ends its default on its own line', () => {
    expect(resolved('${A:a}\nb}')).toBe('a\nb}');
  });

  for (const word of ['null', 'Null', 'NULL', '~']) {
    it(`with the default ${word} makes the whole value null`, () => {
      expect(resolvePlaceholders(`x\${A:${word}}y`, NONE)).toMatchObject({ replaced: null, shown: null });
      expect(resolved(`\${A:${word}}`, { A: word })).toBe(word);
    });
  }

  it('is not resolved again in a resolved text', () => {
    expect(resolved('${A}', { A: '${B}', B: 'x' })).toBe('${B}');
  });

  it('of several only the last replacement survives', () => {
    expect(resolved('http://${H}:${P}/engine-rest', { H: 'h', P: '1' })).toBe('http://${H}:1/engine-rest');
  });

  it('of several with defaults the first swallows the rest', () => {
    const text = 'http://${H:localhost}:${P:8080}/x';
    expect(resolved(text)).toBe('http://localhost}:${P:8080/x');
    expect(resolved(text, { H: 'h' })).toBe('http://h/x');
  });

  it('works twice when it is the same without default', () => {
    expect(resolved('${A}-${A}', { A: 'x' })).toBe('x-x');
  });

  it('inside a default stays text', () => {
    expect(resolved('${A:${B:x}}', { B: 'y' })).toBe('${B:x}');
  });

  it('takes a value with a dollar sign as it is', () => {
    expect(resolved('a${A}b', { A: "$&$1$'" })).toBe("a$&$1$'b");
  });

  it('takes no value from a prototype', () => {
    expect(resolved('${constructor}')).toBeNull();
    expect(resolved('${toString:x}')).toBe('x');
  });

  it('is shown by its name, not by its value', () => {
    const { shown } = resolvePlaceholders('http://${H}/x', { ...NONE, env: { H: 'secret' } });
    expect(shown).toBe('http://<H>/x');
  });
});

/** The pattern of ConfigurationParser in Optimize, which is quadratic in openings without a brace. */
const OF_OPTIMIZE = /\$\{([a-zA-Z_]+[a-zA-Z0-9_]*)(:(.*))?\}/gu;

describe('any text', () => {
  const pieces = fc.constantFrom('${', 'A', '_b1', ':', '}', '{', '\n', '\r', ' ', '$', '-', '${A:', '${B}');
  const text = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));

  it('has the placeholders that the pattern of Optimize finds in it', () => {
    fc.assert(
      fc.property(text, (written) => {
        const names = Array.from(written.matchAll(OF_OPTIMIZE), ([, name]) => name);
        const { placeholders } = resolvePlaceholders(written, NONE);
        expect(placeholders.map(({ name }) => name)).toEqual(names);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['openings that no brace closes', '${A:'],
    ['openings that one brace closes', '${A:', '}'],
    ['many placeholders', '${A}'],
    ['many that have a default', '${A:b}'],
    ['placeholders on lines of their own', '${A:b}\n'],
  ])('of %s is read in one pass', async (_, piece, end = '') => {
    const read = (count: number): void => {
      const written = piece.repeat(count) + end;
      resolvePlaceholders(written, NONE);
      shapeOf(written);
    };
    expect(await growth(read, 4000, 8)).toBeLessThan(24);
  });
});

describe('the shape of a text with placeholders', () => {
  for (const [text, shape] of [
    ['${A}', 'one'],
    ['x${A:y}z', 'one'],
    ['${A}}', 'one'],
    ['${A:{x}}', 'one'],
    ['${A:{x}', 'one'],
    ['${A}${A}', 'repeated'],
    ['${A:x}${A:x}', 'several'],
    ['${A}${B}', 'several'],
    ['http://${H:localhost}:${P:8080}/x', 'several'],
    ['${A:x}y}', 'brace'],
    ['${A:${B:x}}', 'brace'],
    ['${A:${B}}', 'brace'],
  ] as const) {
    it(`${text} is ${shape}`, () => {
      expect(shapeOf(text)).toBe(shape);
    });
  }
});
