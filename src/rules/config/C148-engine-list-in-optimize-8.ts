import type { Place } from '../../core/rule.js';
import { configurationRule } from '../rule.js';
import { isTrue } from '../shared/configuration/imports.js';
import { ignoresEngines, isBefore, isNamed } from '../../optimize/target.js';

interface Data {
  /** The Optimize 8 that was named; null where the file's Zeebe section gives it away. */
  readonly target: string | null;
}

/** Before, one Optimize could import from Camunda 7 and from Zeebe. */
const SEPARATE_FROM = '3.14';
const ZEEBE = '/zeebe/enabled';

export default configurationRule({
  code: 'C148',
  name: 'engine-list-in-optimize-8',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    if (isBefore(target, SEPARATE_FROM)) return;
    const named = isNamed(target) && ignoresEngines(target) ? target.text : null;
    for (const file of files) {
      const fileName = file.document.file.name;
      const zeebe = isTrue(file.setting(ZEEBE).text);
      if (file.setting('/engines').state === 'absent' || (named === null && !zeebe)) continue;
      const at: Place[] = [{ file: fileName, pointer: '/engines', part: 'key' }];
      if (zeebe)
        at.push({ file: fileName, pointer: ZEEBE, part: 'entry', note: 'only Optimize 8 reads this' });
      const data: Data = { target: named };
      yield { data, engines: file.engines.map(({ alias }) => alias), at, subject: fileName };
    }
  },
  message({ target }: Data) {
    return target === null
      ? '"engines" is set together with "zeebe.enabled: true": that is for Optimize 8, which ignores the engines.'
      : `Optimize ${target} ignores "engines": since 8 it imports from Camunda 8 only.`;
  },
  remedy() {
    return 'For Camunda 7 use Optimize 3.15 and remove the "zeebe" section; for Camunda 8 remove "engines".';
  },
});
