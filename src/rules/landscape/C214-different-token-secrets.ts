import { joined } from '../../core/text/text.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import { isOnlyDefault } from '../shared/configuration/substitutions.js';
import { nodeAt } from '../shared/configuration/exact-values.js';
import { ignoresEngines } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { isMeantBySomething } from '../shared/configuration/unread-settings.js';
import { namesOf, nodeCount, shownFiles } from '../shared/engines/nodes.js';

interface Data {
  /** Files without the setting; empty where all have one and they differ. */
  readonly unset: readonly string[];
  readonly allUnset: boolean;
  readonly nodes: number;
}

const PATH = ['security', 'auth', 'token', 'secret'];
const POINTER = `/${PATH.join('/')}`;

export default configurationRule({
  code: 'C214',
  name: 'different-token-secrets',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    const nodes = nodeCount({ files });
    if (nodes < 2 || ignoresEngines(target)) return;
    // A secret under an old key has a finding of its own.
    if (files.some((file) => file.setting('/auth/token/secret').state !== 'absent')) return;
    const unset = files.filter(isUnset);
    if (unset.length === 0 && !differ(files)) return;
    const data: Data = {
      unset: namesOf(unset),
      allUnset: unset.length === files.length,
      nodes,
    };
    yield {
      data,
      engines: [],
      at: (unset.length > 0 ? unset : files).map(({ document }) => ({
        file: document.file.name,
        pointer: POINTER,
        part: 'key',
      })),
      subject: 'secret',
    };
  },
  message({ unset, allUnset, nodes }: Data) {
    const shown = shownFiles(unset);
    const missing = allUnset
      ? `is set on none of the ${nodes} nodes`
      : `is not set on ${joined(shown.slice(0, 2))}`;
    const fault = unset.length > 0 ? missing : `differs between the ${nodes} nodes`;
    return `"security.auth.token.secret" ${fault}: a login on one node is not valid on the others.`;
  },
  remedy() {
    return [
      'Give all nodes the same secret of at least 64 characters:',
      '  security:',
      '    auth:',
      '      token:',
      '        secret: "${OPTIMIZE_TOKEN_SECRET}"',
    ].join('\n');
  },
});

function isUnset(file: ConfigurationFile): boolean {
  const { state, blank } = file.setting(POINTER);
  if (state === 'absent') return file.isWhole && !isMeantBySomething(file, PATH);
  return (state === 'null' || blank) && !isOnlyDefault(file, POINTER);
}

/** Only texts that stand in the files are compared: what variables hold on other machines is not known. */
function differ(files: readonly ConfigurationFile[]): boolean {
  const written = files.map(({ root }) => {
    const node = nodeAt(root, PATH);
    return node?.kind === 'scalar' ? node.text : null;
  });
  const literal = written.filter((text) => text !== null && !text.includes('${'));
  return new Set(literal).size > 1;
}
