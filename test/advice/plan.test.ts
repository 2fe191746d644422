import { describe, expect, test } from 'vitest';
import { addressOf } from '../../src/advice/address.js';
import { balancerText } from '../../src/advice/balancer.js';
import { placeGroups } from '../../src/advice/plan.js';
import { BALANCERS, type Candidate, type Member } from '../../src/advice/types.js';
import { candidate, groupAt, member, NO_SETTINGS, plansOf } from './candidates.js';

const A = 'http://10.0.0.1:8080/engine-rest';
const B = 'http://10.0.0.2:8080/engine-rest';

function pair(first: Partial<Member>, second: Partial<Member>, changes: Partial<Candidate> = {}): Candidate {
  return candidate([member('a', A, first), member('b', B, second)], changes);
}

describe('a balancer is refused', () => {
  test.each<readonly [string, Candidate, string]>([
    ['for one engine', candidate([member('a', A)]), 'too-few'],
    ['where the engine names differ', pair({}, { name: 'other' }), 'names-differ'],
    ['where the base paths differ', groupAt(A, 'http://10.0.0.2:8080/rest'), 'paths-differ'],
    ['where one speaks https', groupAt(A, 'https://10.0.0.2:8080/engine-rest'), 'schemes-differ'],
    ['where the logins differ', pair({ login: '1' }, { login: '2' }), 'credentials-differ'],
    ['where default tenants differ', pair({ defaultTenant: 'x' }, {}), 'default-tenants-differ'],
    ['where excluded tenants differ', pair({ excludedTenants: ['x'] }, {}), 'excluded-tenants-differ'],
    ['where versions differ', pair({ version: '7.22.0' }, {}), 'versions-differ'],
    ['for a copy', pair({}, {}, { sharing: 'cloned' }), 'copied'],
    ['where sharing is unknown', pair({}, {}, { sharing: 'unknown' }), 'not-proven'],
    ['where sharing is a weak guess', pair({}, {}, { certainty: 'weak' }), 'not-proven'],
    ['where an address is not known', pair({ address: null }, {}), 'address-unusable'],
  ])('%s', (_, group, code) => {
    const [plan] = plansOf(group);
    expect(plan?.kind === 'refused' ? plan.refusals.map((refusal) => refusal.code) : plan).toEqual([code]);
  });

  test('with every reason at once, because each is a decision of its own', () => {
    const [plan] = plansOf(pair({ name: 'x', version: '1' }, { login: '2', defaultTenant: 't' }));
    const codes = plan?.kind === 'refused' ? plan.refusals.map(({ code }) => code) : [];
    expect(codes).toEqual([
      'names-differ',
      'credentials-differ',
      'default-tenants-differ',
      'versions-differ',
    ]);
  });

  test('without showing a login', () => {
    const [plan] = plansOf(pair({ login: 'user:secret' }, { login: 'user:other' }));
    expect(JSON.stringify(plan)).not.toMatch(/secret|other/);
  });
});

describe('a balancer is advised', () => {
  test('where nobody told a version, with a note', () => {
    const [plan] = plansOf(
      pair({ version: null }, { version: null }, { sharing: 'claimed', certainty: 'weak' }),
    );
    expect(plan?.kind === 'balance' && plan.notes).toEqual([
      'That these engines share a database was claimed, not checked.',
      'The version of 2 engines is not known: all should run the same.',
    ]);
  });

  test('over every node once, however many addresses it has', () => {
    const [plan] = plansOf(
      candidate([member('a', A), member('b', A), member('c', B), member('d', 'http://d:1/engine-rest')], {
        keep: 'b',
        sameNode: [['c', 'd']],
      }),
    );
    expect(plan?.kind === 'balance' && plan.backends.map(({ alias }) => alias)).toEqual(['b', 'c']);
    expect(plan?.kind === 'balance' && plan.gone).toEqual(['a', 'c', 'd']);
  });

  test('with one port for each group, because groups mostly have equal paths', () => {
    const plans = plansOf(groupAt(A, B), groupAt(A, B));
    const placed = placeGroups(plans, false, { host: 'lb.example', port: 9000, caFile: null });
    expect(placed.map(({ id, rest }) => [id, rest])).toEqual([
      ['engine-rest-a', 'http://lb.example:9000/engine-rest'],
      ['engine-rest-a-2', 'http://lb.example:9001/engine-rest'],
    ]);
  });

  test('unless no port is left for one of the groups', () => {
    const plans = plansOf(groupAt(A, B), groupAt(A, B));
    const at = { host: 'lb', port: 65_535, caFile: null };
    expect(() => placeGroups(plans, false, at)).toThrow(/leaves no port/);
    expect(placeGroups(plans, true, at)).toHaveLength(2);
  });

  test('for Kubernetes under the name of the Service, on the port and with the scheme of the engines', () => {
    const plans = plansOf(groupAt('https://[fd00::1]:8443/rest', 'https://[fd00::2]:8443/rest'));
    expect(placeGroups(plans, true, NO_SETTINGS)[0]?.rest).toBe('https://engine-rest-a:8443/rest');
  });
});

describe('no balancer is needed', () => {
  test('where two addresses reach one node: one entry is enough', () => {
    const group = pair({ login: '1' }, { login: '2', address: null }, { sharing: 'same-node' });
    expect(plansOf(group)).toEqual([{ kind: 'merge', keep: 'a', gone: ['b'] }]);
  });

  test('but where those entries have two default tenants somebody has to decide', () => {
    const [plan] = plansOf(pair({ defaultTenant: 'x' }, {}, { sharing: 'same-node' }));
    expect(plan?.kind).toBe('refused');
  });
});

describe('an address is taken apart', () => {
  test.each([
    [
      'http://node1/engine-rest/',
      { scheme: 'http', host: 'node1', family: 'name', port: 80, path: '/engine-rest' },
    ],
    [
      'HTTPS://User:secret@Node1:8443',
      { scheme: 'https', host: 'node1', family: 'name', port: 8443, path: '' },
    ],
    [
      'https://[FD00::1]/rest',
      { scheme: 'https', host: 'fd00::1', family: 'ipv6', port: 443, path: '/rest' },
    ],
    [
      'https://node1.example.org./rest',
      { scheme: 'https', host: 'node1.example.org', family: 'name', port: 443, path: '/rest' },
    ],
    ['http://10.1.2.3:81/a/b', { scheme: 'http', host: '10.1.2.3', family: 'ipv4', port: 81, path: '/a/b' }],
  ])('%s', (rest, address) => expect(addressOf(rest)).toEqual(address));

  test.each([
    'node1:8080/engine-rest',
    'ftp://node1/engine-rest',
    'http://node1;return/engine-rest',
    'http://node1/engine-rest;x',
    'http://node1/$host',
    'http://node1/a{b}',
    'http://node1/a b',
    'http://node1/rest?x=1',
    '${NODE}',
    'http://host:0/engine-rest',
    'http://host../engine-rest',
    'http://./engine-rest',
  ])('unless it holds what would change a configuration: %s', (rest) => expect(addressOf(rest)).toBeNull());
});

describe.each(BALANCERS)('the text for %s', (kind) => {
  const two = plansOf(groupAt(A, B), groupAt('http://10.0.0.3:8080/rest', 'http://10.0.0.4:8080/rest'));

  test('has every node, the health path or the base path, and the address for Optimize', () => {
    const text = balancerText(two, kind, { host: 'lb', port: 9000, caFile: null });
    for (const host of ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4']) expect(text).toContain(host);
    expect(text).toContain('http://lb:9000/engine-rest');
    expect(text).toMatch(kind === 'nginx' ? /location \/rest\/ / : /\/rest\/engine\b/);
  });

  test('waits 5 s for a connection and 600 s for an answer', () => {
    const text = balancerText(two, kind, NO_SETTINGS);
    expect(text).toMatch(/\b5s|connect-timeout: "5"/);
    expect(text).toMatch(/\b600s|read-timeout: "600"/);
  });

  test('is the same bytes twice', () => {
    expect(balancerText(two, kind, NO_SETTINGS)).toBe(balancerText(two, kind, NO_SETTINGS));
  });

  test('verifies the certificates of https engines', () => {
    const plans = plansOf(groupAt('https://one.example/rest', 'https://two.example/rest'));
    const text = balancerText(plans, kind, { host: null, port: null, caFile: '/own/ca.pem' });
    expect(text).toMatch(
      {
        nginx: /proxy_ssl_verify on;[^]*trusted_certificate \/own\/ca.pem;/,
        haproxy: /two\.example:443 ssl verify required ca-file \/own\/ca\.pem verifyhost two\.example/,
        traefik:
          /url: "https:\/\/two\.example:443"[^]*insecureSkipVerify: false\n\s+rootCAs: \["\/own\/ca\.pem"\]/,
        kubernetes: /certificates must carry the name engine-rest-a/,
      }[kind],
    );
  });

  test('says so where no balancer is needed', () => {
    const text = balancerText(plansOf(pair({}, {}, { sharing: 'same-node' })), kind, NO_SETTINGS);
    expect(text).toMatch(/^# "a" and "b" reach one and the same engine: no balancer is needed/);
  });
});
