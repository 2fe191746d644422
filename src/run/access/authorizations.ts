import { isPermission, PERMISSION_NAMES, RESOURCE_NAMES } from '../../access/authorizations/resources.js';
import type { Authorization, Identity } from '../../access/types.js';
import { isNothing } from '../../load/nothing.js';
import type { MappingNode, SourceNode } from '../../load/types.js';
import { unknownWord, type NodeReader } from './nodes.js';

/** Every user and group that the file names. */
export interface Holders {
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

const KEYS = ['type', 'user', 'group', 'permissions', 'resource', 'id'] as const;
const NEEDED: ReadonlySet<string> = new Set(['type', 'resource', 'id', 'permissions']);
const TYPES = ['global', 'grant', 'revoke'] as const;

/** The rows of `authorizations`. One item may name several users, groups, permissions and ids: it stands for all of them. */
export function readAuthorizations(
  reader: NodeReader,
  node: SourceNode | undefined,
  holders: Holders,
): readonly Authorization[] {
  return reader.items(node).flatMap((item) => {
    const mapping = reader.mapping(item, 'an authorization', KEYS);
    return mapping === null ? [] : rowsOf(reader, mapping, holders);
  });
}

function rowsOf(reader: NodeReader, mapping: MappingNode, holders: Holders): readonly Authorization[] {
  const at = (key: (typeof KEYS)[number]): SourceNode | undefined => mapping.byKey.get(key)?.value;
  for (const key of KEYS) {
    const node = at(key);
    if (node === undefined && NEEDED.has(key)) reader.faults.add(mapping, `an authorization needs "${key}"`);
    // It would stand for no authorization at all: a revoke that is not there lets everybody in.
    if (node !== undefined && isEmpty(node)) reader.faults.add(node, `"${key}" has no value`);
  }
  const type = reader.oneOf(at('type'), 'type', TYPES);
  const resource = reader.oneOf(at('resource'), 'resource', RESOURCE_NAMES);
  const permissions = permissionsIn(reader, at('permissions'));
  const ids = reader.texts(at('id'), 'id');
  if (type === null || resource === null) return [];
  return identitiesIn(reader, mapping, type, holders).flatMap((identity) =>
    ids.map((id) => ({ type, identity, permissions, resource, id })),
  );
}

function isEmpty(node: SourceNode): boolean {
  return isNothing(node) || (node.kind === 'sequence' && node.items.length === 0);
}

function permissionsIn(reader: NodeReader, node: SourceNode | undefined): readonly string[] {
  return reader.items(node).flatMap((item) => {
    const name = reader.text(item, 'a permission');
    if (name === null || isPermission(name)) return name ?? [];
    reader.faults.add(item, unknownWord(`there is no permission "${name}"`, name, PERMISSION_NAMES));
    return [];
  });
}

/** A global row has no holder, every other one needs at least one. */
function identitiesIn(
  reader: NodeReader,
  mapping: MappingNode,
  type: Authorization['type'],
  { users, groups }: Holders,
): readonly (Identity | null)[] {
  const found = [
    ...holdersIn(reader, mapping.byKey.get('user')?.value, 'user', users),
    ...holdersIn(reader, mapping.byKey.get('group')?.value, 'group', groups),
  ];
  if (type !== 'global') {
    if (found.length === 0) reader.faults.add(mapping, `a ${type} needs a "user" or a "group"`);
    return found;
  }
  if (found.length > 0) reader.faults.add(mapping, 'a global authorization has no "user" and no "group"');
  return [null];
}

function holdersIn(
  reader: NodeReader,
  node: SourceNode | undefined,
  kind: Identity['kind'],
  known: ReadonlySet<string>,
): readonly Identity[] {
  return reader.items(node).flatMap((item) => {
    const id = kind === 'user' ? reader.user(item, kind) : reader.text(item, kind);
    if (id === null) return [];
    if (!known.has(id)) reader.faults.add(item, () => unknownHolder(kind, id, known));
    return [{ kind, id }];
  });
}

function unknownHolder(kind: Identity['kind'], id: string, known: ReadonlySet<string>): string {
  if (id === '*') return `write "type: global" for everybody`;
  return unknownWord(`no engine of this file has the ${kind} "${id}"`, id, known);
}
