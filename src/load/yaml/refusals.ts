import type { TextFault } from '../types.js';
import type { Reading } from './attempt.js';
import { escapeFaults, tabFault } from './refused-characters.js';
import type { Tree } from './tree.js';

/**
 * Text that the parser used here accepts, because YAML 1.2 does, and that Optimize's YAML 1.1 reader refuses: tabs between values, `\/`
 * in double quotes, anchors and aliases with a point or slash in their name.
 */
export function refusals(
  text: string,
  { leaves, faults }: Tree,
  { diagnoses, damaged }: Reading,
): readonly TextFault[] {
  const isReported = diagnoses.some(({ affects }) => affects === 'tabs');
  const tab = text.includes('\t') && !isReported ? tabFault(text, leaves, damaged) : null;
  const escapes = text.includes('\\') ? leaves.flatMap((leaf) => escapeFaults(text, leaf)) : [];
  return [...(tab === null ? [] : [tab]), ...escapes, ...faults.filter(hasRefusedName).map(nameFault)];
}

/** An anchor or alias whose name has characters that Optimize's reader does not allow in one. */
export function hasRefusedName(fault: TextFault): boolean {
  return (fault.kind === 'anchor' || fault.kind === 'alias') && /[:,[\]{}/.*&]/u.test(fault.name);
}

function nameFault({ kind, span }: TextFault): TextFault {
  const problem = `${kind === 'anchor' ? '&' : '*'} has a meaning of its own at the start of a value`;
  return { kind: 'syntax', span, problem, hint: 'Put the value in quotes.' };
}
