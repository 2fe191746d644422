import type { Configuration, EngineEntry, Vault } from '../../configuration/types.js';
import { MaskedSource } from '../../configuration/mask.js';
import type { Finding, Severity } from '../../core/finding.js';
import type { DatabaseRow, EngineRow, Report } from '../../core/report.js';
import { counted } from '../../core/text.js';
import { lineIndexOf } from '../../load/text/lines.js';
import { locate } from '../../load/locate.js';
import type { SourceFile } from '../../load/types.js';
import { probedRow, unprobedRow } from './engine-rows.js';
import { withoutTree } from '../judge/settle.js';
import { exitCodeOf, isAtLeast, resultOf, type Outcome } from './exit.js';
import type { Landscape } from '../examine.js';
import type { CheckRequest } from '../request/request.js';
import type { RuleRun } from '../judge/runner.js';

export interface Judgement {
  readonly request: CheckRequest;
  readonly version: string;
  readonly configuration: Configuration;
  readonly vault: Vault;
  readonly landscape: Landscape | null;
  readonly run: RuleRun;
  /** All findings, the hidden ones included. */
  readonly findings: readonly Finding[];
  /** Files besides the configuration that findings point into; they hold no secret. */
  readonly further?: readonly SourceFile[];
  /** How many findings comments in the files silence, or a baseline accepts. */
  readonly suppressed?: number;
  readonly defects: readonly string[];
  readonly interruptedBy: Outcome['interruptedBy'];
  readonly timings: Report['timings'];
}

/** Puts the report together. Everything in it may be printed. */
export function assemble(judgement: Judgement): Report {
  const { request, configuration, vault, landscape, run, findings } = judgement;
  const outcome: Outcome = {
    findings,
    inconclusive: isInconclusive(judgement),
    defects: judgement.defects,
    interruptedBy: judgement.interruptedBy,
  };
  const shown = findings.filter(({ severity }) => isAtLeast(severity, request.minSeverity));
  const coverage = [...run.coverage, ...(landscape?.undecided ?? []), ...(landscape?.unseenOrigins ?? [])];
  return {
    tool: { name: 'multi-engine', version: judgement.version },
    command: request.command,
    result: resultOf(outcome, request),
    exitCode: exitCodeOf(outcome, request),
    optimize: optimizeOf(request),
    files: configuration.documents().map(({ file }) => file.name),
    summary: {
      ...countsOf(findings),
      suppressed: judgement.suppressed ?? 0,
      skipped: coverage.filter(({ skipped }) => skipped.length > 0).length,
    },
    engines: enginesOf(configuration, request, landscape),
    databases: databasesOf(landscape),
    findings: shown,
    coverage,
    sources: sourcesOf(configuration, vault, shown, judgement.further),
    defects: judgement.defects,
    incomplete: judgement.interruptedBy !== null,
    notes: notesOf(findings.length - shown.length, request),
    timings: judgement.timings,
  };
}

function isInconclusive({ findings, run, landscape }: Judgement): boolean {
  return landscape !== null && (isOpen(run, landscape) || findings.some(({ inconclusive }) => inconclusive));
}

/** Whether something about live engines could not be read or decided. */
export function isOpen(run: RuleRun, landscape: Landscape | null): boolean {
  return (
    landscape !== null &&
    (run.inconclusive ||
      landscape.undecided.length > 0 ||
      landscape.readings.some(({ reach }) => reach.status !== 'ok'))
  );
}

function optimizeOf({ target }: CheckRequest): string | null {
  if (target === null) return null;
  return target === 'none' ? 'none' : target.text;
}

function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

function enginesOf(
  configuration: Configuration,
  request: CheckRequest,
  landscape: Landscape | null,
): readonly EngineRow[] {
  const wanted = configuration.engines.filter(
    ({ alias }) => request.engines.length === 0 || request.engines.includes(alias),
  );
  return wanted.map((entry) => {
    const place = placeOf(entry, configuration);
    const index = landscape?.subjects.findIndex((subject) => subject.entry === entry) ?? -1;
    const subject = landscape?.subjects[index];
    const readings = landscape?.readings[index];
    if (subject === undefined || readings === undefined) return unprobedRow(entry, place);
    return probedRow(subject, readings, place);
  });
}

/** Where an entry really stands. */
function placeOf({ file, pointer }: EngineEntry, { files }: Configuration): Pick<EngineRow, 'file' | 'line'> {
  const holder = files.find((each) => each.document.file.name === file)?.holderOf(pointer);
  const span = holder === undefined ? null : locate(holder, pointer, 'key');
  if (holder === undefined || span === null) return { file, line: 1 };
  return { file: holder.file.name, line: lineIndexOf(holder.file).position(span.start).line };
}

function databasesOf(landscape: Landscape | null): readonly DatabaseRow[] {
  if (landscape === null) return [];
  return landscape.databases.groups.map(({ verdict, certainty, engines, evidence }) => ({
    verdict,
    certainty,
    engines,
    evidence,
  }));
}

/** Masked lines of the files that a finding points into. */
function sourcesOf(
  { documents }: Configuration,
  vault: Vault,
  findings: readonly Finding[],
  further: readonly SourceFile[] = [],
): Report['sources'] {
  const pointedAt = new Set(findings.flatMap(({ locations }) => locations.map(({ file }) => file)));
  const shown = documents().filter(({ file }) => pointedAt.has(file.name));
  const others = further.filter(({ name }) => pointedAt.has(name)).map(withoutTree);
  return new Map([...others, ...shown].map((each) => [each.file.name, new MaskedSource(each, vault)]));
}

function notesOf(hidden: number, { minSeverity }: CheckRequest): readonly string[] {
  return hidden === 0 ? [] : [`${counted(hidden, 'finding')} below --min-severity ${minSeverity} not shown`];
}
