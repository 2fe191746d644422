import { RECOGNITION } from '../../src/configuration/recognition/recognition.js';
import { readCarrier } from '../../src/load/carriers/carrier.js';
import type { Carrier } from '../../src/load/carriers/types.js';

/** What a text carries, with files of variables beside it by their paths. */
export function carrier(
  text: string,
  files: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Carrier {
  return readCarrier({ name: 'carrier.yaml', text }, RECOGNITION, (path) => {
    const file = files[path];
    return file === undefined ? null : new Map(Object.entries(file));
  });
}

/** A Deployment whose container has these lines. */
export function deployment(
  lines: readonly string[],
  { volumes = '[]', annotations = '{}' }: { readonly volumes?: string; readonly annotations?: string } = {},
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {annotations: ${annotations}}
    spec:
      volumes: ${volumes}
      containers:
        - name: optimize
${lines.map((line) => `          ${line}\n`).join('')}`;
}
