import { escapeText, shortened } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { numbered, withoutComment } from '../shared/numbered.js';

interface Data {
  /** The last day, as written. */
  readonly until: string;
}

export default configurationRule({
  code: 'S902',
  name: 'suppression-expired',
  severity: 'warning',
  runs: 'last',
  *check({ suppressions }) {
    for (const { suppression, subject } of numbered(suppressions)) {
      const { expired, until } = suppression;
      if (!expired || until === null) continue;
      const { file, span } = suppression;
      const data: Data = { until };
      yield { data, engines: [], at: [{ file, span }], edits: withoutComment(suppression), subject };
    }
  },
  message({ until }: Data) {
    const day = escapeText(shortened(until, 40));
    return `This comment silenced findings until "${day}", which is past or not a date: they are reported again.`;
  },
  remedy() {
    return 'Fix what it hid, or agree on a new date: until=YYYY-MM-DD. As it is, the comment does nothing and can be removed.';
  },
});
