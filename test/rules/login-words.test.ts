import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/probe/contact.js';
import rule from '../../src/rules/engine/P305-credentials-rejected.js';
import type { FailureData } from '../../src/rules/shared/engines/failures.js';
import { failureData } from '../helpers/failure-data.js';

function told(failure: Partial<Failure>): string {
  return rule.message(dataOf(failure));
}

function remedyFor(failure: Partial<Failure>): string {
  return rule.remedy(dataOf(failure));
}

function dataOf(failure: Partial<Failure>): FailureData {
  return failureData({ step: 'login', code: 'credentials-rejected', detail: '', user: 'demo', ...failure });
}

describe('a login that an engine rejects', () => {
  it('is told with the status that said so, 401 where none is known', () => {
    expect(told({ status: 403 })).toContain('(403). It was tried once');
    expect(told({})).toContain('(401). It was tried once');
    expect(told({ status: 403, given: 'password' })).toContain(
      'from --credentials (403), so it was not examined',
    );
  });

  it('is said to be rejected by what signs the answer in front of it', () => {
    const failure = {
      status: 401,
      refusal: { by: 'gateway', product: 'nginx', schemes: ['basic'] },
    } as const;
    expect(told(failure)).toMatch(
      /^"eu": nginx in front of it rejects user "demo" \(401\)\. It was tried once/u,
    );
    expect(remedyFor(failure)).toContain('let Optimize through there without one');
    expect(remedyFor(failure)).not.toContain('unlock');
  });

  it('is said to be rejected by the engine where nobody signs the answer', () => {
    for (const refusal of [{ by: 'engine' }, { by: 'gateway' }] as const) {
      expect(told({ status: 401, refusal })).toMatch(/^"eu" rejects user "demo" \(401\)/u);
      expect(remedyFor({ status: 401, refusal })).toContain('unlock');
    }
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
