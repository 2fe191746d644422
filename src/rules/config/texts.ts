import type { ConfigurationFile, SourceNode } from '../../topology/types.js';

/** A value that is wanted as text. `node` may hold a secret. */
export interface WantedText {
  readonly pointer: string;
  readonly node: SourceNode;
  readonly secret: boolean;
}

/** Settings of an engine that are texts. */
const OF_ENGINE = [
  'name',
  'rest',
  'authentication/user',
  'authentication/password',
  'defaultTenant/id',
  'defaultTenant/name',
  'webapps/endpoint',
] as const;

/** Texts of other sections: credentials and ids, where a changed letter costs a login. */
const OF_FILE = [
  'es/security/username',
  'es/security/password',
  'es/settings/index/prefix',
  'email/authentication/username',
  'email/authentication/password',
  'security/auth/token/secret',
  'security/auth/superUserIds',
  'security/auth/superGroupIds',
  'api/accessToken',
] as const;

const SECRET = /(?:password|secret|accessToken)$/u;

/** Every value of a file that is wanted as text, items of lists one by one. */
export function* textsOf(file: ConfigurationFile): Iterable<WantedText> {
  for (const each of file.entries) {
    if (each.builtIn) continue;
    for (const path of [...OF_ENGINE, 'excludedTenants'])
      yield* at(`${each.entry.pointer}/${path}`, each.node(path));
  }
  for (const path of OF_FILE) yield* at(`/${path}`, nodeAt(file.root, path.split('/')));
}

function* at(pointer: string, node: SourceNode | null): Iterable<WantedText> {
  if (node?.kind === 'scalar') yield { pointer, node, secret: SECRET.test(pointer) };
  if (node?.kind !== 'sequence') return;
  for (const [index, item] of node.items.entries())
    yield { pointer: `${pointer}/${index}`, node: item, secret: SECRET.test(pointer) };
}

/** The value below a node at a path of keys. */
export function nodeAt(root: SourceNode | null, path: readonly string[]): SourceNode | null {
  let node = root;
  for (const key of path) {
    if (node?.kind !== 'mapping') return null;
    node = node.byKey.get(key)?.value ?? null;
  }
  return node;
}
