import { examine, examineWith } from '../harness/doctor.js';
import type { Landscape } from '../harness/doctor.js';
import type { Engine } from '../harness/engine.js';
import type { Certainty, Report } from '../harness/report.js';
import { findingsOf } from '../harness/report.js';
import { VIEWS } from './landscapes.js';
import type { State, Truth, View } from './landscapes.js';
import { admin, walter } from './stage.js';
import { areLateByTheSame } from './phases.js';
import type { Scene, Stage } from './stage.js';

/** What was said about one pair. */
export interface Row {
  readonly scene: Scene;
  readonly state: State;
  readonly view: View;
  /** `apart`: two databases, of which one may be a copy of the other. */
  readonly verdict: Truth | 'apart' | 'same-node' | 'unknown';
  /** Null where nothing is said of a pair, because its engines are distinct or nothing could be compared. */
  readonly certainty: Certainty | null;
  /** Nodes that write in turn were late now and then, as their database says: nothing tells them from one. */
  readonly looksLikeOne: boolean;
  /** What the report says would decide, where it is unknown. */
  readonly because: string;
  readonly report: Report;
}

/** Judges the scenes as every user sees them, some at a time. */
export async function judge(
  id: string,
  stage: Stage,
  state: State,
  chosen: (scene: Scene) => boolean,
): Promise<readonly Row[]> {
  return inParallel(questionsOf(stage, chosen), AT_A_TIME, async ({ scene, view }) => {
    const name = ['matrix', id, scene.name, state, view].join('-').replaceAll(' ', '-');
    const askedAt = Date.now();
    const report = await examineBoth(name, landscapeOf(stage, scene, view));
    const looksLikeOne =
      scene.pair.rows === 'in turn' && !areLateByTheSame(await stage.left.meterStampsOf(scene.name), askedAt);
    return { scene, state, view, ...verdictIn(report), looksLikeOne, report };
  });
}

/** A machine that starts dozens of engines lets one miss its time-out: no verdict, as the program says, and nothing to judge it by. */
async function examineBoth(name: string, landscape: Landscape): Promise<Report> {
  for (let left = MOST_LOOKS - 1; ; left -= 1) {
    const { report } = await examine(name, landscape, false);
    const missed = whyNotCompared(report);
    if (missed?.includes('no answer within') !== true || left === 0) return report;
    process.stdout.write(`${name}: looked at again, ${missed}\n`);
  }
}

const MOST_LOOKS = 3;
const AT_A_TIME = 6;
const WATCH_MINUTES = 8;

/** The same with --watch, which has to end by itself, because the pair is decided. */
export async function watch(
  id: string,
  stage: Stage,
  chosen: (scene: Scene) => boolean,
): Promise<readonly Row[]> {
  return Promise.all(
    questionsOf(stage, chosen).map(async ({ scene, view }) => {
      const name = ['matrix', id, scene.name, 'watch', view].join('-').replaceAll(' ', '-');
      const options = ['--watch', String(WATCH_MINUTES)];
      const { report } = await examineWith(name, landscapeOf(stage, scene, view), options);
      return { scene, state: 'waited for', view, ...verdictIn(report), looksLikeOne: false, report } as const;
    }),
  );
}

/** Every chosen scene, as every user sees it. */
function questionsOf({ scenes }: Stage, chosen: (scene: Scene) => boolean) {
  return scenes.filter((scene) => chosen(scene)).flatMap((scene) => VIEWS.map((view) => ({ scene, view })));
}

/** Keeps one landscape as a recording, where recordings are made. */
export async function keep(name: string, stage: Stage, scene: Scene): Promise<void> {
  await examine(name, landscapeOf(stage, scene, 'login off'));
}

function landscapeOf({ left, right }: Stage, { name }: Scene, view: View): Landscape {
  return { eu: entry(left, name, view), us: entry(right, name, view) };
}

function entry(engine: Engine, name: string, view: View): Landscape[string] {
  if (view === 'login off') return { engine, name, rest: engine.open };
  return { engine, name, login: view === 'administrator' ? admin : walter };
}

/** Of two engines. Distinct ones stand in no group; where nothing could be compared, the list of what was skipped says it. */
export function verdictIn(report: Report): Pick<Row, 'verdict' | 'certainty' | 'because'> {
  const [group] = report.databases;
  const skipped = report.coverage.flatMap((each) => each.skipped);
  const open = skipped.find(({ because }) => because.startsWith('one database or two?'));
  const apart = skipped.find(({ because }) => because.startsWith('two databases, perhaps'));
  if (group !== undefined) {
    const because = findingsOf(report, 'T414')[0]?.remedy ?? '';
    return { verdict: group.verdict, certainty: group.certainty, because };
  }
  if (open !== undefined) return { verdict: 'unknown', certainty: null, because: open.because };
  if (apart !== undefined) return { verdict: 'apart', certainty: null, because: apart.because };
  const missed = whyNotCompared(report);
  if (missed !== undefined) throw new Error(`no verdict about two engines: ${missed}`);
  return { verdict: 'distinct', certainty: null, because: '' };
}

/** Why there is no verdict about two engines: one of them did not answer to the end. */
function whyNotCompared({ engines }: Report): string | undefined {
  return engines.find(({ status }) => status === 'failed')?.failure?.detail;
}

async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
