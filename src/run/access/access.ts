import { AccessLandscape, type UserAnswer } from '../../access/answer.js';
import type { AnswerOptions } from '../../access/differences/compared.js';
import type { AccessEngine } from '../../access/types.js';
import { UsageError } from '../../core/errors.js';
import { closest } from '../../core/text/did-you-mean.js';
import type { Report } from '../../core/report/report.js';
import { compareText } from '../../core/text/text.js';
import type { AnyRule, UsersView } from '../../rules/rule.js';
import { commonRules } from '../judge/common-rules.js';
import { judge } from '../judge/judge.js';
import type { RunContext } from '../request/request.js';
import { assemble } from '../result/assemble.js';
import { Phases } from '../result/phases.js';
import { enginesOf } from './engines.js';
import { Spellings } from './spelling.js';
import type { AccessRequest } from './types.js';

/** A report without users, the answers about them, and whether they are shown at length. */
export interface AccessOutcome extends Report {
  readonly users: readonly UserAnswer[];
  readonly definition: string | null;
  readonly detailed: boolean;
}

/** The pipeline of `access`: a file that describes engines, or the engines of a configuration; then the answers. */
export async function access(request: AccessRequest, context: RunContext): Promise<AccessOutcome> {
  const phases = new Phases();
  const everybody = request.all || request.users.length === 0;
  if (everybody && !request.all && request.definition === null) {
    throw new UsageError(
      'there is nobody to ask about',
      'name users: multi-engine access USER, or see all of them: multi-engine access --all',
    );
  }
  const { configuration, vault, databases, ...read } = await enginesOf(request, everybody, context.version);
  phases.end('engines');
  refuseUnknownDefinition(request, read.engines);
  const landscape = new AccessLandscape(read.engines);
  const users = answersOf(request, everybody, read.engines, landscape);
  const missed = everybody ? notAllListed(read.engines) : [];
  phases.end('answers');
  const views = {
    configuration,
    live: { engines: read.subjects, databases },
    users: askedOf(landscape, users),
  };
  const cases = [{ views, vault, unread: false }];
  const judgement = await judge(await accessRules(), cases, request.check, context);
  phases.end('rules');
  const report = assemble({
    command: 'access',
    request: request.check,
    version: context.version,
    configuration,
    vault,
    engines: read.rows,
    databases: null,
    judgement,
    unanswered:
      missed.length > 0 ||
      read.rows.some(({ status }) => status === 'failed') ||
      users.some(({ admitted, unknown }) => admitted === null || unknown.length > 0),
    interruptedBy: context.interruptedBy(),
    ...(context.run && { run: context.run }),
    timings: phases.timings,
  });
  return {
    ...report,
    notes: [...missed, ...report.notes],
    users,
    definition: request.definition,
    detailed: request.users.length > 0 || request.explain || request.definition !== null,
  };
}

/** The rules about who may use Optimize, those about what cannot be read, and those about what silences them. */
async function accessRules(): Promise<readonly AnyRule[]> {
  const { peopleRules } = await import('../../rules/people.js');
  return [...(await commonRules()), ...peopleRules];
}

/** What the rules about users look at: everybody who was asked about. */
function askedOf(landscape: AccessLandscape, answers: readonly UserAnswer[]): UsersView {
  const users = answers.map((answer) => ({
    user: answer.user,
    standings: landscape.standings(answer.user),
    answer,
  }));
  return { landscape, users };
}

/** A key that is nowhere is a slip, unless a list of definitions could not be read, or not all of it. */
function refuseUnknownDefinition({ definition }: AccessRequest, engines: readonly AccessEngine[]): void {
  if (definition === null) return;
  const keys: string[] = [];
  for (const { definitions } of engines) {
    if (!definitions.known || definitions.gaps.length > 0) return;
    for (const { key } of definitions.value) keys.push(key);
  }
  if (keys.includes(definition)) return;
  const near = closest(definition, keys);
  throw new UsageError(
    `no engine has a definition "${definition}"`,
    near === null ? null : `did you mean "${near}"?`,
  );
}

function answersOf(
  { users, definition, explain }: AccessRequest,
  everybody: boolean,
  engines: readonly AccessEngine[],
  landscape: AccessLandscape,
): readonly UserAnswer[] {
  const options: AnswerOptions = {
    // Of thousands of users only what surprises is listed.
    hidden: everybody && definition === null && !explain ? 'granted' : 'all',
    definition,
    explain,
  };
  if (everybody) return usersOf(engines).map((user) => landscape.answer(user, options));
  const spellings = new Spellings(engines);
  return [...new Set(users)].map((user) => spellings.looked(landscape.answer(user, options)));
}

/** Of which engines there may be users whom no list names: then nobody can tell who else may log in. */
function notAllListed(engines: readonly AccessEngine[]): readonly string[] {
  return engines.flatMap(({ alias, stranger: { exists } }) =>
    exists.known ? [] : [`"${alias}" may have users who are not listed here: ${exists.detail}`],
  );
}

/** Everybody that an engine knows, and whoever holds a right to Optimize without being known. */
export function usersOf(engines: readonly AccessEngine[]): readonly string[] {
  const ids = engines.flatMap(({ people, authorizations: { application } }) => [
    ...people.keys(),
    ...(application.known ? application.value : []).flatMap(({ identity }) =>
      identity?.kind === 'user' && identity.id !== '*' ? [identity.id] : [],
    ),
  ]);
  return [...new Set(ids)].toSorted(compareText);
}
