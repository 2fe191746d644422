import type { RunningReport } from '../../core/report/running-report.js';
import { valueOrNull } from '../../core/observed.js';
import type { AnyRule } from '../../rules/rule.js';
import type { OptimizeSubject } from '../../topology/optimize/types.js';
import type { Judgement } from '../judge/judge.js';

/** What a running Optimize told, and whether it is what the files say. */
export function runningReportOf(
  { facts, readings }: OptimizeSubject,
  rules: readonly AnyRule[],
  judgement: Judgement,
): RunningReport | undefined {
  if (readings.optimize === null) return undefined;
  const { contact } = facts;
  const { address = null, problem = null } = valueOrNull(contact) ?? {};
  return {
    address,
    version: valueOrNull(facts.runningVersion)?.text ?? null,
    problem: contact.known ? problem : contact.detail,
    engines: enginesOf(facts),
    agrees: agreement(rules, judgement),
  };
}

function enginesOf({ runningEngines, status }: OptimizeSubject['facts']): RunningReport['engines'] {
  const states = new Map((valueOrNull(status)?.engines ?? []).map((each) => [each.alias, each]));
  const aliases = new Set([
    ...(valueOrNull(runningEngines) ?? []).map(({ alias }) => alias),
    ...states.keys(),
  ]);
  return [...aliases].map((alias) => ({
    alias,
    connected: states.get(alias)?.connected ?? null,
    importing: states.get(alias)?.importing ?? null,
  }));
}

/** A rule that was left out, could not be judged or was silenced is no agreement. */
function agreement(rules: readonly AnyRule[], { findings, coverage, suppressed }: Judgement): boolean | null {
  const comparing = new Set(rules.filter(({ compares }) => compares === true).map(({ code }) => code));
  if (findings.some(({ rule }) => comparing.has(rule))) return false;
  const judged = coverage.filter(({ rule, skipped }) => comparing.has(rule) && skipped.length === 0);
  return judged.length === comparing.size && suppressed === 0 ? true : null;
}
