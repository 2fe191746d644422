import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/report/report.js';
import { check } from '../../../src/run/check.js';
import { LANDSCAPES, recordedAt, replayRequest, requestFor } from '../../helpers/fixtures.js';

/** In this recording of real engines `order` did not answer. */
const RECORDING = path.join(LANDSCAPES, 'one-down');

describe('a doubt about how an address looks', () => {
  it('is silent where an engine answers at it, and stays where none does', async () => {
    const { findings } = await doctor(file({ inventory: '/rest', order: '/rest' }));
    expect(doubted(findings)).toEqual([['order']]);
  });

  it('stays without a network', async () => {
    const { findings } = await validate(file({ inventory: '/rest', order: '/rest' }));
    expect(doubted(findings)).toEqual([['inventory'], ['order']]);
  });

  it('stays where what is odd is not sent to the engine', async () => {
    const { findings } = await doctor(file({ inventory: '/engine-rest?tenant=a', order: '/engine-rest' }));
    expect(doubted(findings)).toEqual([['inventory']]);
  });

  it('stays where an entry of the same alias in another file got no answer', async () => {
    // The recording has one engine of that alias only.
    const other = file({ inventory: '/rest' }).replace('http://inventory', 'http://elsewhere');
    const { findings } = await doctor(file({ inventory: '/rest' }), other);
    expect(doubted(findings).flat()).toContain('inventory');
  });

  it('may be silenced by a comment that is not idle then', async () => {
    const comment = '# multi-engine-ignore C132 -- Spring Boot before 7.13';
    const text = file({ inventory: '/rest' }).replace('/rest\n', `/rest ${comment}\n`);
    const { findings } = await doctor(text);
    expect(findings.filter(({ rule }) => rule === 'C132' || rule === 'S901')).toEqual([]);
  });
});

describe('a doubt about what is deployed', () => {
  it('is silent where all engines listed their definitions', async () => {
    const folder = path.join(LANDSCAPES, 'distinct');
    const request = requestFor([path.join(folder, 'environment-config.yaml')]);
    expect(codesIn(await check(request, CONTEXT))).toContain('C205');
    const live = { ...request, command: 'doctor', live: replayRequest(folder) } as const;
    expect(codesIn(await check(live, CONTEXT))).not.toContain('C205');
  });

  it('stays where one of them could not be asked', async () => {
    const report = await doctor(file({ inventory: '/engine-rest', order: '/engine-rest' }));
    expect(codesIn(report)).toContain('C205');
  });
});

function codesIn({ findings }: Report): readonly string[] {
  return findings.map(({ rule }) => rule);
}

function doubted(findings: Report['findings']): readonly (readonly string[])[] {
  return findings.filter(({ rule }) => rule === 'C132').map(({ engines }) => engines);
}

function file(paths: Readonly<Record<string, string>>): string {
  const entries = Object.entries(paths).map(
    ([alias, below]) => `  ${alias}:
    name: default
    rest: http://${alias}.example.org:8080${below}
    importEnabled: true
    authentication: { enabled: false, user: '', password: '' }
    webapps: { endpoint: 'https://${alias}.example.org/camunda', enabled: true }`,
  );
  return ['engines:', ...entries, ''].join('\n');
}

function written(texts: readonly string[]): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'doubts-'));
  return texts.map((text, index) => {
    const name = path.join(folder, `${index}.yaml`);
    writeFileSync(name, text);
    return name;
  });
}

const CONTEXT = { version: '0.0.0-test', interruptedBy: () => null };

function validate(...texts: readonly string[]): Promise<Report> {
  return check(requestFor(written(texts)), CONTEXT);
}

function doctor(...texts: readonly string[]): Promise<Report> {
  const request = requestFor(written(texts));
  const [first = ''] = texts;
  const asked = first.matchAll(/^ {2}(\w+):\n[^]*?rest: ([^\s?]+)/gmu);
  const addresses = Object.fromEntries(Array.from(asked, ([, alias = '', rest = '']) => [alias, rest]));
  const live = replayRequest(recordedAt(RECORDING, addresses));
  return check({ ...request, command: 'doctor', live }, CONTEXT);
}
