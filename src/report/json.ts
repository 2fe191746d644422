import type { Evidence, Finding } from '../core/finding.js';
import { deploymentsObject } from './preview.js';
import type { DatabaseRow, EngineRow, Report, SettingsEffect } from '../core/report/report.js';
import { jsonText } from '../core/text/text.js';

/** The version of the JSON report. It grows only when a field changes its meaning, which none should. */
const REPORT_VERSION = 1;

/** The report for programs: one JSON document as `schemas/report.v1.schema.json` describes it, fields in one order. */
export function renderJson(report: Report): string {
  return jsonText(reportObject(report));
}

/** What all reports have in common, before it becomes text. */
export function reportObject(report: Report) {
  return {
    version: REPORT_VERSION,
    tool: { name: report.tool.name, version: report.tool.version },
    command: report.command,
    result: report.result,
    exitCode: report.exitCode,
    optimize: report.optimize,
    files: report.files,
    summary: summaryObject(report),
    engines: report.engines.map(engineObject),
    databases: report.databases.map(databaseObject),
    findings: report.findings.map(findingObject),
    coverage: report.coverage.map(({ rule, ran, skipped }) => ({
      rule,
      ran,
      skipped: skipped.map(({ engines, because }) => ({ engines, because })),
    })),
    // Fields that only a troubled or shortened run has; a healthy one shows exactly the fields above.
    incomplete: report.incomplete || undefined,
    defects: unlessEmpty(report.defects),
    notes: unlessEmpty(report.notes),
    running: report.running,
    damage: report.damage,
    settings: report.settings && settingsObject(report.settings),
    deployments: report.preview && deploymentsObject(report.preview),
  };
}

function settingsObject({ file, off, changed, left }: SettingsEffect): object {
  return { file, off, changed, left };
}

function summaryObject({ summary }: Report): object {
  const { error, warning, info, suppressed, skipped } = summary;
  return { error, warning, info, suppressed, skipped };
}

function engineObject(row: EngineRow): object {
  return {
    alias: row.alias,
    name: row.name,
    rest: row.rest,
    file: row.file,
    line: row.line,
    status: row.status,
    failure: row.failure && { step: row.failure.step, detail: row.failure.detail },
    product: row.product,
    version: row.version,
    installation: row.installation,
    processDefinitions: row.processDefinitions,
    decisionDefinitions: row.decisionDefinitions,
    tenants: row.tenants,
    visibility: row.visibility,
    nodesSeen: row.nodesSeen,
    latencyMs: row.latencyMs,
  };
}

function databaseObject(row: DatabaseRow): object {
  return {
    verdict: row.verdict,
    certainty: row.certainty,
    engines: row.engines,
    rows: row.rows,
    evidence: row.evidence.map(evidenceObject),
  };
}

function findingObject(finding: Finding): object {
  return {
    rule: finding.rule,
    name: finding.name,
    severity: finding.severity,
    usualSeverity: finding.usualSeverity,
    certainty: finding.certainty,
    message: finding.message,
    engines: finding.engines,
    data: finding.data,
    locations: finding.locations.map(locationObject),
    evidence: finding.evidence.map(evidenceObject),
    remedy: finding.remedy,
    url: finding.url,
    key: finding.key,
    inconclusive: finding.inconclusive || undefined,
  };
}

function locationObject(location: Finding['locations'][number]): object {
  const { file, line, column, endLine, endColumn, pointer, role, note, embedded } = location;
  return { file, line, column, endLine, endColumn, pointer, role, note, embedded: embeddedObject(embedded) };
}

function embeddedObject(embedded: Finding['locations'][number]['embedded']): object | undefined {
  if (embedded === undefined) return undefined;
  const { configuration, line, column, endLine, endColumn } = embedded;
  return { configuration, line, column, endLine, endColumn };
}

function evidenceObject({ kind, engines, detail, request, status, row }: Evidence): object {
  return { kind, engines, detail, request, status, row };
}

function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
