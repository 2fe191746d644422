import type { EntryView } from '../../../configuration/types.js';

/** Whether Optimize sends a login to an engine; null where the file does not tell. A missing value is false. */
export function sendsLogin(each: EntryView): boolean | null {
  const { authentication } = each.entry;
  if (authentication === null) return null;
  const { state, text } = each.setting('authentication/enabled');
  if (state === 'absent') return each.partial ? null : false;
  if (state === 'null') return false;
  if (state !== 'text') return null;
  // A text that is no boolean has a finding of its own.
  return authentication.enabled || isFalse(text) ? authentication.enabled : null;
}

/** A text that Optimize reads as false where it wants a boolean. */
export function isFalse(text: string | null): boolean {
  return FALSE_TEXTS.has(text ?? '');
}

const FALSE_TEXTS: ReadonlySet<string> = new Set(['false', 'False', 'FALSE', '0', '']);
