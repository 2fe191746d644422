import { counted } from '../../core/text/text.js';
import { ignoresEngines } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { countEngines } from '../shared/configuration/entry-groups.js';
import { scalarOf } from '../shared/words.js';

interface Data {
  readonly engines: readonly string[];
}

export default configurationRule({
  code: 'C205',
  name: 'no-default-tenants',
  severity: 'info',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const file of files) {
      const { document, engines: entries, entries: views } = file;
      // What a syntax error hides may be a default tenant.
      if (views.some(({ partial }) => partial) || entries.some(({ defaultTenant }) => defaultTenant !== null))
        continue;
      if (countEngines(file, views) < 2) continue;
      const engines = entries.map(({ alias }) => alias);
      const data: Data = { engines };
      yield {
        data,
        engines,
        at: [{ file: document.file.name, pointer: '/engines', part: 'key' }],
        doubts: 'definitions',
        subject: 'defaultTenant',
      };
    }
  },
  message({ engines }: Data) {
    return `None of the ${counted(engines.length, 'engine')} has a default tenant: no definition may be deployed on two of them. Only the engines can show whether one is.`;
  },
  remedy() {
    return 'Run "multi-engine doctor" where all of them answer. Where one definition must live on several engines, give each a tenant of its own before the first import, e.g.:';
  },
  sample({ engines: [alias = 'payment'] }: Data) {
    const written = scalarOf(alias);
    return `${written}:\n  defaultTenant:\n    id: ${written}\n    name: ${written}`;
  },
});
