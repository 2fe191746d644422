// Who sees what: 10,000 users × 1,000 definitions, beside the bare double loop over the same number of pairs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const USERS = 10_000;
const DEFINITIONS = 1_000;
const root = path.resolve(import.meta.dirname, '..');

/** @returns {Promise<string>} one line with time, ratio and memory */
export async function benchAccess() {
  const { AccessLandscape } = await bundled();
  const users = Array.from({ length: USERS }, (_, index) => `user${index}`);
  const rights = processRights(users);
  const started = performance.now();
  const landscape = new AccessLandscape([engine(users, rights)]);
  let seen = 0;
  for (const user of users) {
    seen += landscape.answer(user, { hidden: 'none', definition: null, explain: false }).definitions.length;
  }
  const answered = performance.now() - started;
  const bare = bareLoop(users, rights);
  const heap = Math.round(process.memoryUsage().heapUsed / 2 ** 20);
  const ratio = (answered / bare).toFixed(1);
  return `access, ${USERS} users x ${DEFINITIONS} definitions: ${answered.toFixed(0)} ms = ${ratio} x the bare loop (${bare.toFixed(0)} ms), ${seen} rights, ${heap} MiB heap`;
}

/** The pure part alone, as the program bundles it. */
async function bundled() {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-bench-'));
  try {
    const outfile = path.join(folder, 'access.mjs');
    await build({
      entryPoints: [path.join(root, 'src/access/answer.ts')],
      bundle: true,
      format: 'esm',
      outfile,
    });
    return await import(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function right(type, identity, id) {
  return {
    type,
    identity,
    permissions: ['READ_HISTORY'],
    resource: 'process-definition',
    id: `process${id}`,
  };
}

/** Every second user has a right of his own; groups have many, some of them revoked. */
function processRights(users) {
  const own = users.flatMap((id, index) =>
    index % 2 ? right('grant', { kind: 'user', id }, index % DEFINITIONS) : [],
  );
  const ofGroups = Array.from({ length: 50 }, (_, group) =>
    Array.from({ length: DEFINITIONS / 5 }, (__, index) =>
      right(
        index % 11 ? 'grant' : 'revoke',
        { kind: 'group', id: `group${group}` },
        (group + index * 5) % DEFINITIONS,
      ),
    ),
  );
  return [...own, ...ofGroups.flat()];
}

function known(value) {
  return { known: true, value, gaps: [], evidence: [] };
}

function engine(users, rights) {
  const everybody = {
    type: 'global',
    identity: null,
    permissions: ['ACCESS'],
    resource: 'application',
    id: 'optimize',
  };
  const person = (index) => ({ exists: known(true), groups: known([`group${index % 50}`]) });
  const definitions = Array.from({ length: DEFINITIONS }, (_, index) => ({
    kind: 'process',
    key: `process${index}`,
    tenant: null,
  }));
  return {
    alias: 'engine',
    database: null,
    down: false,
    imported: true,
    defaultTenant: null,
    excludedTenants: [],
    authorizations: {
      application: known([everybody]),
      process: known(rights),
      decision: known([]),
      tenant: known([]),
    },
    otherRevokes: known([]),
    checks: { enabled: true, revokes: 'auto' },
    people: new Map(users.map((user, index) => [user, person(index)])),
    stranger: { exists: known(false), groups: known([]) },
    definitions: known(definitions),
    tenants: known([]),
  };
}

/** What nobody can avoid: one look-up for every pair. */
function bareLoop(users, rows) {
  const started = performance.now();
  const granted = new Set(rows.map(({ identity, id }) => `${identity.id} ${id}`));
  let found = 0;
  for (const user of users) {
    for (let index = 0; index < DEFINITIONS; index += 1) {
      if (granted.has(`${user} process${index}`)) found += 1;
    }
  }
  return found < 0 ? 0 : performance.now() - started;
}
