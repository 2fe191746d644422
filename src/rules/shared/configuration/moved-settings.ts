import { grouped } from '../../../core/grouped.js';
import type { Change } from '../../../core/edit.js';

/** A value moves where the new setting has the same name; others mean something else, which people have to translate. */
export function moveOf(key: string, pointer: string, replacement: string): Change | null {
  const same = /^[\w.-]+$/u.test(replacement) && lastOf(replacement) === lastOf(key);
  return same ? { kind: 'move', pointer, to: `/${replacement.replaceAll('.', '/')}` } : null;
}

function lastOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

/**
 * Gives for each change all that touch the same section: made one by one, each would write that section again, or leave an empty one. Two
 * keys that one setting takes the place of are for people to decide.
 */
export function bySection(changes: readonly (Change | null)[]): (change: Change | null) => readonly Change[] {
  const sections = grouped(
    changes.filter((change) => change !== null),
    sectionOf,
  );
  return (change) => {
    const all = change === null ? [] : (sections.get(sectionOf(change)) ?? []);
    const targets = all.flatMap((each) => (each.kind === 'move' ? [each.to] : []));
    return new Set(targets).size === targets.length ? all : [];
  };
}

function sectionOf(change: Change): string {
  const pointer = change.kind === 'move' ? change.to : 'pointer' in change ? change.pointer : '';
  return `${change.kind} ${pointer.slice(0, pointer.lastIndexOf('/'))}`;
}
