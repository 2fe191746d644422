import type { Finding } from '../../core/finding.js';
import { judgeFiles } from '../judge-files.js';
import { loadClusters, type Loaded } from '../request/configure.js';
import type { Texts } from '../request/texts.js';
import type { CheckRequest, RunContext } from '../request/request.js';
import { isAtLeast } from '../result/exit.js';
import { importsOf, type Imports } from './imports.js';

/** The files at some point, and what is found in them. */
export interface State {
  readonly texts: Texts;
  readonly loaded: Loaded;
  readonly findings: readonly Finding[];
  readonly keys: readonly string[];
  /** Rules that found more than they report: what they say next may have been there before. */
  readonly full: ReadonlySet<string>;
  /** Those that are shown and have edits. */
  readonly offered: readonly Finding[];
  /** Those of them whose edits wait for no variable. */
  readonly fixable: readonly Finding[];
  readonly imports: Imports;
  /** Rules that crashed: the tool's own mistakes. */
  readonly defects: readonly string[];
}

export async function stateOf(request: CheckRequest, context: RunContext, texts: Texts): Promise<State> {
  const loaded = await loadClusters(request, undefined, texts);
  const { findings, defects, coverage } = await judgeFiles(loaded, request, context);
  const offered = findings.filter(
    ({ severity, edits = [] }) => edits.length > 0 && isAtLeast(severity, request.minSeverity),
  );
  return {
    texts,
    loaded,
    findings,
    keys: findings.map(({ key }) => key),
    full: new Set(coverage.flatMap(({ rule, skipped }) => (skipped.some(({ open }) => open) ? rule : []))),
    offered,
    fixable: offered.filter(({ awaits = [] }) => awaits.length === 0),
    imports: importsOf(loaded.clusters),
    defects,
  };
}
