import { describe, expect, it } from 'vitest';
import { givenVariables } from '../../../src/configuration/resolved/given-variables.js';
import { readVariables } from '../../../src/configuration/resolved/variables-file.js';

const FILE = [
  '# OPTIMIZE_CAMUNDABPM_WEBAPPS_URL=x',
  'OPTIMIZE_CAMUNDABPM_ENGINE_NAME=a',
  '  export  OPTIMIZE_CAMUNDABPM_REST_URL = b',
  'PATH=/bin',
  'OPTIMIZE_CAMUNDABPM_ENGINE_NAME=c ',
  '',
].join('\n');

function nobody(): null {
  return null;
}

describe('a line of a file of variables', () => {
  it.each([
    ['A=x\u2028y', 'x\u2028y'],
    ["A='x\u2028y' # c\u2028d", 'x\u2028y'],
    ['A="x\u2028y" # c\u2028d', 'x\u2028y'],
    ['A=x # c\u2028d', 'x'],
  ])('ends only where shells end one: %j', (line, value) => {
    expect([...readVariables(line)]).toEqual([['A', value]]);
  });
});

describe('variables with a value', () => {
  const file = readVariables(FILE, 'engines.env');

  it('of a file have their place where their name stands, the last one where it is given twice', () => {
    const given = givenVariables({ defines: {}, env: {}, variablesFiles: [file] }, nobody);
    const places = given.map(({ name, from, at }) => [name, from, at?.file, textAt(at?.span)]);
    expect(places).toEqual([
      [
        'OPTIMIZE_CAMUNDABPM_ENGINE_NAME',
        'variables-file',
        'engines.env',
        [4, 'OPTIMIZE_CAMUNDABPM_ENGINE_NAME'],
      ],
      ['OPTIMIZE_CAMUNDABPM_REST_URL', 'variables-file', 'engines.env', [2, 'OPTIMIZE_CAMUNDABPM_REST_URL']],
    ]);
  });

  it('count from the place that Optimize asks first', () => {
    const name = 'OPTIMIZE_CAMUNDABPM_ENGINE_NAME';
    const from = (defines: Record<string, string>, env: Record<string, string>): readonly string[] =>
      givenVariables({ defines, env, variablesFiles: [file] }, nobody)
        .filter((each) => each.name === name)
        .map((each) => each.from);
    expect(from({}, {})).toEqual(['variables-file']);
    expect(from({}, { [name]: 'd' })).toEqual(['environment']);
    expect(from({ [name]: 'e' }, { [name]: 'd' })).toEqual(['define']);
  });

  it('are none of the shell where all that the container has is known', () => {
    const container = { values: new Map(), interpolated: new Map() };
    const from = (complete: boolean): readonly string[] =>
      givenVariables(
        {
          defines: {},
          env: { OPTIMIZE_CAMUNDABPM_REST_URL: 'a' },
          variablesFiles: [],
          container: { ...container, complete },
        },
        nobody,
      ).map((each) => each.from);
    expect([from(false), from(true)]).toEqual([['environment'], []]);
  });

  /** The line of a place, from 0, and what stands there. */
  function textAt(span: { readonly start: number; readonly end: number } | undefined): unknown {
    if (span === undefined) return null;
    const text = file.names?.text ?? '';
    return [text.slice(0, span.start).split('\n').length - 1, text.slice(span.start, span.end)];
  }
});

describe('the value of a variable in a file', () => {
  it('keeps a no-break space at its end, as whatever reads the file for a container does', () => {
    const values = readVariables('A=x\u00a0\nB=x \t\nC=x\u00a0 # why\nD=\u00a0x\n');
    expect([...values.values()]).toEqual(['x\u00a0', 'x', 'x\u00a0', '\u00a0x']);
  });
});
