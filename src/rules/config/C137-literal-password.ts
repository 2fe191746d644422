import type { ConfigurationFile } from '../../configuration/types.js';
import type { SourceNode } from '../../load/types.js';
import { configurationRule } from '../rule.js';
import { nodeAt } from '../shared/texts.js';
import { enginesAt, placeholderFor, settingAt } from '../shared/words.js';

interface Data {
  readonly pointer: string;
}

/** Passwords and tokens of other sections. */
const OTHERS = [
  'es/security/password',
  'email/authentication/password',
  'security/auth/token/secret',
  'api/accessToken',
] as const;

export default configurationRule({
  code: 'C137',
  name: 'literal-password',
  severity: 'info',
  *check({ configuration }) {
    for (const file of configuration.files) {
      for (const [pointer, node] of secretsOf(file)) {
        if (!isLiteral(node)) continue;
        const data: Data = { pointer };
        yield {
          data,
          engines: enginesAt(pointer),
          at: [{ file: file.document.file.name, pointer, part: 'key' }],
          edits: enginesAt(pointer).map((alias) => ({
            kind: 'set' as const,
            file: file.document.file.name,
            pointer,
            value: placeholderFor(alias, 'PASSWORD'),
          })),
          subject: pointer,
        };
      }
    }
  },
  message({ pointer }: Data) {
    return `${settingAt(pointer)} stands in the file as it is: whoever reads the file or a copy of it has it.`;
  },
  remedy() {
    return 'Give it to Optimize as an environment variable of any name:';
  },
  sample({ pointer }: Data) {
    return `${pointer.slice(pointer.lastIndexOf('/') + 1)}: "\${ENGINE_PASSWORD}"`;
  },
});

function* secretsOf({ entries, root }: ConfigurationFile): Iterable<readonly [string, SourceNode | null]> {
  for (const each of entries) {
    if (each.builtIn) continue;
    yield [each.setting('authentication/password').pointer, each.node('authentication/password')];
  }
  for (const path of OTHERS) yield [`/${path}`, nodeAt(root, path.split('/'))];
}

/** What looks like a placeholder and is none has a finding of its own. */
function isLiteral(node: SourceNode | null): boolean {
  if (node?.kind !== 'scalar' || node.style === 'alias' || node.text === null) return false;
  return node.text !== '' && !node.text.startsWith('$') && !/\$\{[A-Za-z_]/u.test(node.text);
}
