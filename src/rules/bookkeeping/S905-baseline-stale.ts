import { escapeText, shortened } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';

interface Data {
  readonly key: string;
  readonly file: string;
}

export default configurationRule({
  code: 'S905',
  name: 'baseline-stale',
  severity: 'warning',
  runs: 'last',
  *check({ baseline }) {
    if (baseline === null) return;
    const { file, stale } = baseline;
    for (const { key, pointer, span } of stale) {
      const data: Data = { key, file };
      yield { data, engines: [], at: [{ file, pointer, span }], subject: key };
    }
  },
  message({ key }: Data) {
    return `The baseline accepts "${escapeText(shortened(key, 100))}", which no longer occurs.`;
  },
  remedy({ file }: Data) {
    return `Remove the entry from ${file}, or run the same command with --update-baseline: it would hide the problem if it came back.`;
  },
});
