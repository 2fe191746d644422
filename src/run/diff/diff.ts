import { UsageError } from '../../core/errors.js';
import type { Report } from '../../core/report/report.js';
import { counted, quotedList } from '../../core/text/text.js';
import type { AnyRule, ChangeView } from '../../rules/rule.js';
import { commonRules } from '../judge/common-rules.js';
import { judge } from '../judge/judge.js';
import { isDamaged, lacksEngines } from '../judge/unreadable.js';
import { refuseUnknownAliases } from '../request/aliases.js';
import { apartNote } from '../request/clusters.js';
import type { NodeInput } from '../request/node-input.js';
import type { CheckRequest, RunContext } from '../request/request.js';
import { assemble } from '../result/assemble.js';
import { renamed } from '../../rules/shared/changed-engines.js';
import { engineRows } from '../result/engine-rows.js';
import { Phases } from '../result/phases.js';
import type { Databases } from '../../topology/types.js';
import { damageOf } from '../optimize/damage/damage.js';
import { pairsOf, type Pair } from './pairs.js';
import { readSides, together, type Sides } from './sides.js';
import { storedData, storedDataRules } from './stored-data.js';

/** The pipeline of `diff`: two configurations or recordings, what changed between them, and what that costs. */
export async function diff(
  inputs: readonly [string, string],
  request: CheckRequest,
  context: RunContext,
): Promise<Report> {
  const phases = new Phases();
  const sides = await readSides(inputs, request);
  const { configuration, vault } = sides.both;
  refuseUnknownAliases(request, configuration.engines);
  const pairs = pairsOf(sides.before.clusters, sides.after.clusters);
  if (pairs.length > 1 && request.live?.data !== undefined)
    throw new UsageError('--data asks one Optimize', 'choose configurations with --part NAME');
  phases.end('configuration');
  const lacking = lacksEngines(configuration);
  const damaged = lacking || isDamaged(configuration);
  const { clashes, unread, notes } = await recordedClashes(sides, request, context);
  phases.end('recordings');
  const stored = damaged ? null : await storedData(sides, request, context);
  phases.end('data');
  const live = stored === null ? null : { engines: [], databases: NO_DATABASES, optimize: stored };
  const cases = pairs.map(({ before, after }) => {
    const both = pairs.length === 1 ? sides.both : together([before, after], request);
    const changes = { before: before?.engines ?? [], after: after?.engines ?? [], clashes };
    const views = { configuration: both.configuration, live, ...(!damaged && { changes }) };
    return { views, vault: both.vault, unread };
  });
  const rules = await rulesOf(stored !== null);
  const judgement = await judge(rules, cases, request, context);
  phases.end('rules');
  const report = assemble({
    command: 'diff',
    request,
    version: context.version,
    configuration,
    vault,
    engines: sides.after.clusters.flatMap(({ engines, alone }) =>
      engineRows(
        engines.map(({ entry }) => entry),
        alone.configuration,
        null,
      ),
    ),
    databases: null,
    judgement,
    interruptedBy: context.interruptedBy(),
    ...(context.run && { run: context.run }),
    ...(stored !== null && { damage: damageOf(stored, rules, judgement.findings) }),
    timings: phases.timings,
  });
  const why = lacking ? 'has something that is no engine' : 'cannot be read to its end';
  const told = damaged
    ? [`One side ${why}: nothing was compared.`]
    : [
        ...(pairs.length > 1 ? [apartNote(pairs.map(nodesOfPair), COMPARED)] : []),
        ...addedNote(pairs),
        ...notes,
      ];
  return { ...report, notes: [...told, ...report.notes] };
}

/** No engine is asked. */
const NO_DATABASES: Databases = { groups: [], pairs: new Map() };

/** The rules about changes, those about what cannot be read, and those about what silences them. */
async function rulesOf(withData: boolean): Promise<readonly AnyRule[]> {
  const { changeRules } = await import('../../rules/change.js');
  return [...(await commonRules()), ...changeRules, ...(withData ? await storedDataRules() : [])];
}

interface RecordedClashes {
  readonly clashes: ChangeView['clashes'];
  /** Some definitions of a recording could not be read. */
  readonly unread: boolean;
  readonly notes: readonly string[];
}

async function recordedClashes(
  { before, after }: Sides,
  request: CheckRequest,
  context: RunContext,
): Promise<RecordedClashes> {
  if (before.recording === null || after.recording === null) {
    const one = before.recording ?? after.recording;
    const note = 'Only one side is a recording: definitions were not compared.';
    return { clashes: null, unread: false, notes: one === null ? [] : [note] };
  }
  const { clashesIn } = await import('./clashes-in.js');
  const [was, is] = [await clashesIn(before, request, context), await clashesIn(after, request, context)];
  const unread = [...new Set([...was.unread, ...is.unread])];
  return {
    clashes: { before: was.clashes, after: is.clashes },
    unread: unread.length > 0,
    notes:
      unread.length === 0
        ? []
        : [
            `Definitions of ${quotedList(unread)} could not be compared: the recordings do not have all of them.`,
          ],
  };
}

const COMPARED = { done: 'compared', does: 'compares' };

/** As they are called before, or where they are new. */
function nodesOfPair({ before, after }: Pair): readonly NodeInput[] {
  return (before ?? after)?.nodes ?? [];
}

/** A new engine costs nothing, but it is a change. One that was there under another alias has a finding. */
function addedNote(pairs: readonly Pair[]): readonly string[] {
  const added = pairs.flatMap((pair) => {
    const [before, after] = [pair.before?.engines ?? [], pair.after?.engines ?? []];
    const arrived = renamed(before, after).map(({ to }) => to);
    const known = new Set([...before, ...arrived].map(({ entry }) => entry.alias));
    return after.map(({ entry }) => entry.alias).filter((alias) => !known.has(alias));
  });
  if (added.length === 0) return [];
  const shown = added.length > 5 ? counted(added.length, 'engine') : quotedList(added);
  return [`New in the second one: ${shown}.`];
}
