import type { IsHarmless } from '../keys/containers.js';
import type { Shape } from './line-shape.js';
import type { Opened } from './line-values.js';

/** A secret that goes on below its line. */
export interface Open {
  readonly kind: Opened | 'list';
  readonly column: number;
  readonly comment: boolean;
}

/** Below `secrets:`, `headers:` and the like every value is a secret. */
export interface Container extends Pick<Open, 'column' | 'comment'> {
  readonly isHarmless: IsHarmless;
}

/** Whether a line stands below the key of a container. */
export function isBelow({ column, comment }: Shape, container: Container): boolean {
  return comment !== container.comment || column > container.column;
}

const KEY_LINE = /^(?:"[^"]*"|'[^']*'|[\w.$/{}-][\w.$/{} ()-]{0,80}?)\s*:(?:\s|$)/u;

/** Whether a line belongs to the secret above it. */
export function belongs({ kind, column }: Open, { column: own, dash, outer }: Shape, rest: string): boolean {
  if (kind === 'block') return outer >= column + 1;
  if (kind === '"' || kind === "'") return outer > column || !KEY_LINE.test(rest);
  if (/^(?:---|\.\.\.|[}\]])/u.test(rest)) return false;
  if (KEY_LINE.test(rest)) return false;
  if (dash) return outer >= column && (kind === 'empty' || kind === 'list');
  return own > column || kind === 'empty';
}

/** What the secret is behind a line that belongs to it; null where that was the last. */
export function next(open: Open, { dash, column }: Shape, rest: string): Open | null {
  if (open.kind === '"' || open.kind === "'") return rest.includes(open.kind) ? null : open;
  if (open.kind !== 'empty') return open;
  if (dash) return { ...open, kind: 'list' };
  const quote = rest.charAt(0);
  if ((quote === '"' || quote === "'") && rest.indexOf(quote, 1) < 0) return { ...open, kind: quote };
  return column > open.column ? { ...open, kind: 'plain' } : null;
}
