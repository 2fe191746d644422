import type { Coverage, EngineRow, Skip } from '../../core/report/report.js';
import { inShell } from '../../core/text/shell.js';
import { escapeText, quotedList } from '../../core/text/text.js';

/** What is not checked for one reason: a right that somebody lacks, or an answer that did not come. */
export interface Reason {
  readonly missing: Skip['missing'] | null;
  /** What was said, each once. */
  readonly because: readonly string[];
  /** Which rules each engine misses for it; the empty alias stands for none. */
  readonly rulesOf: ReadonlyMap<string, readonly string[]>;
}

/** Stands for the engine of a skip that concerns none. */
export const NOBODY = '';

/** Reasons by what they cost: first those for which most is open, then those for which most does not apply. */
export function reasonsOf(coverage: readonly Coverage[]): readonly Reason[] {
  const reasons = new Map<string, Found>();
  for (const { rule, skipped } of coverage) {
    for (const skip of skipped) add(reasons, rule, skip);
  }
  const sorted = [...reasons.values()].toSorted((a, b) => b.open - a.open || b.all - a.all);
  return sorted.map(({ said, ...reason }) => ({ ...reason, because: [...said] }));
}

interface Found extends Omit<Reason, 'because'> {
  readonly said: Set<string>;
  readonly rulesOf: Map<string, string[]>;
  open: number;
  all: number;
}

function add(reasons: Map<string, Found>, rule: string, { engines, because, open, missing }: Skip): void {
  const key = JSON.stringify(missing === undefined ? because : [missing]);
  const found = reasons.get(key) ?? {
    missing: missing ?? null,
    said: new Set<string>(),
    rulesOf: new Map<string, string[]>(),
    open: 0,
    all: 0,
  };
  reasons.set(key, found);
  found.said.add(because);
  for (const alias of engines.length === 0 ? [NOBODY] : engines) {
    const rules = found.rulesOf.get(alias) ?? [];
    if (!rules.includes(rule)) rules.push(rule);
    found.rulesOf.set(alias, rules);
    found.all += 1;
    found.open += open === true ? 1 : 0;
  }
}

type Missing = NonNullable<Skip['missing']>;

/** `READ on System for user "walter"`. */
export function rightInWords({ permission, resource, user }: Missing): string {
  return `${permission} on ${resource} for ${user === null ? 'the probing user' : `user "${user}"`}`;
}

/** How to give it: by hand, and as a request for each engine that is ready but for the administrator who sends it. */
export function grantLines(missing: Missing, rows: readonly EngineRow[]): readonly string[] {
  const { permission, resource, type, user } = missing;
  const later = resource === 'System' ? ' (7.17 and later)' : '';
  const body = JSON.stringify({
    type: 1,
    userId: user ?? 'USER',
    permissions: [permission],
    resourceType: type,
    resourceId: '*',
  });
  const requests = rows.flatMap(({ rest, name }) =>
    rest === null || name === null ? [] : [`${rest}/engine/${name}/authorization/create`],
  );
  return [
    `In Admin, Authorizations, ${resource}: allow ${user === null ? 'that user' : `user "${user}"`} ${permission} on resource id *${later}, or send`,
    ...requests.map(
      (address) =>
        `  curl -u ADMIN -H 'Content-Type: application/json' -d ${inShell(body)} ${inShell(address)}`,
    ),
  ];
}

/**
 * Said before everything else where whoever asked may read nothing of what the rules compare: no finding then means nothing. Null for every
 * other run.
 */
export function blindness(engines: readonly EngineRow[], coverage: readonly Coverage[]): string | null {
  const answered = engines.filter(({ status }) => status === 'ok');
  if (answered.length === 0 || !answered.every(isBlind)) return null;
  const first = reasonsOf(coverage).find(({ missing }) => missing !== null);
  if (first?.missing == null) return null;
  const { missing } = first;
  const who = missing.user === null ? 'the probing user' : `user "${missing.user}"`;
  const names = quotedList(answered.slice(0, 3).map(({ alias }) => alias));
  const more = answered.length > 3 ? ` and ${answered.length - 3} more` : '';
  return escapeText(
    `Nothing was decided about definitions and tenants: ${who} may read none on ${names}${more}. What would change it most: ${rightInWords(missing)}.`,
  );
}

function isBlind({ visibility, processDefinitions, decisionDefinitions, tenants }: EngineRow): boolean {
  const seen = [processDefinitions, decisionDefinitions, tenants];
  return visibility !== 'full' && seen.every((count) => count === null || count === 0);
}
