import { escapeText, joined, shortened } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { numbered, withoutComment } from '../shared/numbered.js';

interface Data {
  readonly rules: readonly string[];
}

export default configurationRule({
  code: 'S904',
  name: 'suppression-without-reason',
  severity: 'error',
  runs: 'last',
  *check({ suppressions }) {
    for (const { suppression, subject } of numbered(suppressions)) {
      const { hasReason, rules } = suppression;
      if (hasReason) continue;
      const { file, span } = suppression;
      const data: Data = { rules };
      yield { data, engines: [], at: [{ file, span }], edits: withoutComment(suppression), subject };
    }
  },
  message({ rules }: Data) {
    const what = rules.length === 0 ? 'findings' : escapeText(shortened(joined(rules), 80));
    return `This comment would silence ${what}, but gives no reason, so it does not count.`;
  },
  remedy() {
    return 'Give the reason after two dashes: # multi-engine-ignore RULE -- the reason. As it is, the comment does nothing and can be removed.';
  },
});
