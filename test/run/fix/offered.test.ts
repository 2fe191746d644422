import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../src/run/check.js';
import { fix } from '../../../src/run/fix/fix.js';
import type { CheckRequest } from '../../../src/run/request/request.js';
import { requestFor } from '../../helpers/fixtures.js';

const CONTEXT = { version: '0.0.0-test', interruptedBy: () => null };

function entry(alias: string, lines: string, password = "''"): string {
  return `  ${alias}:
    name: default
    rest: https://${alias}.example.com/engine-rest
${lines}    authentication: ${password === "''" ? "{enabled: false, user: '', password: ''}" : `{enabled: true, user: u, password: ${password}}`}
    webapps: {endpoint: https://${alias}.example.com/camunda, enabled: true}
`;
}

function requestOf(entries: string, more: Partial<CheckRequest> = {}): CheckRequest {
  const file = path.join(
    mkdtempSync(path.join(tmpdir(), 'multi-engine-offered-')),
    'environment-config.yaml',
  );
  writeFileSync(file, `engines:\n${entries}`);
  return { ...requestFor([file]), ...more, command: 'validate', live: null };
}

/** Whether a finding of the rule comes with an edit, what it advises, and the file after `--fix-all`. */
async function offered(rule: string, request: CheckRequest) {
  const { findings } = await check(request, CONTEXT);
  const found = findings.find((each) => each.rule === rule);
  const { files, report } = await fix(request, CONTEXT, true);
  return {
    edits: found?.edits?.length ?? 0,
    remedy: found?.remedy ?? '',
    after: files[0]?.after ?? '',
    left: report.findings.map((each) => each.rule),
  };
}

describe('what is offered as an edit is what --fix-all makes', () => {
  const LITERAL = entry('a', '    importEnabled: true\n', 'hunter2hunter2');

  it('or says which variable it waits for', async () => {
    const { edits, remedy, after, left } = await offered('C137', requestOf(LITERAL));
    expect({ edits, after, left }).toEqual({ edits: 1, after: '', left: ['C137'] });
    expect(remedy).toContain('--fix-all makes this edit once A_PASSWORD has a value (--variables FILE):\n@@');
    expect(remedy).toContain('password: "${A_PASSWORD}"}');
  });

  it('also where nobody wants to hear of the variable: the password would be gone', async () => {
    const { after } = await offered('C137', requestOf(LITERAL, { skip: ['C111'] }));
    expect(after).toBe('');
  });

  it('a variable that has a value', async () => {
    const request = requestOf(LITERAL, { environment: { A_PASSWORD: 'hunter2hunter2' } });
    const { edits, remedy, after, left } = await offered('C137', request);
    expect({ edits, left }).toEqual({ edits: 1, left: [] });
    expect(remedy).not.toContain('--fix-all');
    expect(after).toContain('${A_PASSWORD}');
  });

  it('what only looks like a variable, once it has a value', async () => {
    const text = entry('a', '    importEnabled: true\n').replace('//a.', '//$HOST.');
    const waiting = await offered('C114', requestOf(text));
    expect(waiting).toMatchObject({ edits: 1, after: '' });
    expect(waiting.remedy).toContain('--fix-all makes this edit once HOST has a value');
    const given = await offered('C114', requestOf(text, { environment: { HOST: 'a' } }));
    expect(given.edits).toBe(1);
    expect(given.after).toContain('${HOST}.example.com/engine-rest');
    expect(given.left).not.toContain('C114');
  });

  it('of a default tenant that only has an id, the name as well', async () => {
    const lines = '    importEnabled: true\n    defaultTenantId: acme\n';
    const { edits, after, left } = await offered('C124', requestOf(entry('a', lines)));
    expect(left).toEqual([]);
    expect(edits).toBe(2);
    expect(after).toMatch(/id: acme/u);
    expect(after).toMatch(/name: acme/u);
  });

  it('not the name of a default tenant that has one', async () => {
    const lines = '    importEnabled: true\n    defaultTenantId: acme\n    defaultTenant: {name: Acme}\n';
    expect(await offered('C124', requestOf(entry('a', lines)))).toMatchObject({ edits: 1, left: [] });
  });

  it('of an address under another name, its right name: the address would be gone', async () => {
    const named = entry('a', '    importEnabled: true\n').replace('rest:', 'url:');
    const { after, left } = await offered('C124', requestOf(named));
    expect(after).toContain('    rest: https://a.example.com/engine-rest\n');
    expect(left).toEqual([]);
    const beside = entry('a', '    importEnabled: true\n    url: https://a.example.com\n');
    expect(await offered('C124', requestOf(beside))).toMatchObject({ edits: 0, left: ['C124'] });
  });

  it('not to stop the import of the only engine that is imported', async () => {
    const off = entry('a', '    enabled: false\n    importEnabled: true\n');
    const { edits, remedy } = await offered('C125', requestOf(off));
    expect(edits).toBe(0);
    expect(remedy).toContain('importEnabled: false');
    const both = requestOf(off + entry('b', '    importEnabled: true\n'));
    const stopped = await offered('C125', both);
    expect(stopped.edits).toBe(2);
    expect(stopped.left).not.toContain('C125');
  });

  it('to take an engine away of which is said what is said of another one, too', async () => {
    const twice = entry('a', '    importEnabled: true\n');
    const second = twice
      .replace('  a:', '  b:')
      .replace('//a.example.com/camunda', '//b.example.com/camunda');
    const { left } = await offered('C201', requestOf(twice + second, { nodes: 2 }));
    expect(left).not.toContain('C201');
    expect(left).toContain('C211');
  });
});

describe('an edit takes no value for what it was misread as', () => {
  const IMPORTED = '    importEnabled: true\n';

  it.each<[string, string, string, string]>([
    [
      'of excluded tenants only the item with the comma changes',
      'C143',
      `${IMPORTED}    excludedTenants: [012, "a,b", no, "c, 1e3", 1e3]\n`,
      'excludedTenants: ["012", a, b, "no", c, "1e3", "1e3"]\n',
    ],
    [
      'and the lines around it stay',
      'C143',
      `${IMPORTED}    excludedTenants:\n      - a,b # both\n      - 012 # one\n      - "\${T}"\n`,
      'excludedTenants:\n      - a\n      - b # both\n      - "012" # one\n      - "${T}"\n',
    ],
    [
      'the same item twice is one edit',
      'C143',
      `${IMPORTED}    excludedTenants: ["a,b", x, "a,b"]\n`,
      'excludedTenants: [a, b, x, a, b]\n',
    ],
    [
      'the own default tenant goes, not what was misread as it',
      'C143',
      `${IMPORTED}    excludedTenants: [012, "10"]\n    defaultTenant: {id: "10", name: Ten}\n`,
      'excludedTenants: ["012"]\n',
    ],
    [
      'a default tenant gets its id as name',
      'C144',
      `${IMPORTED}    defaultTenant: {id: 012}\n`,
      `defaultTenant: {id: '012', name: '012'}\n`,
    ],
  ])('%s', async (_, rule, lines, written) => {
    const { after, left } = await offered(rule, requestOf(entry('a', lines)));
    expect(after).toContain(written);
    expect(left).not.toContain('C105');
  });

  it('also under a name that it never had', async () => {
    const { remedy } = await offered('C124', requestOf(entry('a', `${IMPORTED}    defaultTenantId: 012\n`)));
    expect(remedy).toContain(`+      name: '012'\n+      id: 012`);
  });

  it('two names of default tenants are told apart as they are written', async () => {
    const [x, y] = ['x', 'y'].map((id) => `${IMPORTED}    defaultTenant: {id: ${id}, name: 1_0}\n`);
    const { after } = await offered('C206', requestOf(entry('a', x ?? '') + entry('b', y ?? '')));
    expect(after).toContain(`{id: x, name: '1_0'}`);
    expect(after).toContain(`{id: y, name: '1_0 (b)'}`);
  });
});
