import { oncePer } from '../../core/memoize.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import type { SourceNode } from '../../load/types.js';

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
  'excludedTenants',
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
export const textsOf = oncePer(({ entries, root }: ConfigurationFile): readonly WantedText[] => {
  const texts: WantedText[] = [];
  for (const path of OF_ENGINE)
    for (const each of entries)
      if (!each.builtIn) texts.push(...at(path, each.setting(path).pointer, each.node(path)));
  for (const path of OF_FILE) texts.push(...at(path, `/${path}`, nodeAt(root, path.split('/'))));
  return texts;
});

function at(path: string, pointer: string, node: SourceNode | null): readonly WantedText[] {
  const secret = SECRET.test(path);
  if (node?.kind === 'scalar') return [{ pointer, node, secret }];
  if (node?.kind !== 'sequence') return [];
  return node.items.map((item, index) => ({ pointer: `${pointer}/${index}`, node: item, secret }));
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
