import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecording } from '../../../src/probe/recording/read.js';
import { serveRecording, type ServedRecording } from '../../../src/probe/recording/serve.js';
import { madeAt } from '../../../src/topology/fingerprints/uuid.js';
import { LANDSCAPES } from '../../helpers/fixtures.js';

const DEMO = path.join(LANDSCAPES, 'demo');
let served: ServedRecording;

beforeAll(async () => {
  served = await serveRecording(DEMO);
});

afterAll(() => served.close());

async function definitionIds(alias: string): Promise<readonly string[]> {
  const response = await fetch(
    `${served.urls.get(alias) ?? ''}/engine/default/process-definition/statistics`,
  );
  const rows = (await response.json()) as { definition: { id: string } }[];
  return rows.map(({ definition }) => definition.id);
}

function recordedIds(alias: string): readonly string[] {
  const engine = readRecording(DEMO).engines.find((each) => each.engine === alias);
  const answer = engine?.answers.find(({ resource }) => resource === 'process-definition-statistics');
  return [...JSON.stringify(answer).matchAll(/"id":"([^"]+)"/g)].map((match) => match[1] ?? '');
}

describe('a recording that is served again', () => {
  it('looks as if it were made now: ids that hold a time move with the clock', async () => {
    const [before, now] = [recordedIds('payment-1'), await definitionIds('payment-1')];
    expect(now).toHaveLength(before.length);
    expect(before.length).toBeGreaterThan(0);
    const moved = now.map((id, index) => (madeAt(id) ?? 0) - (madeAt(before[index] ?? '') ?? 0));
    const shift = Date.now() - readRecording(DEMO).startedAt;
    for (const each of moved) expect(Math.abs(each - shift)).toBeLessThan(60_000);
    expect(new Set(moved).size).toBe(1);
  });

  it('keeps what is equal between engines equal', async () => {
    expect(await definitionIds('payment-2')).toEqual(await definitionIds('payment-1'));
    const others = await definitionIds('inventory');
    expect((await definitionIds('payment-1')).filter((id) => others.includes(id))).toEqual([]);
  });

  it('refuses everything but GET', async () => {
    const response = await fetch(`${served.urls.get('payment-1') ?? ''}/engine`, {
      method: 'POST',
      body: '{}',
    });
    expect(response.status).toBe(405);
  });
});
