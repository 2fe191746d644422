import { escapeText, shortened } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { numbered, withoutComment } from '../shared/numbered.js';

interface Data {
  /** The last day, as written. */
  readonly until: string;
  /** Only where it is not a comment. */
  readonly origin?: 'settings';
}

export default configurationRule({
  code: 'S902',
  name: 'suppression-expired',
  severity: 'warning',
  runs: 'last',
  *check({ suppressions }) {
    for (const { suppression, subject } of numbered(suppressions)) {
      const { expired, until, origin } = suppression;
      if (!expired || until === null) continue;
      const { file, span } = suppression;
      const data: Data = { until, ...(origin === 'settings' && { origin }) };
      const edits = origin === 'settings' ? [] : withoutComment(suppression);
      yield { data, engines: [], at: [{ file, span }], edits, subject };
    }
  },
  message({ until, origin }: Data) {
    const day = escapeText(shortened(until, 40));
    if (origin === 'settings')
      return `The settings accepted findings until ${day}, which is past: they are reported again.`;
    return `This comment silenced findings until "${day}", which is past or not a date: they are reported again.`;
  },
  remedy({ origin }: Data) {
    if (origin === 'settings')
      return 'Fix what it hid, or agree on a new date: until: YYYY-MM-DD. As it is, the suppression does nothing and can be removed.';
    return 'Fix what it hid, or agree on a new date: until=YYYY-MM-DD. As it is, the comment does nothing and can be removed.';
  },
});
