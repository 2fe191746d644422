import { loginHeader } from './engine.js';
import type { Engine, Login } from './engine.js';
import type { Model } from './models.js';

/** Sets up engines over their REST API, past the front that watches the program under test. */
export interface Rest {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
  put(path: string, body?: unknown): Promise<void>;
  delete(path: string): Promise<void>;
  deploy(models: readonly Model[], tenant?: string): Promise<Deployment>;
  /** Deletes all deployments, with what hangs on them, and all tenants. */
  clear(): Promise<void>;
}

interface Deployment {
  readonly id: string;
}

/** `engineName` is needed where several engines live in one process. */
export function restOf(engine: Engine, engineName?: string, login: Login | undefined = engine.admin): Rest {
  const base = engineName === undefined ? engine.direct : `${engine.direct}/engine/${engineName}`;
  return restAt(base, engine.name, login);
}

/** At the port without login. */
export function openRestOf(engine: Engine, engineName: string): Rest {
  return restAt(`${engine.open}/engine/${engineName}`, engine.name, undefined);
}

function restAt(base: string, at: string, login: Login | undefined): Rest {
  async function call<T>(method: string, path: string, body?: string | FormData, type?: string): Promise<T> {
    const headers = { ...loginHeader(login), ...(type !== undefined && { 'content-type': type }) };
    const response = await fetch(base + path, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} on ${at}: ${response.status} ${text}`);
    return JSON.parse(text === '' ? 'null' : text);
  }

  const rest: Rest = {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, JSON.stringify(body), 'application/json'),
    put: (path, body = {}) => call('PUT', path, JSON.stringify(body), 'application/json'),
    delete: (path) => call('DELETE', path),
    deploy(models, tenant) {
      const form = new FormData();
      form.set('deployment-name', models.map((model) => model.key).join(', '));
      if (tenant !== undefined) form.set('tenant-id', tenant);
      for (const model of models) form.set(model.file, new Blob([model.text]), model.file);
      return call('POST', '/deployment/create', form);
    },
    async clear() {
      for (const { id } of await rest.get<Deployment[]>('/deployment')) {
        await rest.delete(`/deployment/${id}?cascade=true`);
      }
      for (const { id } of await rest.get<{ id: string }[]>('/tenant')) await rest.delete(`/tenant/${id}`);
    },
  };
  return rest;
}

export async function createTenant(rest: Rest, id: string): Promise<void> {
  await rest.post('/tenant/create', { id, name: id });
}

export async function createUser(rest: Rest, login: Login): Promise<void> {
  await rest.post('/user/create', {
    profile: { id: login.user, firstName: login.user, lastName: login.user, email: null },
    credentials: { password: login.password },
  });
}

/** As the application's own set-up makes its first administrator: member of the product's group, which may do everything. */
export async function createAdministrator(rest: Rest, login: Login, groupId: string): Promise<void> {
  await createUser(rest, login);
  await rest.post('/group/create', { id: groupId, name: groupId, type: 'SYSTEM' });
  await rest.put(`/group/${groupId}/members/${login.user}`);
  for (let resourceType = 0; resourceType <= LAST_COMMON_RESOURCE; resourceType += 1) {
    const all = { type: 1, permissions: ['ALL'], userId: null, groupId, resourceType, resourceId: '*' };
    await rest.post('/authorization/create', all);
  }
}

/** Resource types that every version knows: up to the log of user operations. */
const LAST_COMMON_RESOURCE = 17;

/** Resource types by their number in the engine. */
const resourceTypes = {
  user: 1,
  group: 2,
  authorization: 4,
  processDefinition: 6,
  deployment: 9,
  decisionDefinition: 10,
  tenant: 11,
  operationLog: 17,
} as const;

/** Grants the permissions on all resources of the type. */
export async function grant(
  rest: Rest,
  userId: string,
  resource: keyof typeof resourceTypes,
  permissions: readonly string[],
): Promise<void> {
  const resourceType = resourceTypes[resource];
  await rest.post('/authorization/create', { type: 1, permissions, userId, resourceType, resourceId: '*' });
}

/** What the documentation of Optimize asks for its import user, and nothing else. */
export async function grantDocumentedImportRights(rest: Rest, user: string): Promise<void> {
  await grant(rest, user, 'processDefinition', ['READ', 'READ_HISTORY']);
  await grant(rest, user, 'decisionDefinition', ['READ', 'READ_HISTORY']);
  for (const resource of [
    'authorization',
    'group',
    'user',
    'tenant',
    'deployment',
    'operationLog',
  ] as const) {
    await grant(rest, user, resource, ['READ']);
  }
}
