import type { Edit } from '../../core/edit.js';
import type { Place } from '../../core/rule.js';
import { joined } from '../../core/text/text.js';
import type { PlacedEntry } from '../shared/configuration/entries.js';
import { imports, importsEvents } from '../shared/configuration/imports.js';
import { named } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import { enginesOfCluster, mayBeOneEngine, namesOf, nodesWith, shownFiles } from '../shared/engines/nodes.js';

interface Data {
  readonly engine: string;
  readonly files: readonly string[];
  readonly what: 'data' | 'events';
  /** How many nodes import it. */
  readonly nodes: number;
  /** Whether some of the files are inside others: these are no two states of one. */
  readonly inside: boolean;
}

export default configurationRule({
  code: 'C211',
  name: 'imported-twice',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { alias, entries } of enginesOfCluster(configuration)) {
      const importing = entries.filter(({ each }) => imports(each, configuration.target) === true);
      const events = entries.filter(({ each }) => importsEvents(each));
      const what = nodesWith(importing) > 1 ? 'data' : 'events';
      const twice = what === 'data' ? importing : events;
      const nodes = nodesWith(twice);
      // Nodes that disagree about the address have a finding of their own.
      if (nodes < 2 || !mayBeOneEngine(twice)) continue;
      const setting = what === 'data' ? 'importEnabled' : 'eventImportEnabled';
      const files = [...new Set(twice.map(({ file }) => file))];
      const inside = files.some(({ document }) => document.file.carried !== undefined);
      const data: Data = { engine: alias, files: namesOf(files), what, nodes, inside };
      yield {
        data,
        engines: [...new Set(twice.map((placed) => placed.alias))],
        at: [...twice.map((placed) => placeOf(placed, setting)), ...copiesOf(twice)],
        edits: isOneFileForAll(data) ? [] : editsFor(twice, setting),
        subject: what,
      };
    }
  },
  message({ engine, files, what, nodes }: Data) {
    const shown = shownFiles(files);
    const many = files.length < nodes || files.length > 2;
    const who = many ? `${nodes} nodes` : joined(shown);
    const same = files.length === 1 ? `, which all use ${shown.join('')}` : '';
    return `The ${what} of engine ${named(engine)} ${what === 'data' ? 'is' : 'are'} imported by ${who}${same}: exactly one node of a cluster may import it.`;
  },
  remedy(data: Data) {
    const [keep = '', ...others] = data.files;
    if (isOneFileForAll(data))
      return 'One configuration cannot serve both roles. Run a single node with it, and give the others one of their own, e.g. a second Deployment with its own ConfigMap, in which each engine has:';
    // People check a file before and after a change in one run.
    const states =
      others.length === 1 && !data.inside
        ? `Two states of one file? Compare them with multi-engine diff. Else `
        : '';
    const leave = `leave it to ${keep}, or to another one, and in ${joined(others)} write:`;
    return states === '' ? `L${leave.slice(1)}` : states + leave;
  },
  sample({ what }: Data) {
    return `${what === 'data' ? 'importEnabled' : 'eventImportEnabled'}: false`;
  },
});

/** Some file is used by several nodes: no edit of it makes one of them different. */
function isOneFileForAll({ files, nodes }: Data): boolean {
  return files.length < nodes;
}

function placeOf({ fileName, each }: PlacedEntry, setting: string): Place {
  return { file: fileName, pointer: each.setting(setting).pointer, part: 'entry' };
}

/** Where a manifest says how many nodes there are. */
function copiesOf(entries: readonly PlacedEntry[]): readonly Place[] {
  const files = [...new Set(entries.map(({ file }) => file))];
  return files.flatMap(({ node: { copies, copiesAt } }) =>
    copiesAt === null || copies < 2 ? [] : [{ ...copiesAt, note: 'so many nodes' }],
  );
}

function editsFor(entries: readonly PlacedEntry[], setting: string): readonly Edit[] {
  const [first] = entries;
  return entries
    .filter(({ fileName }) => fileName !== first?.fileName)
    .map(({ fileName, each }) => ({
      kind: 'set',
      file: fileName,
      pointer: each.setting(setting).pointer,
      value: false,
    }));
}
