import { describe, expect, it } from 'vitest';
import { AccessLandscape, type UserAnswer } from '../../src/access/answer.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { readSource } from '../../src/load/text/source.js';
import { readAccessFile } from '../../src/run/access/file.js';
import { seen } from './builders.js';

const landscape = new AccessLandscape(
  readAccessFile(parseYaml(readSource('fixtures/access/worked-example.yaml'))),
);

function about(user: string): UserAnswer {
  return landscape.answer(user, { hidden: 'all', definition: null, explain: false });
}

function hiddenFrom(user: string): Record<string, string> {
  return Object.fromEntries(about(user).hidden.map(({ key, because }) => [key, because]));
}

describe('the worked example of the documentation, as a file', () => {
  it('admits Piggy, who can report on Inventory Checkout', () => {
    expect(about('Piggy')).toMatchObject({
      admitted: true,
      reason: 'authorised for Optimize on "inventory"',
    });
    expect(seen(about('Piggy'))).toEqual(['inventory-checkout on inventory']);
  });

  it('rejects Rizzo, because no engine knows the user', () => {
    expect(about('Rizzo')).toMatchObject({ admitted: false, reason: 'not known to any engine (401)' });
    expect(seen(about('Rizzo'))).toEqual([]);
  });

  it('rejects Walter for want of the right to use Optimize, despite the right to Payment Processing', () => {
    expect(about('Walter')).toMatchObject({
      admitted: false,
      reason: 'known on "payment", but not authorised for Optimize on any engine (403)',
    });
    expect(seen(about('Walter'))).toEqual([]);
    expect(hiddenFrom('Walter')['payment-processing']).toBe(
      'no right to use Optimize on "payment", although READ_HISTORY is granted there',
    );
  });

  it('admits Scooter through inventory, to Inventory Checkout and nothing else', () => {
    expect(about('Scooter')).toMatchObject({
      admitted: true,
      reason: 'authorised for Optimize on "inventory"',
    });
    expect(seen(about('Scooter'))).toEqual(['inventory-checkout on inventory']);
    expect(hiddenFrom('Scooter')).toEqual({
      'payment-processing': 'no right to use Optimize on "payment", although READ_HISTORY is granted there',
      'order-handling': '"order" does not know the user',
    });
  });

  it('admits Gonzo to Payment Processing and Order Handling, from both engines', () => {
    expect(about('Gonzo')).toMatchObject({
      admitted: true,
      reason: 'authorised for Optimize on "payment" and "order"',
    });
    expect(seen(about('Gonzo'))).toEqual(['order-handling on order', 'payment-processing on payment']);
  });

  it('says for each right by which authorization', () => {
    const [order] = about('Gonzo').definitions;
    expect(order?.by).toEqual([
      {
        type: 'grant',
        user: 'Gonzo',
        permission: 'READ_HISTORY',
        resource: 'process-definition',
        id: 'order-handling',
      },
    ]);
    expect(about('Gonzo').engines.map(({ alias, known, optimize }) => [alias, known, optimize])).toEqual([
      ['payment', true, true],
      ['inventory', false, false],
      ['order', true, true],
    ]);
  });

  it('marks that the password of one engine opens the other', () => {
    expect(about('Piggy').disagreements).toEqual([]);
    expect(about('Gonzo').disagreements.map(({ about: what }) => what)).toEqual([
      'password on "payment" and "order"',
    ]);
    expect(about('Scooter').disagreements).toMatchObject([
      {
        about: 'password on "payment" and "inventory"',
        code: 'the password of any of "payment" and "inventory" opens "inventory": rights are added up by user id',
      },
    ]);
  });
});
