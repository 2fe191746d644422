import { jsonText } from '../../core/text/text.js';
import { reportObject } from '../json.js';
import type { AccessReport, DefinitionRow, GrantRow, UserRow } from './types.js';

/** One JSON document as `schemas/access-report.v1.schema.json` describes it. */
export function renderAccessJson(report: AccessReport): string {
  return jsonText(objectOf(report));
}

function objectOf(report: AccessReport): object {
  const { tool, command, result, exitCode, engines, ...rest } = reportObject(report);
  return {
    version: 1,
    tool,
    command,
    result,
    exitCode,
    engines,
    ...(report.definition !== null && { definition: report.definition }),
    users: report.users.map(userObject),
    findings: rest.findings,
    coverage: rest.coverage,
    incomplete: rest.incomplete,
    defects: rest.defects,
    notes: rest.notes,
    settings: rest.settings,
  };
}

function userObject(row: UserRow): object {
  return {
    user: row.user,
    name: row.name,
    admitted: row.admitted,
    reason: row.reason,
    engines: row.engines.map(({ alias, known, optimize, by, because }) => ({
      alias,
      known,
      optimize,
      by: by.map(grantObject),
      because,
    })),
    definitions: row.definitions.map((each) => ({ ...definitionObject(each), by: each.by.map(grantObject) })),
    hidden: row.hidden.map((each) => ({ ...definitionObject(each), because: each.because })),
    tenants: row.tenants.map(({ id, engine, by }) => ({ id, engine, by: by.map(grantObject) })),
    disagreements: row.disagreements.map(({ about, documented, code }) => ({ about, documented, code })),
    unknown: row.unknown.map(({ engine, because }) => ({ engine, because })),
    explanation: row.explanation?.map(({ engine, question, steps, result }) => ({
      engine,
      question,
      steps,
      result,
    })),
  };
}

function definitionObject({ kind, key, tenant, engine }: DefinitionRow): object {
  return { kind, key, tenant, engine };
}

function grantObject({ type, user, group, permission, resource, id, addedByOptimize }: GrantRow): object {
  return { type, user, group, permission, resource, id, addedByOptimize };
}
