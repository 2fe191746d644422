import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { diff } from '../../../src/run/diff/diff.js';
import { plainRequest } from '../../../src/run/request/plain-request.js';
import { many } from './many.js';
import { CONTEXT, shown } from './run.js';
import type { GrowingInput } from './types.js';

type Side = 'before' | 'after';

function entry(alias: string, host: string): string {
  return `  ${alias}:\n    name: default\n    rest: https://${host}.test/engine-rest\n    importEnabled: true\n`;
}

function configMap(namespace: string, host: string): string {
  const text = `engines:\n${entry('eu', host)}`.replaceAll(/^(?=.)/gmu, '    ');
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: optimize, namespace: ${namespace}}\ndata:\n  environment-config.yaml: |\n${text}---\n`;
}

/** What can grow of two configurations, each with all that can change. */
const COMPARED: Readonly<
  Record<string, readonly [size: number, textOf: (count: number, side: Side) => string]>
> = {
  'engines with new aliases': [
    60,
    (count, side) => `engines:\n${many(count, (n) => entry(`${side}${n}`, `h${n}`))}`,
  ],
  'engines with new addresses': [
    60,
    (count, side) => `engines:\n${many(count, (n) => entry(`e${n}`, `${side}${n}`))}`,
  ],
  'configurations in new namespaces': [
    25,
    (count, side) => many(count, (n) => configMap(`${side}${n}`, `${side}${n}`)),
  ],
};

export const GROWING_COMPARED: readonly GrowingInput[] = Object.entries(COMPARED).map(
  ([name, [size, textOf]]) => ({
    name,
    size,
    workOn(count, folder) {
      const file = (side: Side): string => {
        const written = path.join(folder, `${side}.yaml`);
        writeFileSync(written, textOf(count, side));
        return written;
      };
      const inputs = [file('before'), file('after')] as const;
      return () => shown(() => diff(inputs, plainRequest([]), CONTEXT));
    },
  }),
);
