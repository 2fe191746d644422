import { mapObserved, type Observed } from '../../../core/observed.js';
import { textOf } from '../../http/answer/kept-fields.js';
import { readList } from '../lists/pages.js';
import type { EngineSession } from '../session.js';

/** When each deployment was made, by its id, as the engine writes it. */
export type DeploymentTimes = ReadonlyMap<string, string>;

/** A page holds rows alone, no models; still nobody reads more lines than this. */
const CEILING = 100_000;

/** `GET /deployment`, in pages. Those that the caller may not READ are left out by the engine without a word. */
export async function readDeploymentTimes(session: EngineSession): Promise<Observed<DeploymentTimes>> {
  const list = {
    of: 'deployment',
    fields: ['id', 'deploymentTime'],
    ceiling: CEILING,
    imported: false,
  } as const;
  const read = await readList(session, list, () => new TimeFold());
  return mapObserved(await read(), (fold) => fold.times);
}

class TimeFold {
  readonly times = new Map<string, string>();

  add(row: unknown): boolean {
    const id = textOf(row, 'id');
    const time = textOf(row, 'deploymentTime');
    if (id === null || time === null) return false;
    this.times.set(id, time);
    return true;
  }
}
