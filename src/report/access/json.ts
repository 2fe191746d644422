import { renderJson } from '../json.js';
import type { AccessReport, DefinitionRow, GrantRow, UserRow } from './types.js';

/** Characters that JSON lets stand bare but that could steer a terminal: as escapes they mean the same to a parser. */
const BARE_BUT_UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** One JSON document as `schemas/access-report.v1.schema.json` describes it. */
export function renderAccessJson(report: AccessReport): string {
  const text = JSON.stringify(objectOf(report), null, 2);
  return `${text.replace(BARE_BUT_UNSAFE, unicodeEscape)}\n`;
}

/** What all reports have in common is written by the one that knows it. */
function objectOf(report: AccessReport): object {
  const common: Readonly<Record<string, unknown>> = JSON.parse(renderJson(report));
  return {
    version: 1,
    tool: common['tool'],
    command: common['command'],
    result: common['result'],
    exitCode: common['exitCode'],
    engines: common['engines'],
    ...(report.definition !== null && { definition: report.definition }),
    users: report.users.map(userObject),
    findings: common['findings'],
    coverage: common['coverage'],
    incomplete: common['incomplete'],
    defects: common['defects'],
    notes: common['notes'],
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

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
