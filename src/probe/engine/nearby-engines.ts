import { engineList, engineNamesIn } from './resources/engine-list.js';
import type { EngineSession } from './session.js';

/** Where the distributions put their REST interface. */
const PATHS = ['/engine-rest', '/rest', '/camunda/engine-rest'];

/** Addresses beside the given one that answer with a list of engines: a hint for people, never used instead. */
export async function findSiblings(session: EngineSession): Promise<readonly string[]> {
  const { origin } = new URL(session.address);
  const candidates = PATHS.map((path) => `${origin}${path}`).filter((address) => address !== session.address);
  const found: string[] = [];
  for (const address of candidates) {
    const answer = await session.askAddress({ ...engineList, name: 'sibling' }, address);
    // What cannot be reached at one path cannot be reached at the next.
    if (!answer.ok && answer.failure.step !== 'http' && answer.failure.step !== 'parse') break;
    if (engineNamesIn(answer) !== null) found.push(address);
  }
  return found;
}
