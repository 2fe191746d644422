import { escapeText, shortened } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { commentText, numbered } from '../shared/numbered.js';

interface Data {
  /** As written; null where the comment names no rule at all. */
  readonly rule: string | null;
  readonly near: string | null;
}

export default configurationRule({
  code: 'S903',
  name: 'suppression-unknown-rule',
  severity: 'error',
  runs: 'last',
  *check({ configuration, suppressions }) {
    for (const { suppression, subject } of numbered(suppressions)) {
      const [first] = suppression.unknown;
      if (first === undefined && suppression.rules.length > 0) continue;
      const { file, span } = suppression;
      const data: Data = { rule: first?.text ?? null, near: first?.near ?? null };
      const comment = commentText(suppression, configuration);
      const edits = nearText(comment, data).map((text) => ({ kind: 'text' as const, file, span, text }));
      yield { data, engines: [], at: [{ file, span }], edits, subject };
    }
  },
  message({ rule }: Data) {
    if (rule === null) return 'This comment names no rule, so it silences nothing.';
    return `This comment silences "${escapeText(shortened(rule, 60))}", but there is no such rule.`;
  },
  remedy({ near }: Data) {
    return near === null
      ? 'Name a rule by its code or its name; multi-engine rules lists them.'
      : `Did you mean ${near}?`;
  },
});

/** The comment with the name that was probably meant. */
function nearText(comment: string, { rule, near }: Data): readonly string[] {
  const at = rule === null ? -1 : comment.indexOf(rule);
  if (rule === null || near === null || at < 0) return [];
  return [comment.slice(0, at) + near + comment.slice(at + rule.length)];
}
