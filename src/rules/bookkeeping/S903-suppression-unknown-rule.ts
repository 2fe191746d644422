import { escapeText, shortened } from '../../core/text.js';
import { configurationRule } from '../rule.js';
import { numbered } from './numbered.js';

interface Data {
  /** As written; null where the comment names no rule at all. */
  readonly rule: string | null;
  readonly near: string | null;
}

export default configurationRule({
  code: 'S903',
  name: 'suppression-unknown-rule',
  severity: 'error',
  *check({ suppressions }) {
    for (const { suppression, subject } of numbered(suppressions)) {
      const [first] = suppression.unknown;
      if (first === undefined && suppression.rules.length > 0) continue;
      const { file, span } = suppression;
      const data: Data = { rule: first?.text ?? null, near: first?.near ?? null };
      yield { data, engines: [], at: [{ file, span }], subject };
    }
  },
  message({ rule }: Data) {
    if (rule === null) return 'This comment names no rule, and silences nothing.';
    return `This comment silences "${escapeText(shortened(rule, 60))}", but there is no such rule.`;
  },
  remedy({ near }: Data) {
    return near === null
      ? 'Name a rule by its code or its name; multi-engine rules lists them.'
      : `Did you mean ${near}?`;
  },
});
