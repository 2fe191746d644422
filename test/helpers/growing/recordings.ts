import { writeFileSync } from 'node:fs';
import path from 'node:path';
import recorded from '../../../fixtures/landscapes/duplicate/01-inventory.json' with { type: 'json' };
import { checked, replayed } from './run.js';
import type { GrowingInput } from './types.js';

/** What one engine of a recording answers where it is not what the engine of the fixture answered. */
interface Engine {
  readonly definitions?: readonly string[];
  readonly decisions?: readonly string[];
  readonly tenants?: readonly string[];
  readonly installation?: string;
  readonly excluded?: readonly string[];
  /** The host of its address; not given: one of its own. */
  readonly host?: string;
}

type Engines = Readonly<Record<string, Engine>>;

function numbered(count: number, prefix: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

/** What can grow of what engines answer. The answers are those of a real engine, with more rows of the same kind. */
const LANDSCAPES: Readonly<Record<string, readonly [size: number, engines: (count: number) => Engines]>> = {
  'recorded engines': [
    12,
    (count) =>
      Object.fromEntries(numbered(count, 'e').map((alias) => [alias, { definitions: [`of-${alias}`] }])),
  ],
  'recorded engines of one database': [
    12,
    (count) => Object.fromEntries(numbered(count, 'e').map((alias) => [alias, { installation: 'one' }])),
  ],
  'recorded entries for one engine': [
    25,
    (count) => {
      const engine = { definitions: ['order'], installation: 'one', host: 'one' };
      return Object.fromEntries(numbered(count, 'e').map((alias) => [alias, engine]));
    },
  ],
  'recorded definitions': [1500, (count) => ({ one: { definitions: numbered(count, 'p') }, two: {} })],
  'recorded definitions of two engines': [
    200,
    (count) => ({ one: { definitions: numbered(count, 'p') }, two: { definitions: numbered(count, 'p') } }),
  ],
  'recorded decisions': [100, (count) => ({ one: { decisions: numbered(count, 'd') }, two: {} })],
  'recorded tenants': [1000, (count) => ({ one: { tenants: numbered(count, 't') }, two: {} })],
  'excluded tenants that a recorded engine does not have': [
    200,
    (count) => ({ one: { tenants: numbered(count, 'tenant-'), excluded: numbered(count, 'tennat-') } }),
  ],
  'recorded tenants of two engines': [
    400,
    (count) => ({ one: { tenants: numbered(count, 't') }, two: { tenants: numbered(count, 't') } }),
  ],
};

/** The rows that an engine lists; null for any other resource. */
function rowsOf(resource: string, alias: string, engine: Engine): unknown {
  const row = (key: string): object => ({ id: `${key}:1:${alias}`, key, version: 1, tenantId: null });
  const { definitions = [], decisions = [], tenants = [] } = engine;
  if (resource === 'process-definition-count') return { count: definitions.length };
  if (resource === 'process-definition-statistics')
    return definitions.map((key) => ({ definition: row(key) }));
  if (resource === 'decision-definition') return decisions.map(row);
  if (resource === 'tenant') return tenants.map((id) => ({ id, name: id }));
  return null;
}

function answersOf(alias: string, engine: Engine): readonly object[] {
  return recorded.answers.map((answer) => {
    if (answer.resource === 'telemetry' && 'installation' in answer.body)
      return { ...answer, body: { ...answer.body, installation: engine.installation ?? alias } };
    const rows = rowsOf(answer.resource, alias, engine);
    return rows === null ? answer : { ...answer, body: rows };
  });
}

function addressOf(alias: string, { host = alias }: Engine): string {
  return `http://${host}.example.com/engine-rest`;
}

function excludedBy({ excluded = [] }: Engine): string {
  return excluded.length === 0 ? '' : `    excludedTenants: ${JSON.stringify(excluded)}\n`;
}

function workOn(engines: Engines, folder: string) {
  const config = path.join(folder, 'environment-config.yaml');
  const listed = Object.entries(engines).map(([alias, engine]) => {
    const address = addressOf(alias, engine);
    const target = { probed: true, address, login: false };
    const text = JSON.stringify({
      engine: alias,
      target,
      loginWithheldBy: null,
      answers: answersOf(alias, engine),
    });
    writeFileSync(path.join(folder, `${alias}.json`), text);
    return { engine: alias, file: `${alias}.json` };
  });
  const index = { version: 1, tool: 'multi-engine', startedAt: 1_795_422_171_374, engines: listed };
  writeFileSync(path.join(folder, 'recording.json'), JSON.stringify(index));
  const entries = Object.entries(engines).map(
    ([alias, engine]) =>
      `  ${alias}:\n    name: default\n    rest: ${addressOf(alias, engine)}\n    importEnabled: true\n${excludedBy(engine)}`,
  );
  writeFileSync(config, `engines:\n${entries.join('')}`);
  return () => checked([config], { command: 'doctor', live: replayed(folder) });
}

export const GROWING_RECORDINGS: readonly GrowingInput[] = Object.entries(LANDSCAPES).map(
  ([name, [size, enginesOf]]) => ({
    name,
    size,
    workOn: (count, folder) => workOn(enginesOf(count), folder),
  }),
);
