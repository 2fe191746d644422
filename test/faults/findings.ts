import { expect } from 'vitest';
import { interpret } from '../../src/configuration/interpret.js';
import type { Finding } from '../../src/core/finding.js';
import { decodeText } from '../../src/load/text/encoding.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { configurationRules } from '../../src/rules/index.js';
import { runRules } from '../../src/run/judge/runner.js';
import { settle } from '../../src/run/judge/settle.js';

/** What all configuration rules find in the bytes of one file, without any values for its placeholders. */
export function findingsIn(bytes: Uint8Array): readonly Finding[] {
  const parsed = parseYaml({ name: 'environment-config.yaml', ...decodeText(bytes) });
  const { configuration } = interpret([parsed], { defines: {}, env: {}, variablesFiles: [], target: null });
  const run = runRules(configurationRules, { configuration, live: null });
  const settled = settle(
    run.hits,
    configuration,
    () => null,
    [],
    (finding) => finding,
  );
  expect([...run.defects, ...settled.defects]).toEqual([]);
  return settled.findings;
}
