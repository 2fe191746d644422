import { productOf } from '../harness/build.js';
import type { Row } from './judge.js';
import type { View } from './landscapes.js';
import type { Casting, Scene } from './stage.js';

/** Where docs/verdicts.md says that nothing can decide yet, or nothing that this user may see. */
export function mayBeUnknown({ scene, state, view, looksLikeOne }: Row, casting: Casting): boolean {
  const silent = scene.pair.ways.includes('no-meters') || looksLikeOne;
  // Two databases are told apart at once by their schema logs.
  if (state === 'just started')
    return scene.pair.truth !== 'distinct' || view === 'no rights' || areMadeInOneSecond(scene, casting);
  if (!silent) return false;
  if (view === 'no rights' || state === 'idle for minutes' || state === 'waited for') return true;
  // What was made since proves one database only where the engines tell when they started.
  return scene.pair.truth === 'shared' && !tellsStart(casting, view);
}

/**
 * Two databases of which nobody can say whether one is a copy: no installation ids that could be compared, ids from a counter, times in
 * whole seconds.
 */
export function areMadeInOneSecond({ kind, pair }: Scene, casting: Casting): boolean {
  const areOld = [casting.left, casting.right].every((version) => version.startsWith('7.13.'));
  return (areOld || isMixed(casting)) && kind === 'MariaDB' && pair.ways.includes('simple-ids');
}

/** Operaton calls its administrators otherwise: who is one on Camunda is none on Operaton, on one database. */
function tellsStart(casting: Casting, view: View): boolean {
  const isOfMixed = view === 'administrator' && isMixed(casting);
  return !isOfMixed && [casting.left, casting.right].every((version) => !/^7\.1[0-8]\./.test(version));
}

function isMixed({ left, right }: Casting): boolean {
  return [left, right].filter((version) => productOf(version) === 'Operaton').length === 1;
}
