import type { Edit } from '../../core/edit.js';
import type { Configuration } from '../../configuration/types.js';
import type { JudgedSuppression } from '../../configuration/accepted.js';

/** Every suppression with a subject that stays the same when lines move: its rules, and the how-manyth of the kind it is. */
export function* numbered(
  suppressions: readonly JudgedSuppression[],
): Iterable<{ readonly suppression: JudgedSuppression; readonly subject: string }> {
  const seen = new Map<string, number>();
  for (const suppression of suppressions) {
    const named = suppression.rules.join(',');
    const kind = suppression.origin === 'settings' ? `settings ${named}` : named;
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    yield { suppression, subject: `${kind} #${count}` };
  }
}

/** A comment as it stands in its file. */
export function commentText(
  { file, span }: JudgedSuppression,
  { fileNamed }: Pick<Configuration, 'fileNamed'>,
): string {
  const source = fileNamed(file)?.document.file.text ?? '';
  return source.slice(span.start, span.end);
}

/** The file without a comment. Where it silences nothing, everything is found as before. */
export function withoutComment({ file, span }: JudgedSuppression): readonly Edit[] {
  return [{ kind: 'text', file, span, text: '' }];
}
