import { shortened } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { spoiledValues, type SpoiledValue } from '../shared/configuration/substitutions.js';
import { settingAt } from '../shared/words.js';

export default configurationRule({
  code: 'C112',
  name: 'several-placeholders',
  severity: 'error',
  needsOptimize: true,
  check: ({ configuration }) => spoiledValues(configuration, 'several'),
  message({ pointer, reads }: SpoiledValue) {
    const becomes = reads === null ? '' : ` and reads "${shortened(reads, 70)}"`;
    return `Several placeholders in ${settingAt(pointer)}: Optimize keeps only the last replacement${becomes}.`;
  },
  remedy() {
    return 'Use one placeholder for the whole value, and put the complete text into its variable:';
  },
  sample({ pointer }: SpoiledValue) {
    return `${pointer.slice(pointer.lastIndexOf('/') + 1)}: \${NAME}`;
  },
});
