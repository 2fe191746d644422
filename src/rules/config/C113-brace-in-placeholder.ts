import { shortened } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { spoiledValues, type SpoiledValue } from '../shared/configuration/substitutions.js';
import { settingAt } from '../shared/words.js';

export default configurationRule({
  code: 'C113',
  name: 'brace-in-placeholder',
  severity: 'error',
  needsOptimize: true,
  check: ({ configuration }) => spoiledValues(configuration, 'brace'),
  message({ pointer, reads }: SpoiledValue) {
    const becomes = reads === null ? '' : `, which gives "${shortened(reads, 50)}"`;
    return `The default in ${settingAt(pointer)} extends to the last closing brace of the line${becomes}.`;
  },
  remedy() {
    return 'Use one placeholder without braces in its default and with no braces after it:';
  },
  sample({ pointer }: SpoiledValue) {
    return `${pointer.slice(pointer.lastIndexOf('/') + 1)}: \${NAME:default}`;
  },
});
