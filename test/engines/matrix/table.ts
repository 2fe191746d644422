import { format } from 'prettier';
import { PAIRS, STATES, VIEWS } from './landscapes.js';
import type { Played } from './play.js';
import type { Row } from './judge.js';

/** One line of the table: what all castings gave, grouped by what came out. */
interface Line {
  readonly landscape: string;
  readonly state: string;
  readonly view: string;
  readonly outcomes: readonly string[];
}

/** Landscape × what happened × what the user may see × verdict, with the versions and databases that gave it. */
export function linesOf(plays: readonly Played[]): readonly Line[] {
  return PAIRS.flatMap(({ name, says }) =>
    STATES.flatMap((state) =>
      VIEWS.flatMap((view) => {
        const seen = plays.flatMap((play) =>
          play.rows
            .filter((row) => row.scene.pair.name === name && row.state === state && row.view === view)
            .map((row) => ({ outcome: outcomeOf(row), where: `${play.title} on ${row.scene.kind}` })),
        );
        return seen.length === 0 ? [] : [{ landscape: says, state, view, outcomes: grouped(seen) }];
      }),
    ),
  );
}

function outcomeOf({ verdict, certainty }: Row): string {
  if (verdict === 'apart') return 'two databases, perhaps copied';
  return certainty === null || verdict === 'unknown' ? verdict : `${verdict}, ${certainty}`;
}

/** The outcome alone where all agree. */
function grouped(seen: readonly { readonly outcome: string; readonly where: string }[]): readonly string[] {
  const outcomes = [...new Set(seen.map(({ outcome }) => outcome))];
  const [only] = outcomes;
  if (outcomes.length === 1 && only !== undefined) return [`**${only}**`];
  const largest = outcomes.toSorted((a, b) => countOf(seen, b) - countOf(seen, a));
  return largest.map((outcome, index) => {
    if (index === 0) return `**${outcome}**`;
    const where = seen.filter((each) => each.outcome === outcome).map((each) => each.where);
    return `**${outcome}** (${where.join('; ')})`;
  });
}

function countOf(seen: readonly { readonly outcome: string }[], outcome: string): number {
  return seen.filter((each) => each.outcome === outcome).length;
}

export function plainTable(plays: readonly Played[]): string {
  return linesOf(plays)
    .map(({ landscape, state, view, outcomes }) =>
      [landscape, state, view, outcomes.join(', else ').replaceAll('**', '')].join(' | '),
    )
    .join('\n');
}

export async function page(plays: readonly Played[]): Promise<string> {
  const rows = linesOf(plays).map(
    ({ landscape, state, view, outcomes }) =>
      `| ${landscape} | ${state} | ${view} | ${outcomes.join('<br>else ')} |`,
  );
  const text = `${INTRODUCTION}
${plays.map(({ title }) => `- ${title}, on ${kindsOf(plays, title)}`).join('\n')}

| landscape | state | the user | verdict |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
  return format(text, { parser: 'markdown', printWidth: 110 });
}

function kindsOf(plays: readonly Played[], title: string): string {
  const kinds = plays.filter((play) => play.title === title).flatMap(({ rows }) => rows);
  return [...new Set(kinds.map(({ scene }) => scene.kind))].join(' and ');
}

const INTRODUCTION = `# What was said about real engines

Written by \`npm run test:engines -- --all --table\`: real engines were started, put into the landscapes below, and judged by \`multi-engine doctor\`. How the verdicts come about stands in [How two engines are compared](verdicts.md).

- _Just started_: the engines have hardly written a row since they were started. _Waited for_: the first look with \`--watch\`, which ended by itself. _Idle for minutes_: nothing was done but waiting, so that only meter rows can tell. _Used_: a deployment and a process instance on one side, then another on the other.
- All engines wrote their meters every 10 seconds instead of every 15 minutes: with the usual interval the same is seen after 35 to 50 minutes instead of after three.
- Where versions or databases differ in their outcome, the usual one stands first and the others with what gave them.
- _No rights_ is a user with a login who was granted nothing at all.

CIB seven, Fluxnova and EximeeBPMS are not among them: their Spring Boot starters (\`org.cibseven.bpm.springboot\`, \`org.finos.fluxnova.bpm.springboot\`, \`org.eximeebpms.bpm.springboot\`) could not be had from Maven Central when this was made. What is known of them is tested with answers made by hand.

The engines, the left and the right one of every pair:
`;
