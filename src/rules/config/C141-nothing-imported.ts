import { counted } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { imports } from '../shared/configuration/imports.js';
import { ignoresEngines } from '../../optimize/target.js';

interface Data {
  readonly engines: readonly string[];
}

export default configurationRule({
  code: 'C141',
  name: 'nothing-imported',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    const [file, ...others] = files;
    // Of the nodes of a cluster all but one are to import nothing.
    if (file === undefined || others.length > 0 || file.node.copies > 1 || ignoresEngines(target)) return;
    const { entries, document } = file;
    // Where `importEnabled` is missing, that is the finding.
    const off = entries.filter(
      (each) => each.setting('importEnabled').state !== 'absent' && imports(each, target) === false,
    );
    if (off.length === 0 || off.length < entries.length) return;
    const data: Data = { engines: off.map(({ entry }) => entry.alias) };
    yield {
      data,
      engines: data.engines,
      at: off.map((each) => ({
        file: document.file.name,
        pointer: each.setting('importEnabled').pointer,
        part: 'entry',
      })),
      subject: 'importEnabled',
    };
  },
  message({ engines }: Data) {
    return engines.length === 1
      ? `The only engine, "${engines[0] ?? ''}", has "importEnabled: false": this Optimize imports nothing.`
      : `All ${counted(engines.length, 'engine')} have "importEnabled: false": this Optimize imports nothing.`;
  },
  remedy() {
    return 'Write "importEnabled: true", unless this is a node of a cluster in which another one imports: then check the files of all nodes together.';
  },
});
