import { readFileSync } from 'node:fs';
import type { Answering, Reply } from './engine-server.js';

interface RawAnswer {
  readonly request: string;
  readonly login: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

/** Headers of the day and of the connection on which it was recorded. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set([
  'date',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
]);

/** Answers of a real engine from `fixtures/answers`, e.g. `camunda-7.24.0/shared-A`. */
export function rawAnswers(name: string): readonly RawAnswer[] {
  const file = new URL(`../../fixtures/answers/${name}.json`, import.meta.url);
  const answers: RawAnswer[] = JSON.parse(readFileSync(file, 'utf8'));
  return answers;
}

/**
 * Answers as that engine did. Three things that were not asked then are taken from what was: `/statistics` from the list
 * of process definitions, the count of decision requirements from their list, and a right from the one on authorizations.
 */
export function answersOf(
  name: string,
  change: (path: string) => Reply | undefined = () => undefined,
): Answering {
  const raw = rawAnswers(name);
  const find = (path: string, query = ''): Reply | undefined => {
    const found = raw.find(({ request }) => matches(request, path, query));
    if (found === undefined) return undefined;
    const { status, headers = {}, json, text } = found;
    return {
      status,
      headers: Object.fromEntries(Object.entries(headers).filter(([header]) => !OF_THE_MOMENT.has(header))),
      ...(json !== undefined && json !== null && { json }),
      ...(text !== undefined && { text }),
    };
  };
  return (pathAndQuery) => {
    const changed = change(pathAndQuery);
    if (changed !== undefined) return changed;
    const [path = '', query = ''] = pathAndQuery.split('?');
    return derived(path, query, find) ?? find(path, query);
  };
}

type Find = (path: string, query?: string) => Reply | undefined;

function derived(path: string, query: string, find: Find): Reply | undefined {
  if (path.endsWith('/process-definition/statistics'))
    return statistics(find(path.replace('/statistics', '')));
  if (path.endsWith('/decision-requirements-definition/count')) {
    const list = find(path.replace('/count', ''))?.json;
    return { json: { count: Array.isArray(list) ? list.length : 0 } };
  }
  if (path.endsWith('/authorization/check') && find(path, query) === undefined) return find(path);
  return undefined;
}

function statistics(list: Reply | undefined): Reply | undefined {
  if (list === undefined || !Array.isArray(list.json)) return list;
  const json = list.json.map((definition: unknown) => ({
    '@class': 'org.camunda.bpm.engine.rest.dto.repository.ProcessDefinitionStatisticsResultDto',
    definition,
    id: 'x',
    instances: 0,
    failedJobs: 0,
    incidents: [],
  }));
  return { ...list, json };
}

/** Which parameters tell two requests for one path apart. */
const TELLING = ['permissionName', 'resourceType', 'endDate', 'name'];

function matches(request: string, path: string, query: string): boolean {
  const [recordedPath, recordedQuery = ''] = request.replace('GET ', '').split('?');
  if (recordedPath !== path) return false;
  if (query === '') return true;
  const [asked, recorded] = [new URLSearchParams(query), new URLSearchParams(recordedQuery)];
  return TELLING.every((name) =>
    name === 'endDate'
      ? asked.has(name) === recorded.has(name)
      : (asked.get(name) ?? '') === (recorded.get(name) ?? ''),
  );
}

/** Who may use Optimize, and whether variables have a history, in answers of an engine of which nobody asked it. */
export function notAskedThen(path: string): Reply | undefined {
  if (/\/(?:history\/detail|variable-instance|process-instance)\?/.test(path)) return { json: [] };
  return path.includes('/authorization?') ? { json: [GRANT] } : undefined;
}

const GRANT = {
  id: 'a1',
  type: 1,
  permissions: ['ACCESS'],
  userId: 'optimize',
  groupId: null,
  resourceType: 0,
  resourceId: 'optimize',
};
