import { setTimeout as sleep } from 'node:timers/promises';
import { titleOf as engineTitle } from '../harness/build.js';
import { process } from '../harness/models.js';
import type { Engine } from '../harness/engine.js';
import { openRestOf } from '../harness/rest.js';
import { judge, keep, watch } from './judge.js';
import type { Row } from './judge.js';
import { setStage } from './stage.js';
import type { Casting, Scene, Servers, Stage } from './stage.js';

/** All verdicts about one casting. */
export interface Played {
  readonly title: string;
  readonly casting: Casting;
  readonly rows: readonly Row[];
}

/**
 * Two meter rows of each node, made when no reasonable difference of clocks can place them before both starts (two
 * minutes), and old enough that no node adds to them any more (about a minute, with the shortened interval).
 */
const METERS_TELL_MS = 205_000;

/** What is kept of the shared database of some castings, where recordings are made. */
const RECORDINGS = new Map([
  ['Camunda 7.24.0 and Operaton 1.0.3', 'mixed-products'],
  ['Camunda 7.24.0 and Camunda 7.22.0', 'mixed-minors'],
]);

export async function play(id: string, casting: Casting, servers: Servers): Promise<Played> {
  const stage = await setStage(id, casting, servers);
  try {
    const rows = [...(await judge(id, stage, 'just started', () => true))];
    const [watched] = await Promise.all([
      watch(id, stage, ({ pair, kind }) => pair.name === 'shared' && kind === casting.kinds[0]),
      sleep(Math.max(0, stage.startedAt + METERS_TELL_MS - Date.now())),
    ]);
    rows.push(...watched);
    rows.push(...(await judge(id, stage, 'idle for minutes', () => true)));
    await use(stage, stage.left, 'order-handling', ofOneOrigin);
    rows.push(...(await judge(id, stage, 'used on one side', ofOneOrigin)));
    const shared = stage.scenes.find(({ pair }) => pair.name === 'shared');
    const recording = RECORDINGS.get(titleOf(casting));
    if (shared !== undefined && recording !== undefined) await keep(recording, stage, shared);
    await use(stage, stage.right, 'inventory-checkout', areCopies);
    rows.push(...(await judge(id, stage, 'used on both sides', areCopies)));
    return { title: titleOf(casting), casting, rows };
  } finally {
    await Promise.all([stage.left.stop(), stage.right.stop()]);
  }
}

function ofOneOrigin({ pair }: Scene): boolean {
  return pair.truth !== 'distinct';
}

function areCopies({ pair }: Scene): boolean {
  return pair.truth === 'cloned';
}

async function use(
  { scenes }: Stage,
  engine: Engine,
  key: string,
  chosen: (scene: Scene) => boolean,
): Promise<void> {
  for (const { name } of scenes.filter((scene) => chosen(scene))) {
    const rest = openRestOf(engine, name);
    await rest.deploy([process(key)]);
    await rest.post(`/process-definition/key/${key}/start`, {});
  }
}

export function titleOf({ left, right, zone, kinds }: Casting): string {
  const [one, other] = [left, right].map(engineTitle);
  const both = one === other ? `${one} twice` : `${one} and ${other}`;
  // What is played on it alone is a casting of its own.
  const titled = kinds.every((kind) => kind === 'MariaDB') ? `${both} on MariaDB` : both;
  return zone === undefined ? titled : `${titled} (in UTC and ${zone})`;
}
