import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDirectory } from '../harness/run-directory.js';
import { PAIRS, STATES, VIEWS } from './landscapes.js';
import type { Kind, State, View } from './landscapes.js';
import type { Played } from './play.js';
import type { Row } from './judge.js';

/** One line of the table: what all castings gave, grouped by what came out. */
interface Line {
  readonly landscape: string;
  readonly state: string;
  readonly view: string;
  readonly outcomes: readonly string[];
}

/** What was said about one casting, as far as the table shows it. */
export interface Told {
  readonly title: string;
  readonly rows: readonly {
    readonly landscape: string;
    readonly kind: Kind;
    readonly state: State;
    readonly view: View;
    readonly outcome: string;
  }[];
}

export function toldOf({ title, rows }: Played): Told {
  return {
    title,
    rows: rows.map((row) => ({
      landscape: row.scene.pair.says,
      kind: row.scene.kind,
      state: row.state,
      view: row.view,
      outcome: outcomeOf(row),
    })),
  };
}

/** Kept between runs, so that the page can be made of castings that were played one after the other. */
const KEPT = join(projectDirectory, '.tmp', 'matrix');

export function keepTold(told: Told): void {
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(keptIn(told.title), JSON.stringify(told));
}

/** What was said when these castings were played last, here or in an earlier run. */
export function keptOf(titles: readonly string[]): readonly Told[] {
  return titles
    .map(keptIn)
    .filter((file) => existsSync(file))
    .map((file): Told => JSON.parse(readFileSync(file, 'utf8')));
}

function keptIn(title: string): string {
  return join(KEPT, `${title.replaceAll(/[^\w.]+/g, '-')}.json`);
}

/** Landscape × what happened × what the user may see × verdict, with the versions and databases that gave it. */
function linesOf(told: readonly Told[]): readonly Line[] {
  return PAIRS.flatMap(({ says: landscape }) =>
    STATES.flatMap((state) =>
      VIEWS.flatMap((view) => {
        const seen = told.flatMap(({ rows }, index) =>
          rows
            .filter((row) => row.landscape === landscape && row.state === state && row.view === view)
            .map(({ outcome, kind }) => ({ outcome, kind, casting: index + 1 })),
        );
        return seen.length === 0 ? [] : [{ landscape, state, view, outcomes: grouped(seen) }];
      }),
    ),
  );
}

function outcomeOf({ verdict, certainty }: Row): string {
  if (verdict === 'apart') return 'two databases, perhaps copied';
  return certainty === null || verdict === 'unknown' ? verdict : `${verdict}, ${certainty}`;
}

/** An outcome, and which engines on which database gave it. */
interface Seen {
  readonly outcome: string;
  readonly kind: Kind;
  /** Its number in the list of castings. */
  readonly casting: number;
}

/** The outcome alone where all agree. */
function grouped(seen: readonly Seen[]): readonly string[] {
  const outcomes = [...new Set(seen.map(({ outcome }) => outcome))];
  const [only] = outcomes;
  if (outcomes.length === 1 && only !== undefined) return [`**${only}**`];
  const largest = outcomes.toSorted((a, b) => countOf(seen, b) - countOf(seen, a));
  return largest.map((outcome, index) => {
    if (index === 0) return `**${outcome}**`;
    return `**${outcome}** (${whereIn(seen, outcome).join(', ')})`;
  });
}

/** By their numbers, with the database where the other one gave something else. */
function whereIn(seen: readonly Seen[], outcome: string): readonly string[] {
  const castings = new Set(seen.filter((each) => each.outcome === outcome).map(({ casting }) => casting));
  return [...castings].map((casting) => {
    const all = seen.filter((each) => each.casting === casting);
    const kinds = all.filter((each) => each.outcome === outcome).map(({ kind }) => kind);
    return kinds.length === all.length ? String(casting) : `${casting} on ${kinds.join(' and ')}`;
  });
}

function countOf(seen: readonly Seen[], outcome: string): number {
  return seen.filter((each) => each.outcome === outcome).length;
}

export function plainTable(told: readonly Told[]): string {
  return linesOf(told)
    .map(({ landscape, state, view, outcomes }) =>
      [landscape, state, view, outcomes.join(', else ').replaceAll('**', '')].join(' | '),
    )
    .join('\n');
}

/** Without the spaces that would line the columns up: the page is part of the package. */
export function page(told: readonly Told[]): string {
  const rows = linesOf(told).map(
    ({ landscape, state, view, outcomes }) =>
      `| ${landscape} | ${state} | ${view} | ${outcomes.join('<br>else ')} |`,
  );
  return `${INTRODUCTION}
${told.map((each, index) => `${index + 1}. ${inWords(each)}`).join('\n')}

| landscape | state | the user | verdict |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

/** What is played on one database alone has it in its title. */
function inWords(told: Told): string {
  const kinds = kindsOf(told);
  return told.title.includes(` on ${kinds}`) ? told.title : `${told.title}, on ${kinds}`;
}

function kindsOf({ rows }: Told): string {
  return [...new Set(rows.map(({ kind }) => kind))].join(' and ');
}

const INTRODUCTION = `# What was said about real engines

Written by \`npm run test:engines -- --all --table\`: real engines were started, put into the landscapes below, and judged by \`multi-engine doctor\`. How the verdicts come about stands in [How two engines are compared](verdicts.md).

- _Just started_: the engines have hardly written a row since they were started. _Waited for_: the first look with \`--watch\`, which ended by itself. _Idle for minutes_: nothing was done but waiting, so that only meter rows can tell. _Used_: a deployment and a process instance on one side, then another on the other.
- All engines wrote their meters every 10 seconds instead of every 15 minutes: with the usual interval the same is seen after 35 to 50 minutes instead of after three.
- Nodes that write half an interval apart look like one that writes twice as often where they are late now and then, as engines on a busy machine are. There _unknown_ is right; whether they were late was read from their database.
- Where versions or databases differ in their outcome, the usual one stands first, and the others with the number of the engines that gave them.
- _Administrator_ is a member of the group that the left engine gives all rights. Operaton calls that group otherwise (\`operaton-admin\`), so on an Operaton beside a Camunda he is no administrator and does not see when it started.
- _No rights_ is a user with a login who was granted nothing at all.

Of CIB seven Maven Central carried only the engine (\`org.cibseven.bpm:cibseven-engine\`) when this was made, not its REST interface or its Spring starter. So the real engine was started under the REST interface and the starter of Camunda 7.22, which were given its package names. Fluxnova and EximeeBPMS are not among them: nothing of either (\`org.finos.fluxnova.bpm\`, \`org.eximeebpms.bpm\`) could be had. What is known of them is tested with answers made by hand.

The engines, the left and the right one of every pair:
`;
