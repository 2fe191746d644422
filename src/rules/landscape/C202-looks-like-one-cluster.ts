import { compareText, shortened } from '../../core/text/text.js';
import type { EngineEntry } from '../../configuration/types.js';
import { hostOf } from '../shared/configuration/addresses.js';
import { someNames } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import { groupsInFiles, identityOf } from '../shared/configuration/entry-groups.js';

interface Data {
  readonly engines: readonly string[];
  readonly name: string;
}

export default configurationRule({
  code: 'C202',
  name: 'looks-like-one-cluster',
  severity: 'warning',
  *check({ configuration }) {
    for (const group of groupsInFiles(configuration, ({ entry }) => clusterOf(entry))) {
      // One engine listed twice is C201.
      if (new Set(group.map(({ entry }) => identityOf(entry))).size < 2) continue;
      const engines = group.map(({ alias }) => alias);
      const data: Data = { engines, name: group[0].entry.name ?? '' };
      yield {
        data,
        engines,
        at: group.map(({ entry: { file, pointer } }) => ({
          file,
          pointer: `${pointer}/rest`,
          part: 'entry',
        })),
        certainty: 'weak',
        subject: engines.toSorted(compareText).join(' '),
      };
    }
  },
  message({ engines, name }: Data) {
    return `${someNames(engines)} differ only by a number in the host (engine name "${shortened(name, 20)}"): nodes on one database would be imported more than once.`;
  },
  remedy() {
    return [
      'Run "multi-engine doctor": it proves or refutes a shared database. Nodes of one cluster get a load balancer and one entry.',
      'If the databases are separate, give each engine a default tenant to say so.',
    ].join('\n');
  },
});

/**
 * What nodes of one cluster have in common: everything but the last number in the first part of the host name, as in node1 and node2 or
 * engine-0 and engine-1. Numbers of IP addresses tell nothing. A default tenant says that the engine is meant to be one of its own.
 */
function clusterOf({ base, name, defaultTenant }: EngineEntry): string | null {
  if (base === null || name === null || defaultTenant !== null) return null;
  const host = hostOf(base);
  const parts = /^([^.]*?)\d+([^.\d]*)(\..*)?$/u.exec(host);
  if (parts === null || /^[\d.]+$/u.test(host) || host.startsWith('[')) return null;
  const [, before = '', after = '', domain = ''] = parts;
  return JSON.stringify([name, before, after, domain, base.replace(host, '')]);
}
