import type { Row } from './judge.js';
import type { Casting } from './stage.js';

/** Where docs/verdicts.md says that nothing can decide yet, or nothing that this user may see. */
export function mayBeUnknown({ scene, state, view }: Row, casting: Casting): boolean {
  const silent = scene.pair.ways.includes('no-meters');
  // Two databases are told apart at once by their schema logs.
  if (state === 'just started') return scene.pair.truth !== 'distinct' || view === 'no rights';
  if (!silent) return false;
  if (view === 'no rights' || state === 'idle for minutes' || state === 'waited for') return true;
  // What was made since proves one database only where the engines tell when they started.
  return scene.pair.truth === 'shared' && !tellsStart(casting);
}

function tellsStart({ left, right }: Casting): boolean {
  return [left, right].every((version) => !/^7\.1[0-8]\./.test(version));
}
