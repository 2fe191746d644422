import type { SourceNode } from '../../../load/types.js';
import { nodeAt } from './exact-values.js';

/** The engine's own name tells more than that of Optimize's built-in engine, unless it is the usual one. */
export function aliasFor(engine: SourceNode | null): string {
  const name = nodeAt(engine, ['name']);
  const text = name?.kind === 'scalar' ? (name.text ?? '') : '';
  return /^[\w-]+$/u.test(text) && text !== 'default' ? text : 'camunda-bpm';
}
