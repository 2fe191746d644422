import { expect, it } from 'vitest';
import T401 from '../../src/rules/topology/T401-duplicate-definition.js';
import T403 from '../../src/rules/topology/T403-duplicate-tenant.js';
import type { Rule } from '../../src/core/rule.js';

const ENGINES = Array.from({ length: 200 }, (_, at) => `engine-${at}`);
const ABOUT = { kind: 'process', key: 'order', tenant: 'acme', versions: [1], apart: [] };

// oxlint-disable-next-line typescript/no-explicit-any -- rules of several data types
it.each<Pick<Rule<never, any>, 'code' | 'message' | 'together'>>([T401, T403])(
  '$code names a few of hundreds of engines, and how many there are',
  (rule) => {
    const data = { ...ABOUT, engines: ENGINES };
    for (const text of [rule.message(data), rule.together?.(data).message ?? '']) {
      expect(text).toContain('"engine-9" and 190 more');
      expect(text.length).toBeLessThan(500);
    }
    const few = rule.message({ ...ABOUT, engines: ENGINES.slice(0, 3) });
    expect(few).toContain('"engine-0", "engine-1" and "engine-2"');
  },
);
