import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEngineServer, type EngineServer, type Reply } from '../helpers/engine-server.js';
import { runProgram } from '../helpers/program.js';

/** Everything that must never leave: in the file, in the environment, and in what an engine answers. */
const CANARIES = {
  literalPassword: 'canary-literal-password',
  placeholderPassword: 'canary-placeholder-password',
  definedPassword: 'canary-defined-password',
  variablesFilePassword: 'canary-variables-file-password',
  defaultPassword: 'canary-default-password',
  overwrittenPassword: 'canary-overwritten-password',
  userInfo: 'canary-user-info',
  tokenSecret: 'canary-token-secret',
  accessToken: 'canary-access-token',
  brokenLine: 'canary-broken-line',
  license: 'canary-license-raw',
  customer: 'canary-license-customer',
  firstName: 'canary-first-name',
  email: 'canary-email',
  holder: 'canary-user-id',
  group: 'canary-group-id',
} as const;

function configuration(server: EngineServer): string {
  const withUserInfo = server.rest.replace('http://', `http://someone:${CANARIES.userInfo}@`);
  return `security:
  auth:
    token:
      secret: ${CANARIES.tokenSecret}
api:
  accessToken: ${CANARIES.accessToken}
engines:
  literal:
    name: default
    rest: ${withUserInfo}
    authentication:
      enabled: true
      user: optimize
      password: ${CANARIES.overwrittenPassword}
      password: ${CANARIES.literalPassword}
    enabled: true
  placeholder:
    name: default
    rest: ${server.rest}
    authentication: { enabled: true, user: optimize, password: "\${PLACEHOLDER}" }
  defined:
    name: default
    rest: ${server.rest}
    authentication: { enabled: true, user: optimize, password: "\${DEFINED}", passwort: ${CANARIES.definedPassword} }
  file:
    name: wrong
    rest: ${server.rest}
    authentication: { enabled: true, user: other, password: "\${FROM_FILE}" }
  default:
    name: default
    rest: ${server.rest}/
    authentication: { enabled: yes, user: third, password: "\${UNSET:${CANARIES.defaultPassword}}" }
    defaultTenant: ["\${PLACEHOLDER}", "\${DEFINED}"]
`;
}

/** Answers that hold what nobody may keep. `rejects` makes it refuse every login. */
function answers(asked: string, rejects: boolean): Reply | undefined {
  if (asked === '/engine') return { json: [{ name: 'default' }] };
  if (rejects) return { status: 401 };
  if (asked.endsWith('/version')) return { json: { version: '7.24.0' } };
  if (asked.includes('/telemetry/data')) return { json: TELEMETRY };
  if (asked.includes('/authorization?')) return { json: [GRANT, { ...GRANT, id: 'a2', userId: null }] };
  if (asked.includes('/identity/groups') || asked.includes('/user')) {
    return { json: [{ id: 'optimize', firstName: CANARIES.firstName, email: CANARIES.email }] };
  }
  if (asked.includes('/statistics')) return { json: [{ definition: DEFINITION, instances: 1 }] };
  if (asked.endsWith('/count')) return { json: { count: 1 } };
  return { json: [{ ...DEFINITION, description: CANARIES.email, firstName: CANARIES.firstName }] };
}

const DEFINITION = { id: 'invoice:1:1', key: 'invoice', version: 1, tenantId: null, name: 'Invoice' };

const GRANT = {
  id: 'a1',
  type: 1,
  permissions: ['ACCESS'],
  userId: CANARIES.holder,
  groupId: CANARIES.group,
  resourceType: 0,
  resourceId: 'optimize',
};

const TELEMETRY = {
  installation: 'b4bd4a96-1111-4222-8333-444455556666',
  product: {
    name: 'Camunda BPM Runtime',
    version: '7.24.0',
    edition: 'enterprise',
    internals: {
      database: { vendor: 'H2', version: '2.3.232' },
      'license-key': { customer: CANARIES.customer, raw: CANARIES.license, type: 'UNIFIED' },
      'data-collection-start-date': '2026-11-23T01:02:03.004+0000',
    },
  },
};

describe('no secret leaves the program', () => {
  it.each([false, true])('when every login is refused: %s', async (rejects) => {
    const server = await startEngineServer((request) => answers(request, rejects));
    try {
      const { folder, texts } = await everything(configuration(server));
      for (const [name, text] of [...texts, ...filesBelow(path.join(folder, 'recording'))]) {
        for (const [what, canary] of Object.entries(CANARIES)) {
          expect(text.includes(canary), `${what} in ${name}`).toBe(false);
          expect(text.includes(base64(canary)), `${what}, encoded, in ${name}`).toBe(false);
        }
      }
      expect(server.seen.length).toBeGreaterThan(5);
    } finally {
      await server.close();
    }
  });

  it('in a frame around broken YAML', async () => {
    const { texts } = await everything(
      `engines:\n  a:\n    authentication:\n      password: "${CANARIES.brokenLine}\n      user: @x\n`,
    );
    for (const [name, text] of texts) expect(text, name).not.toContain(CANARIES.brokenLine);
  });
});

/** Runs every command in every format and keeps every byte that it printed. */
async function everything(text: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-canary-'));
  writeFileSync(path.join(folder, 'environment-config.yaml'), text);
  writeFileSync(path.join(folder, 'values.env'), `FROM_FILE=${CANARIES.variablesFilePassword}\n`);
  const env = { PATH: process.env['PATH'], PLACEHOLDER: CANARIES.placeholderPassword };
  const values = ['--variables', 'values.env', '--define', `DEFINED=${CANARIES.definedPassword}`];
  const runs = ['validate', 'doctor'].flatMap((command) =>
    MANNERS.map(async (manner): Promise<[string, string][]> => {
      const record = command === 'doctor' ? ['--record', path.join('recording', manner.join(''))] : [];
      const args = [command, ...manner, ...values, ...record];
      const { stdout, stderr } = await runProgram(args, { cwd: folder, env });
      return [
        [`stdout of ${args.join(' ')}`, stdout],
        [`stderr of ${args.join(' ')}`, stderr],
      ];
    }),
  );
  const effective = [
    'validate',
    '--print-effective',
    '--verbose',
    ...values,
    '--base',
    'environment-config.yaml',
  ];
  const { stdout, stderr } = await runProgram(effective, { cwd: folder, env });
  const texts = (await Promise.all(runs)).flat();
  return { folder, texts: [...texts, ['stdout of --print-effective', stdout], ['stderr', stderr]] as const };
}

const MANNERS = [['--format=json'], ['--verbose'], ['--quiet'], ['--timings', '--color=always']];

function filesBelow(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [file, readFileSync(file, 'utf8')];
    });
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '').slice(1, -2);
}
