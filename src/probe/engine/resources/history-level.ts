import { known, unknown, type Observed } from '../../../core/observed.js';
import { isObject, keepFields, textOf } from '../../http/answer/kept-fields.js';
import { unreadable } from '../observing.js';
import type { EngineSession } from '../session.js';
import type { Resource } from '../resource.js';
import type { HistoryLevel } from '../../types.js';

const LEVELS = ['none', 'activity', 'audit', 'full'] as const;

/** Whether there is any row is all that is kept: what stands in it is nobody's business here. */
function anyOf(name: string, path: string): Resource {
  return {
    name,
    path: `${path}maxResults=1`,
    keep: (body) => (Array.isArray(body) && body.every(isObject) ? body.map(() => ({})) : null),
  };
}

const updates = anyOf('history-detail', '/history/detail?variableUpdates=true&deserializeValues=false&');
const pastVariables = anyOf(
  'history-variable-instance',
  '/history/variable-instance?deserializeValues=false&',
);
const variables = anyOf('variable-instance', '/variable-instance?deserializeValues=false&');
const instances = anyOf('process-instance', '/process-instance?');
const pastInstances = anyOf('history-process-instance', '/history/process-instance?');

/** CIB seven from 2.2 on; no other product has it. */
const configuration: Resource = {
  name: 'engine-configuration',
  path: '/configuration',
  keep: keepFields('historyLevel'),
};

/**
 * No engine but CIB seven tells its level. What a level does not write is missing although what it belongs to is there: at
 * most five requests for one row each, and one where the level is full and the engine is used.
 */
export async function readHistoryLevel(
  session: EngineSession,
  version: string | null,
): Promise<Observed<HistoryLevel>> {
  const told = /^2\.|-cibseven/.test(version ?? '') ? await toldLevel(session) : null;
  if (told !== null) return told;
  return inferLevel(session);
}

/** From the first kind of row that is there. What cannot be read proves nothing about those that follow. */
async function inferLevel(session: EngineSession): Promise<Observed<HistoryLevel>> {
  const updated = await anyRow(session, updates);
  if (typeof updated !== 'boolean') return updated;
  if (updated) return inferred(session, 'full', updates, 'values of variables are kept');
  const kept = await anyRow(session, pastVariables);
  if (typeof kept !== 'boolean') return kept;
  if (kept) return inferred(session, 'audit', updates, 'variables are kept, but none of their updates');
  const past = await anyRow(session, pastInstances);
  if (typeof past !== 'boolean') return past;
  const used = await anyRow(session, past ? variables : instances);
  if (typeof used !== 'boolean') return used;
  if (past) {
    return used
      ? inferred(session, 'activity', pastVariables, 'variables are in use, but none is kept')
      : unknown('absent', 'no process with variables has run: the history level cannot be determined');
  }
  return used
    ? inferred(session, 'none', pastInstances, 'instances are running, but none is kept')
    : unknown('absent', 'nothing has run yet: the history level cannot be determined');
}

async function toldLevel(session: EngineSession): Promise<Observed<HistoryLevel> | null> {
  const answer = await session.ask(configuration);
  const text = answer.ok && answer.status === 200 ? textOf(answer.json, 'historyLevel') : null;
  if (text === null) return null;
  const level = LEVELS.find((each) => each === text.toLowerCase()) ?? 'other';
  return known({ level, told: true }, [session.evidence(configuration, text)]);
}

/** Early, because up to four of them are asked one after the other, more than of anything else. */
async function anyRow(session: EngineSession, resource: Resource) {
  const answer = await session.ask(resource, { early: true });
  const rows = answer.ok && answer.status === 200 && Array.isArray(answer.json) ? answer.json : null;
  return rows === null ? unreadable(answer, resource) : rows.length > 0;
}

function inferred(
  session: EngineSession,
  level: HistoryLevel['level'],
  resource: Resource,
  detail: string,
): Observed<HistoryLevel> {
  return known({ level, told: false }, [session.evidence(resource, detail)]);
}
