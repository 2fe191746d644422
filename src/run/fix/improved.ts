import type { Interpretation } from '../../configuration/interpret.js';
import { InputError } from '../../core/errors.js';
import { countsOf, grouped } from '../../core/grouped.js';
import type { Finding } from '../../core/finding.js';
import { goesByPlace } from '../judge/edits/parts.js';
import type { Texts } from '../request/texts.js';
import type { CheckRequest, RunContext } from '../request/request.js';
import { aliasIn, changedImports, entryKey } from './imports.js';
import { stateOf, type State } from './state.js';
import { textsAfter } from './texts-after.js';
import { unmasks } from './unmasked.js';

export interface How {
  readonly request: CheckRequest;
  readonly context: RunContext;
  readonly all: boolean;
}

/**
 * The files after the edits of what is found: all in one go, or where that does harm those of one rule after the other. The same state where
 * nothing can be gained.
 */
export async function improved(now: State, how: How): Promise<State> {
  const together = await attempt(now, now.fixable, how);
  if (together.next !== null) return together.next;
  const tries = { left: Math.max(FEWEST_TRIES, Math.floor(JUDGED_AGAIN / sizeOf(now))) };
  const rules = new Set(now.fixable.map((finding) => finding.rule));
  if (rules.size === 1) return withoutHarm(now, now.fixable, together.harmed, how, tries);
  let current = now;
  for (const rule of rules) current = await withRule(current, rule, how, tries);
  return current;
}

/** Looking for the edit that does harm, so many characters are judged again: enough for all files but giants. */
const JUDGED_AGAIN = 4_000_000;
const FEWEST_TRIES = 20;
/** What it takes to judge a configuration of no length at all: a manifest may hold hundreds of small ones. */
const LEAST_SIZE = 3000;

/** How many more times the files may be judged to tell one edit from another. */
interface Tries {
  left: number;
}

function sizeOf({ loaded }: State): number {
  return loaded.whole.configuration
    .documents()
    .reduce((sum, { file }) => sum + LEAST_SIZE + file.text.length, 0);
}

async function withRule(now: State, rule: string, how: How, tries: Tries): Promise<State> {
  const findings = now.fixable.filter((finding) => finding.rule === rule);
  const { next, harmed } = await attempt(now, findings, how);
  return next ?? withoutHarm(now, findings, harmed, how, tries);
}

/** What is known to do no good in one go: an edit may do harm to one engine and good to all others; harm that is nobody's is looked for by halves. */
async function withoutHarm(
  now: State,
  findings: readonly Finding[],
  harmed: ReadonlySet<string>,
  how: How,
  tries: Tries,
): Promise<State> {
  const apart = findings.filter((finding) => !touches(finding, harmed));
  if (apart.length === findings.length) return inHalves(now, findings, how, tries);
  const better = await tried(now, apart, how, tries);
  return better === now ? tried(now, severalOfOne(findings, apart), how, tries) : better;
}

async function tried(now: State, findings: readonly Finding[], how: How, tries: Tries): Promise<State> {
  if (findings.length === 0 || tries.left <= 0) return now;
  tries.left -= 1;
  const { next } = await attempt(now, findings, how);
  return next ?? inHalves(now, findings, how, tries);
}

/** Down to the edit that does harm. What the first half changed is judged again in the next round. */
async function inHalves(now: State, findings: readonly Finding[], how: How, tries: Tries): Promise<State> {
  if (findings.length <= 1) return now;
  const middle = findings.length >> 1;
  const half = await tried(now, findings.slice(0, middle), how, tries);
  return half === now ? tried(now, findings.slice(middle), how, tries) : half;
}

/** What stays of several findings about one engine: one of their edits may do harm, and another none. */
function severalOfOne(findings: readonly Finding[], apart: readonly Finding[]): readonly Finding[] {
  const known = new Set(apart);
  const rest = findings.filter((finding) => !known.has(finding));
  const counts = countsOf(rest.flatMap(entriesOf));
  return rest.filter((finding) => entriesOf(finding).some((entry) => (counts.get(entry) ?? 0) > 1));
}

/** A new finding names engines, which may be entries of several files. */
function touches(finding: Finding, harmed: ReadonlySet<string>): boolean {
  const changed = changedBy(finding);
  return changed.some(({ file, alias }) => harmed.has(alias) || harmed.has(entryKey(file, alias)));
}

function entriesOf(finding: Finding): readonly string[] {
  return [...new Set(changedBy(finding).map(({ file, alias }) => entryKey(file, alias)))];
}

interface Entry {
  readonly file: string;
  readonly alias: string;
}

/** The entries that its edits change. */
function changedBy({ edits = [], engines }: Finding): readonly Entry[] {
  return edits.flatMap((edit) => {
    const aliases = goesByPlace(edit) ? engines : [aliasIn(edit.pointer)];
    return aliases.flatMap((alias) => (alias === null ? [] : [{ file: edit.file, alias }]));
  });
}

/** What came of edits: the better state, or to whom they do harm. */
interface Outcome {
  readonly next: State | null;
  readonly harmed: ReadonlySet<string>;
}

const NOTHING: Outcome = { next: null, harmed: new Set() };

async function attempt(now: State, findings: readonly Finding[], how: How): Promise<Outcome> {
  const texts = textsOrNull(now, findings, how.request);
  if (texts === null || sameTexts(texts, now.texts)) return NOTHING;
  const next = await stateOf(how.request, how.context, texts);
  const known = new Set(now.keys);
  const found = isHiding(now.loaded.whole)
    ? []
    : withoutRest(
        next.findings.filter(({ key, rule }) => !known.has(key) && !now.full.has(rule)),
        now.findings,
        next.keys,
      );
  const changed = how.all ? [] : changedImports(now.imports, next.imports);
  if (found.length > 0 || changed.length > 0)
    return { next: null, harmed: new Set([...found.flatMap(({ engines }) => engines), ...changed]) };
  if (unmasks(now.loaded.whole, next.loaded.whole)) return NOTHING;
  // Of many duplicates, each finding has the key of all others.
  const [before, left] = [countsOf(now.keys), countsOf(next.keys)];
  const isGone = ({ key }: Finding): boolean => (left.get(key) ?? 0) < (before.get(key) ?? 0);
  return findings.some(isGone) ? { ...NOTHING, next } : NOTHING;
}

/** What was said of several engines is nothing new where it is said of those that are left. */
function withoutRest(
  found: readonly Finding[],
  before: readonly Finding[],
  keys: readonly string[],
): readonly Finding[] {
  if (found.length === 0) return found;
  const left = new Set(keys);
  const gone = before.filter(({ key, engines }) => engines.length > 1 && !left.has(key));
  const wider = grouped(
    gone.flatMap(({ rule, engines }) => engines.map((alias) => ({ place: `${rule}:${alias}`, engines }))),
    ({ place }) => place,
  );
  return found.filter(({ rule, engines: [first, ...others] }) => {
    const known = first === undefined ? [] : (wider.get(`${rule}:${first}`) ?? []);
    return !known.some(({ engines }) => others.every((alias) => engines.includes(alias)));
  });
}

function textsOrNull(now: State, findings: readonly Finding[], request: CheckRequest): Texts | null {
  try {
    return textsAfter(now, findings, request);
  } catch (error) {
    // A text that cannot be put back into its file stays as it is.
    if (error instanceof InputError) return null;
    throw error;
  }
}

function sameTexts(a: Texts, b: Texts): boolean {
  return a.size === b.size && [...a].every(([name, text]) => b.get(name) === text);
}

/** Whether something could not be judged: once it can, it may have faults of its own. */
function isHiding({ configuration }: Interpretation): boolean {
  return configuration.files.some(({ isWhole, misplaced }) => !isWhole || misplaced !== null);
}
