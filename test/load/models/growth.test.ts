import { expect, test } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import { parseModel } from '../../../src/load/models/parse.js';
import { growth } from '../../helpers/growth.js';

const NAMESPACES = 'xmlns = "http://www.omg.org/spec/BPMN/20100524/MODEL"';

test.each(['<a b = "', "<a '", '<!-- <a b = ', '<a xmlns:b = "c"/>'])(
  'a model of ever more %s is read in one pass',
  async (tag) => {
    const read = (count: number) =>
      expect(() => parseModel('m', `<definitions ${NAMESPACES}>${tag.repeat(count)}`)).toThrow(InputError);
    // Where each looks as far as the end for what closes it, eight times as many take 64 times as long.
    expect(await growth(read, 10_000, 8)).toBeLessThan(24);
  },
);
