import { compareText } from '../core/text/text.js';
import type { Definition } from './types.js';

/** Process definitions first, then by key and tenant. */
export function compareDefinitions(a: Definition, b: Definition): number {
  return (
    -compareText(a.kind, b.kind) || compareText(a.key, b.key) || compareText(a.tenant ?? '', b.tenant ?? '')
  );
}
