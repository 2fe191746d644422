import type { AccessEngine, Definition, EngineChecks, Person } from '../../access/types.js';
import { known } from '../../core/observed.js';
import type { MappingEntry, MappingNode, SourceDocument, SourceNode } from '../../load/types.js';
import { readAuthorizations, type Holders } from './authorizations.js';
import { Faults, NodeReader, unknownWord } from './nodes.js';

const ENGINE_KEYS = [
  'users',
  'groups',
  'authorizations',
  'definitions',
  'tenants',
  'defaultTenant',
  'excludedTenants',
  'importEnabled',
  'answers',
  'authorization',
] as const;
const CHECK_KEYS = ['enabled', 'revokes'];
const REVOKE_MODES = ['auto', 'always', 'never'] as const;

/** Whether a document describes users and rights rather than how Optimize reaches its engines. */
export function isAccessFile({ root }: SourceDocument): boolean {
  if (root?.kind !== 'mapping') return false;
  const engines = root.byKey.get('engines')?.value;
  if (engines?.kind !== 'mapping') return false;
  const has = (key: string): boolean =>
    engines.entries.some(({ value }) => value.kind === 'mapping' && value.byKey.has(key));
  return !has('rest') && ['users', 'groups', 'authorizations', 'definitions'].some(has);
}

/**
 * The engines that a file describes.
 *
 * @throws InputError that names every wrong line
 */
export function readAccessFile(document: SourceDocument): readonly AccessEngine[] {
  const faults = new Faults(document);
  const reader = new NodeReader(faults);
  const root = document.root === null ? null : reader.mapping(document.root, 'the file', ['engines']);
  const entries = reader.entries(root?.byKey.get('engines')?.value, 'engines');
  if (entries.length === 0) faults.add({ start: 0, end: 0 }, 'the file has no engines');
  const mappings = entries.flatMap((entry) => {
    const node = reader.mapping(entry.value, `engine "${entry.key}"`, ENGINE_KEYS);
    return node === null ? [] : [{ alias: entry.key, node }];
  });
  const holders = holdersOf(mappings.map(({ node }) => node));
  const engines = mappings.map(({ alias, node }) => engineOf(reader, alias, node, holders));
  faults.refuse();
  return engines;
}

/** Every user and group of the file: an authorization for somebody whom no engine knows is a slip. */
function holdersOf(nodes: readonly MappingNode[]): Holders {
  const quiet = new NodeReader(NOBODY_LISTENS);
  const users = nodes.flatMap((node) => usersIn(quiet, node).map(({ id }) => id));
  const groups = nodes.flatMap((node) =>
    quiet.entries(node.byKey.get('groups')?.value, 'groups').map(({ key }) => key),
  );
  return { users: new Set(users), groups: new Set(groups) };
}

/** The same nodes are read once more, with their faults, when their engine is made. */
const NOBODY_LISTENS = new Faults({ file: { name: '', text: '' }, root: null, faults: [], damaged: [] });

function engineOf(reader: NodeReader, alias: string, node: MappingNode, holders: Holders): AccessEngine {
  const at = (key: (typeof ENGINE_KEYS)[number]): SourceNode | undefined => node.byKey.get(key)?.value;
  const rows = readAuthorizations(reader, at('authorizations'), holders);
  const of = (resource: string) => known(rows.filter((row) => row.resource === resource));
  return {
    alias,
    database: null,
    down: !reader.flag(at('answers'), 'answers', true),
    imported: reader.flag(at('importEnabled'), 'importEnabled', true),
    defaultTenant: reader.text(at('defaultTenant'), 'defaultTenant'),
    excludedTenants: reader.textsOrEmpty(at('excludedTenants'), 'an excluded tenant'),
    authorizations: {
      application: of('application'),
      process: of('process-definition'),
      decision: of('decision-definition'),
      tenant: of('tenant'),
    },
    // Any revoke of the file may switch revokes on; that some of them stand above too does no harm.
    otherRevokes: known(rows.filter(({ type }) => type === 'revoke')),
    checks: checksOf(reader, at('authorization')),
    people: peopleOf(reader, node),
    stranger: { exists: known(false), groups: known([]) },
    definitions: known(definitionsOf(reader, at('definitions'))),
    tenants: known(reader.texts(at('tenants'), 'a tenant')),
  };
}

function checksOf(reader: NodeReader, node: SourceNode | undefined): EngineChecks {
  const mapping = node === undefined ? null : reader.mapping(node, 'authorization', CHECK_KEYS);
  return {
    enabled: reader.flag(mapping?.byKey.get('enabled')?.value, 'enabled', true),
    revokes: reader.oneOf(mapping?.byKey.get('revokes')?.value, 'revokes', REVOKE_MODES) ?? 'auto',
  };
}

function peopleOf(reader: NodeReader, node: MappingNode): ReadonlyMap<string, Person> {
  const users = usersIn(reader, node);
  const groups = reader.entries(node.byKey.get('groups')?.value, 'groups');
  const groupsOf = new Map(users.map(({ id }) => [id, new Set<string>()]));
  for (const group of groups)
    for (const id of membersOf(reader, group, groupsOf)) groupsOf.get(id)?.add(group.key);
  return new Map(
    users.map(({ id, name }) => {
      const own = [...(groupsOf.get(id) ?? [])];
      return [id, { exists: known(true), groups: known(own), ...(name !== null && { name }) }];
    }),
  );
}

function usersIn(
  reader: NodeReader,
  node: MappingNode,
): readonly { readonly id: string; readonly name: string | null }[] {
  return reader.items(node.byKey.get('users')?.value).flatMap((item) => {
    if (item.kind === 'scalar') {
      const id = reader.user(item, 'a user');
      return id === null ? [] : [{ id, name: null }];
    }
    const mapping = reader.mapping(item, 'a user', ['id', 'name']);
    const id = reader.user(mapping?.byKey.get('id')?.value, 'the id of a user');
    if (mapping !== null && id === null) reader.faults.add(mapping, 'a user needs an id');
    return id === null
      ? []
      : [{ id, name: reader.text(mapping?.byKey.get('name')?.value, 'the name of a user') }];
  });
}

function membersOf(
  reader: NodeReader,
  { key, value }: MappingEntry,
  users: ReadonlyMap<string, unknown>,
): readonly string[] {
  return reader.items(value).flatMap((item) => {
    const id = reader.user(item, `a member of group "${key}"`);
    if (id === null || users.has(id)) return id ?? [];
    const problem = `"${id}" of group "${key}" is not a user of this engine`;
    reader.faults.add(item, () => unknownWord(problem, id, users.keys()));
    return id;
  });
}

function definitionsOf(reader: NodeReader, node: SourceNode | undefined): readonly Definition[] {
  const mapping = node === undefined ? null : reader.mapping(node, 'definitions', ['process', 'decision']);
  return (['process', 'decision'] as const).flatMap((kind) =>
    reader.items(mapping?.byKey.get(kind)?.value).flatMap((item) => definitionOf(reader, kind, item)),
  );
}

function definitionOf(reader: NodeReader, kind: Definition['kind'], item: SourceNode): readonly Definition[] {
  if (item.kind === 'scalar') {
    const key = reader.text(item, 'a definition');
    return key === null ? [] : [{ kind, key, tenant: null }];
  }
  const mapping = reader.mapping(item, 'a definition', ['key', 'tenant']);
  const key = reader.text(mapping?.byKey.get('key')?.value, 'the key of a definition');
  if (mapping !== null && key === null) reader.faults.add(mapping, 'a definition needs a key');
  const tenant = reader.text(mapping?.byKey.get('tenant')?.value, 'the tenant of a definition');
  return key === null ? [] : [{ kind, key, tenant }];
}
