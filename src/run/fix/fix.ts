import type { Interpretation } from '../../configuration/interpret.js';
import type { Finding } from '../../core/finding.js';
import { InputError } from '../../core/errors.js';
import type { Report } from '../../core/report.js';
import { maskedText, withMark, type ChangedFile } from '../changed-files.js';
import { check, judgeFiles } from '../check.js';
import { loadClusters, type Loaded } from '../request/configure.js';
import { nameAsked, type Texts } from '../request/inputs.js';
import type { CheckRequest, RunContext } from '../request/request.js';
import { isAtLeast } from '../result/exit.js';
import { importsOf } from './imports.js';
import { textsAfter } from './texts-after.js';
import { unmasks } from './unmasked.js';

/** What `--fix` made of the files of a request. */
export interface Fixed {
  /** The files that change. */
  readonly files: readonly ChangedFile[];
  /** Standard input where it stays as it is; null where none was read. */
  readonly input: ChangedFile | null;
  /** How many findings are gone. */
  readonly gone: number;
  /** What is found in the files as they will be. */
  readonly report: Report;
  /** A text of a file without its secrets, for printing. */
  readonly masked: (file: ChangedFile, text: string) => string;
}

/** An edit can make another one possible; that it takes more rounds than this means that two of them undo each other. */
const ROUNDS = 10;

/**
 * Makes the edits of what is found, and judges the files again. Without `all` only those that leave everything as it is that Optimize imports:
 * engines, their names, addresses, logins and tenants, and what a variable has to say.
 */
export async function fix(request: CheckRequest, context: RunContext, all: boolean): Promise<Fixed> {
  const before = await state(request, context, new Map());
  let now = before;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = await improved(now, now.fixable, { request, context, all });
    if (next === now) break;
    now = next;
  }
  const left = new Set(now.keys);
  return {
    files: filesBetween(before, now, request),
    input: standardInput(before, request),
    gone: before.keys.filter((key) => !left.has(key)).length,
    report: await check(request, context, now.loaded),
    masked: (file, text) => maskedText(file, text, now.loaded.whole.vault),
  };
}

/** The files at some point, and what is found in them. */
interface State {
  readonly texts: Texts;
  readonly loaded: Loaded;
  readonly keys: readonly string[];
  readonly fixable: readonly Finding[];
  readonly imports: string;
}

async function state(request: CheckRequest, context: RunContext, texts: Texts): Promise<State> {
  const loaded = await loadClusters(request, undefined, texts);
  const { findings } = await judgeFiles(loaded, request, context);
  const shown = findings.filter(({ severity }) => isAtLeast(severity, request.minSeverity));
  return {
    texts,
    loaded,
    keys: findings.map(({ key }) => key),
    fixable: shown.filter(({ edits = [] }) => edits.length > 0),
    imports: importsOf(loaded.clusters),
  };
}

interface How {
  readonly request: CheckRequest;
  readonly context: RunContext;
  readonly all: boolean;
}

/** All edits in one go; where that does no good, each half by itself, down to the edit that does harm. */
async function improved(now: State, findings: readonly Finding[], how: How): Promise<State> {
  if (findings.length === 0) return now;
  const next = await attempt(now, findings, how);
  if (next !== null) return next;
  if (findings.length === 1) return now;
  const middle = findings.length >> 1;
  const half = await improved(now, findings.slice(0, middle), how);
  // What the first half changed is judged again in the next round.
  return half === now ? improved(now, findings.slice(middle), how) : half;
}

/** The files with these edits, or null where nothing is gained by them. */
async function attempt(now: State, findings: readonly Finding[], how: How): Promise<State | null> {
  const texts = textsOrNull(now, findings, how.request);
  if (texts === null) return null;
  if (sameTexts(texts, now.texts)) return null;
  const next = await state(how.request, how.context, texts);
  const left = new Set(next.keys);
  const known = new Set(now.keys);
  if (!isHiding(now.loaded.whole) && next.keys.some((key) => !known.has(key))) return null;
  if (!findings.some(({ key }) => !left.has(key))) return null;
  if (unmasks(now.loaded.whole, next.loaded.whole)) return null;
  return how.all || next.imports === now.imports ? next : null;
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

/** From the first state to the last. */
function filesBetween(before: State, after: State, request: CheckRequest): readonly ChangedFile[] {
  return [...after.texts].flatMap(([asked, text]) => {
    const file = fileNamed(asked, before, request);
    return file === null || file.before === text ? [] : withMark({ ...file, after: text }, asked === '-');
  });
}

function standardInput(before: State, request: CheckRequest): ChangedFile | null {
  return request.files.includes('-') ? fileNamed('-', before, request) : null;
}

/** A file that was asked for, as it was read. */
function fileNamed(asked: string, { loaded }: State, request: CheckRequest): ChangedFile | null {
  for (const { file } of loaded.whole.configuration.documents()) {
    const { name, text } = file.carried?.file ?? file;
    if (nameAsked(name, request) !== asked) continue;
    const isCarrier = file.carried !== undefined;
    return { name, before: text, after: text, isCarrier, inPlace: true };
  }
  return null;
}
