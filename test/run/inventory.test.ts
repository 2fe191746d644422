import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { render } from '../../src/report/index.js';
import { check } from '../../src/run/check.js';
import { LANDSCAPES, replayRequest, requestFor } from '../helpers/fixtures.js';

async function inventoryOf(name: string): Promise<readonly string[]> {
  const recording = path.join(LANDSCAPES, name);
  const request = requestFor([path.join(recording, 'environment-config.yaml')]);
  const report = await check(
    { ...request, command: 'doctor', live: replayRequest(recording) },
    { version: '0.0.0-test', interruptedBy: () => null },
  );
  const how = { color: false, quiet: false, verbose: false, timings: false, width: 100 };
  return (await render('csv', report, how)).trimEnd().split('\r\n');
}

describe('the inventory', () => {
  it('has every definition of every engine, and who else has it', async () => {
    const [head, ...rows] = await inventoryOf('demo');
    expect(head).toBe('engine,kind,key,version,tenant,id,also on,not read because');
    expect(rows).toHaveLength(15);
    expect(rows[1]).toMatch(/^payment-1,process,invoice,1,,invoice:1:[\w-]+,"payment-2, inventory",$/);
    expect(rows.filter((row) => row.includes(',refund,1,acme,'))).toHaveLength(3);
  });

  it('says which list could not be read and why, instead of nothing', async () => {
    const rows = await inventoryOf('one-down');
    const unread = rows.filter((row) => /,,,,,,./.test(row));
    expect(unread.length).toBeGreaterThan(0);
  });
});
