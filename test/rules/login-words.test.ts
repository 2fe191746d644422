import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/probe/contact.js';
import rule from '../../src/rules/engine/P305-credentials-rejected.js';

function told(failure: Partial<Failure>): string {
  const base = { step: 'login', code: 'credentials-rejected', detail: '', user: 'demo' } as const;
  return rule.message({
    engine: 'eu',
    rest: 'http://eu/engine-rest',
    name: 'default',
    failure: { ...base, ...failure } as unknown as Failure,
  });
}

describe('a login that an engine rejects', () => {
  it('is told with the status that said so, 401 where none is known', () => {
    expect(told({ status: 403 })).toContain('(403). It was tried once');
    expect(told({})).toContain('(401). It was tried once');
    expect(told({ status: 403, given: 'password' })).toContain(
      'from --credentials (403), so it was not examined',
    );
  });

  it('is not tried at a second engine of the same address, whatever it is', () => {
    const at = { rejectedBy: 'us' };
    expect(told(at)).toMatch(/^"eu" was not asked as .*, because "us" rejected that user and further tries/u);
    expect(told({ ...at, given: 'token' })).toMatch(
      /was not asked with .*, because "us" rejected it at the same address\.$/u,
    );
    expect(told({ ...at, given: 'headers' })).toMatch(/because "us" rejected them at the same address\.$/u);
    expect(told({ ...at, given: 'password' })).toMatch(/because "us" rejected that user/u);
  });
});
