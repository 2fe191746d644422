import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadConfiguration } from '../../../src/run/request/configure.js';
import { requestFor } from '../../helpers/fixtures.js';

/** Each variable names the one before twice, of which the first is the host of the engine. */
async function addressAfter(doublings: number): Promise<string | null | undefined> {
  const variables = Array.from(
    { length: doublings },
    (_, index) => `            - {name: X${index + 1}, value: "$(X${index})$(X${index})"}\n`,
  );
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'multi-engine-variables-')), 'deployment.yaml');
  const address = `http://$(X${doublings})/engine-rest`;
  writeFileSync(
    file,
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: optimize}
spec:
  template:
    spec:
      containers:
        - name: optimize
          image: camunda/optimize:3.15.0
          env:
            - {name: X0, value: ab}
${variables.join('')}            - {name: OPTIMIZE_CAMUNDABPM_REST_URL, value: "${address}"}
`,
  );
  const { configuration } = await loadConfiguration(requestFor([file]));
  return configuration.engines[0]?.rest;
}

it('the value of a variable is put into those behind it', async () => {
  expect(await addressAfter(2)).toBe('http://abababab/engine-rest');
});

it.each([17, 60, 2000])('no value is longer than a process can be given: doubled %i times', async (count) => {
  expect(String(await addressAfter(count)).length).toBeLessThan(1000);
});
