import { UsageError } from '../../core/errors.js';
import type { CheckRequest } from '../request/request.js';

/**
 * A rule that was asked for by its name, and would not be looked at, must not pass for clean.
 *
 * @throws UsageError
 */
export function refuseNotRun(
  rules: readonly { readonly code: string }[],
  { only, skip }: Pick<CheckRequest, 'only' | 'skip'>,
): void {
  const foreign = only.find((code) => !rules.some((rule) => rule.code === code));
  if (foreign !== undefined)
    throw new UsageError(
      `this command does not run ${foreign}`,
      `multi-engine explain ${foreign} says what it looks at`,
    );
  if (only.every((code) => skip.includes(code)))
    throw new UsageError('no rule is left: --skip names all that --only names');
}
