import { carrierLines } from '../../configuration/carrier-lines.js';
import { MaskedSource } from '../../configuration/secrets/masked-source.js';
import type { Configuration } from '../../configuration/types.js';
import type { Vault } from '../../configuration/logins.js';
import type { Finding, Severity } from '../../core/finding.js';
import type { EngineRow, Report, SourceLines } from '../../core/report/report.js';
import { settingsEffect, settingsNotes } from '../settings/effect.js';
import { openedName } from '../../load/standing.js';
import { splitLines } from '../../load/text/lines.js';
import { counted } from '../../core/text/text.js';
import type { SourceDocument, SourceFile } from '../../load/types.js';
import type { Databases } from '../../topology/types.js';
import type { Judgement } from '../judge/judge.js';
import { lackNotes, unreadNotes } from '../judge/unreadable.js';
import { withoutTree } from '../judge/settle.js';
import type { CheckRequest } from '../request/request.js';
import { exitCodeOf, hasTooManyWarnings, isAtLeast, resultOf, type Outcome } from './exit.js';

/** What a report is made of. */
export interface Parts {
  readonly command: string;
  readonly request: CheckRequest;
  /** Of this tool. */
  readonly version: string;
  readonly configuration: Configuration;
  readonly vault: Vault;
  readonly engines: readonly EngineRow[];
  /** Null without a network. */
  readonly databases: Databases | null;
  readonly judgement: Judgement;
  /** What was asked for besides findings could not be told. */
  readonly unanswered?: boolean;
  readonly interruptedBy: Outcome['interruptedBy'];
  readonly timings: Report['timings'];
  readonly run?: Report['run'];
  readonly inventory?: Report['inventory'];
  readonly running?: Report['running'];
  readonly damage?: Report['damage'];
}

/** Puts the report of any command together. Everything in it may be printed. */
export function assemble(parts: Parts): Report {
  const { request, configuration, vault, databases, judgement } = parts;
  const { findings, coverage, defects } = judgement;
  const outcome: Outcome = {
    findings,
    inconclusive: judgement.inconclusive || parts.unanswered === true,
    defects,
    interruptedBy: parts.interruptedBy,
  };
  const settings = settingsEffect(judgement, request);
  const shown = findings.filter(({ severity }) => isAtLeast(severity, request.minSeverity));
  return {
    tool: { name: 'multi-engine', version: parts.version },
    command: parts.command,
    result: resultOf(outcome, request),
    exitCode: exitCodeOf(outcome, request),
    optimize: optimizeOf(request),
    files: [...new Set(configuration.documents().map(({ file }) => openedName(file)))],
    summary: {
      ...countsOf(findings),
      suppressed: judgement.suppressed,
      skipped: coverage.filter(({ skipped }) => skipped.length > 0).length,
    },
    engines: parts.engines,
    databases: (databases?.groups ?? []).map(({ verdict, certainty, engines, rows, evidence }) => ({
      verdict,
      certainty,
      engines,
      rows,
      evidence,
    })),
    findings: shown,
    coverage,
    sources: sourcesOf(configuration, vault, shown, judgement.files),
    defects,
    incomplete: parts.interruptedBy !== null,
    notes: [
      ...tooManyNotes(findings, request),
      ...(settings === null ? [] : settingsNotes(settings, request)),
      ...notesOf(findings.length - shown.length, request),
      ...unreadNotes(configuration, findings),
      ...(parts.command === 'validate' ? [] : lackNotes(configuration, findings)),
    ],
    failOn: request.failOn,
    ...(settings && { settings }),
    ...(request.policy?.documentation && { documentation: request.policy.documentation }),
    ...(parts.run && { run: parts.run }),
    ...(parts.inventory && { inventory: parts.inventory }),
    ...(parts.running && { running: parts.running }),
    ...(parts.damage && { damage: parts.damage }),
    timings: parts.timings,
  };
}

function optimizeOf({ target }: CheckRequest): string | null {
  if (target === null) return null;
  return target === 'none' ? 'none' : target.text;
}

function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

/** Masked lines of the files that a finding points into. */
function sourcesOf(
  { documents, variablesFiles }: Configuration,
  vault: Vault,
  findings: readonly Finding[],
  further: readonly SourceFile[],
): Report['sources'] {
  const pointedAt = new Set(
    findings.flatMap(({ locations }) => locations.map(({ file, embedded }) => embedded?.shownFrom ?? file)),
  );
  const all = documents();
  const shown = [...further.map(withoutTree), ...all].filter(({ file }) => pointedAt.has(file.name));
  return new Map([
    ...shown.map((each) => [each.file.name, linesOf(each, all, vault)] as const),
    ...variablesFiles().map(({ name, text }) => [name, namesOnly(text, vault)] as const),
  ]);
}

/** A file of variables has no values here: nothing that looks like a secret behind a name is one. */
function namesOnly(text: string, vault: Vault): SourceLines {
  const lines = splitLines(text);
  return { at: (index) => lines[index] && vault.hide(lines[index]) };
}

function linesOf(document: SourceDocument, all: readonly SourceDocument[], vault: Vault): SourceLines {
  const { file } = document;
  if (file.holder === undefined) return new MaskedSource(document, vault);
  const parts = all.filter((each) => each.file.carried?.file === file);
  return carrierLines(document, parts, vault);
}

/** Said, because nothing in the list shows why the run failed. */
function tooManyNotes(findings: readonly Finding[], request: CheckRequest): readonly string[] {
  if (!hasTooManyWarnings(findings, request)) return [];
  const { warning } = countsOf(findings);
  return [`${counted(warning, 'warning')}, more than the ${request.maxWarnings ?? 0} of --max-warnings`];
}

function notesOf(hidden: number, { minSeverity }: CheckRequest): readonly string[] {
  return hidden === 0 ? [] : [`${counted(hidden, 'finding')} below --min-severity ${minSeverity} not shown`];
}
