import type { Change } from '../../core/edit.js';
import type { Configuration } from '../../configuration/types.js';
import type { JudgedSuppression } from '../../configuration/accepted.js';
import { joined } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { commentText, numbered } from '../shared/numbered.js';

interface Data {
  /** Codes of the rules that found nothing here. */
  readonly rules: readonly string[];
  /** Only where it is not a comment. */
  readonly origin?: 'settings';
  /** Where the finding is that has another part on this line, `line 4` or `node-1.yaml:4`. */
  readonly belongsTo?: string;
}

export default configurationRule({
  code: 'S901',
  name: 'suppression-unused',
  severity: 'warning',
  runs: 'last',
  *check({ configuration, suppressions }) {
    for (const { suppression, subject } of numbered(suppressions)) {
      const { idle, hasReason, expired, origin, belongsTo } = suppression;
      if (idle.length === 0 || !hasReason || expired) continue;
      const { file, span } = suppression;
      const data: Data = {
        rules: idle,
        ...(origin === 'settings' && { origin }),
        ...(belongsTo && {
          belongsTo:
            belongsTo.file === file ? `line ${belongsTo.line}` : `${belongsTo.file}:${belongsTo.line}`,
        }),
      };
      const changes = belongsTo === undefined ? changesFor(suppression, configuration) : [];
      const edits = changes.map((change) => ({ ...change, file }));
      yield { data, engines: [], at: [{ file, span }], edits, subject };
    }
  },
  message({ rules, origin, belongsTo }: Data) {
    if (belongsTo !== undefined)
      return `This comment silences ${joined(rules)} on a line that is only another part of the finding at ${belongsTo}.`;
    if (origin === 'settings')
      return `The settings accept ${joined(rules)} here, but no such finding exists.`;
    return `This comment silences ${joined(rules)}, and there is nothing to silence on its line.`;
  },
  remedy({ rules, origin, belongsTo }: Data) {
    if (belongsTo !== undefined) return `Move it to ${belongsTo}, or to the line above.`;
    const where = origin === 'settings' ? 'suppression' : 'comment';
    return `Remove ${joined(rules)} from the ${where}: it would hide the problem if it came back.`;
  },
});

/** The comment without the names of the rules that found nothing; all of it where none is left. */
function changesFor(suppression: JudgedSuppression, configuration: Configuration): readonly Change[] {
  const { span, rules, codes, idle, unknown } = suppression;
  // The settings are for their team to change.
  if (unknown.length > 0 || suppression.origin === 'settings') return [];
  const gone = rules.filter((_, index) => idle.includes(codes[index] ?? ''));
  if (gone.length === rules.length) return [{ kind: 'text', span, text: '' }];
  const text = gone.reduce(withoutName, commentText(suppression, configuration));
  return [{ kind: 'text', span, text: text.replace(/(multi-engine-ignore)[\s,]+/u, '$1 ') }];
}

function withoutName(comment: string, name: string): string {
  const at = comment.search(new RegExp(`[\\s,]${name}(?=[\\s,]|$)`, 'u'));
  const before = comment.slice(0, at).replace(/(?<![\s,])[\s,]+$/u, '');
  return before + comment.slice(at + 1 + name.length);
}
