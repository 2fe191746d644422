import type { LookupAddress } from 'node:dns';
import { afterEach, describe, expect, it } from 'vitest';
import { NameResolver } from '../../../../src/probe/http/connection/name-resolver.js';

const resolvers: NameResolver[] = [];
afterEach(() => {
  for (const resolver of resolvers.splice(0)) resolver.close();
});

/** Names that begin with "dead" are never answered, "no" is not there, all others are this machine. */
const PROGRAM = `
  const { createInterface } = require('node:readline');
  let asked = 0;
  createInterface({ input: process.stdin }).on('line', (line) => {
    asked += 1;
    const host = JSON.parse(line);
    if (host.startsWith('dead')) return;
    const code = host === 'no' ? 'ENOTFOUND' : null;
    const addresses = code ? [] : [{ address: '127.0.0.' + asked, family: 4 }, { address: '::1', family: 6 }];
    console.log(JSON.stringify({ host, code, addresses }));
  });
`;

describe('a name', () => {
  it('gets its addresses, all of them or the first', async () => {
    const resolver = made(PROGRAM);
    expect(await lookup(resolver, 'engine-1', true)).toEqual([
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]);
    expect(await lookup(resolver, 'engine-2', false)).toEqual(['127.0.0.2', 4]);
  });

  it('that is not there is told by the code of the system', async () => {
    await expect(lookup(made(PROGRAM), 'no', true)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('is looked up once for all who ask meanwhile', async () => {
    const resolver = made(PROGRAM);
    const answers = await Promise.all(['a', 'a', 'a'].map((host) => lookup(resolver, host, false)));
    expect(answers).toEqual([
      ['127.0.0.1', 4],
      ['127.0.0.1', 4],
      ['127.0.0.1', 4],
    ]);
  });

  it('is not kept waiting by others that are never answered', async () => {
    const resolver = made(PROGRAM);
    for (let count = 0; count < 200; count += 1) void lookup(resolver, `dead-${count}`, true);
    expect(await lookup(resolver, 'engine', false)).toEqual(['127.0.0.201', 4]);
  });

  it('of this machine needs no other process', async () => {
    expect(await lookup(made('process.exit(1)'), 'localhost', false)).toContain('127.0.0.1');
  });

  it('is looked up here where no other process can do it', async () => {
    expect(await lookup(made('process.exit(1)'), 'LOCALHOST', false)).toContain('127.0.0.1');
  });

  it('is resolved by the system for real', async () => {
    const resolver = new NameResolver();
    resolvers.push(resolver);
    expect(await lookup(resolver, 'LocalHost', false)).toContain('127.0.0.1');
  });
});

function made(program: string): NameResolver {
  const resolver = new NameResolver(program);
  resolvers.push(resolver);
  return resolver;
}

function lookup(resolver: NameResolver, host: string, all: boolean): Promise<readonly unknown[]> {
  return new Promise((resolve, reject) => {
    resolver.lookup(host, { all }, (error, address: string | LookupAddress[], family) => {
      if (error !== null) reject(error);
      else resolve(Array.isArray(address) ? address : [address, family]);
    });
  });
}
