import type { Configuration } from '../../configuration/types.js';
import type { Evidence } from '../../core/finding.js';
import type { Model } from '../../core/model.js';
import type { Deployment } from '../../core/report/preview.js';
import type { AnyRule } from '../../rules/rule.js';
import type { Landscape } from '../examine.js';
import {
  aliasesOf,
  leftOff,
  ruleSteps,
  type NamedRule,
  type RuleHit,
  type RuleRun,
} from '../judge/runner.js';
import { keyOf } from '../judge/finding-of.js';
import { grouped } from '../../core/grouped.js';
import type { Steps } from '../../core/steps.js';
import { afterDeployment, deploymentsOn, withDefinitionsOf } from './predict.js';

export interface Plan {
  readonly models: readonly Model[];
  /** Engines to deploy to, each by itself. */
  readonly targets: Landscape['subjects'];
  readonly tenant: string | null;
}

/** What a deployment to one engine would create, and what rules then say. */
export interface ForeseenTarget {
  readonly engine: string;
  readonly deployments: readonly Deployment[];
  /** What the deployment would cause. */
  readonly caused: readonly RuleHit[];
  /** What is already wrong with the very definitions and tenant, and stays so. */
  readonly kept: readonly RuleHit[];
}

export interface Foreseen {
  /** What the deployments cause or leave wrong, each once; looked at is what the rules could look at today. */
  readonly run: RuleRun;
  readonly targets: readonly ForeseenTarget[];
}

/**
 * Runs the rules on the engines as they are and as they would be: what is new is what the deployment would cause. Of a target that was left off
 * nothing is told but what was seen to clash there.
 */
export function* foreseeSteps(
  rules: readonly AnyRule[],
  configuration: Configuration,
  { subjects, databases }: Pick<Landscape, 'subjects' | 'databases'>,
  { models, targets, tenant }: Plan,
): Steps<Foreseen> {
  const runOn = (engines: Landscape['subjects']): Steps<RuleRun> =>
    ruleSteps(rules, { configuration, live: { engines, databases } });
  const before = yield* runOn(subjects);
  const there = new Set(before.hits.map(identityOf));
  const defects = new Set(before.defects);
  const foreseen: ForeseenTarget[] = [];
  // What is said of any other definition stays as it is, whatever is deployed.
  const concerned = withDefinitionsOf(models, subjects);
  let isLeftOff = yield;
  for (const subject of targets) {
    if (isLeftOff) break;
    const deployments = deploymentsOn(subject, models, tenant);
    const after = yield* runOn(afterDeployment(concerned, databases, deployments));
    isLeftOff = yield;
    for (const defect of after.defects) defects.add(defect);
    const target = foreseenFor(subject, deployments, after, there);
    if (!isLeftOff || target.caused.length > 0) foreseen.push(target);
  }
  const all = aliasesOf(configuration);
  const run = isLeftOff
    ? { ...before, coverage: rules.map((rule) => leftOff(rule, all).coverage()), inconclusive: false }
    : before;
  return { run: { ...run, hits: eachOnce(foreseen), defects: [...defects] }, targets: foreseen };
}

function foreseenFor(
  { entry: { alias } }: Landscape['subjects'][number],
  deployments: readonly Deployment[],
  { hits }: RuleRun,
  there: ReadonlySet<string>,
): ForeseenTarget {
  const isThere = hits.map((hit) => there.has(identityOf(hit)));
  const caused = hits.filter((_, index) => isThere[index] === false);
  const about = deploymentsAbout(deployments);
  return {
    engine: alias,
    deployments,
    caused: caused.map((hit) => predicted(hit, about)),
    kept: hits.filter((each, index) => isThere[index] === true && concerns(each, about)),
  };
}

/** The same rule with the same data is the same finding, whether foreseen or found. */
export function identityOf({ rule, hit }: RuleHit): string {
  return identityIn(keyOf(rule, hit.engines, hit.subject), hit.data);
}

/** The same of a finding. */
export function identityIn(key: string, data: unknown): string {
  return JSON.stringify([key, data]);
}

/** Deploying to either of two engines may cause one and the same clash. */
function eachOnce(targets: readonly ForeseenTarget[]): readonly RuleHit[] {
  const hits = targets.flatMap(({ caused, kept }) => [...caused, ...kept]);
  return [...new Map(hits.toReversed().map((each) => [identityOf(each), each])).values()].toReversed();
}

type Data = Readonly<Record<string, unknown>>;

/** The deployments that a hit is about: those of its definition, or where it is about a tenant those for that tenant. */
function deploymentsAbout(
  deployments: readonly Deployment[],
): (hit: RuleHit['hit']) => readonly Deployment[] {
  const byKey = grouped(deployments, ({ definition }) => definition.key);
  const byTenant = grouped(deployments, ({ tenant }) => tenant);
  return ({ data }) => {
    const { kind, key, tenant }: Data = { ...data };
    if (kind === undefined) return typeof tenant === 'string' ? (byTenant.get(tenant) ?? []) : [];
    return (byKey.get(String(key)) ?? []).filter(({ definition }) => definition.kind === kind);
  };
}

type About = ReturnType<typeof deploymentsAbout>;

/** Whether a hit is about what is deployed, on the engine to which it is deployed. */
function concerns({ hit }: RuleHit, about: About): boolean {
  return about(hit).some(({ engine }) => hit.engines.includes(engine));
}

/** Models that a text names; a tenant may be that of thousands. */
const MOST_NAMED = 20;

/** The data stays what `doctor` would find after the deployment; message and evidence say that it is foreseen. */
function predicted({ rule, hit }: RuleHit, about: About): RuleHit {
  const evidence = about(hit).slice(0, MOST_NAMED).flatMap(evidenceOf);
  return {
    rule: { ...rule, message: (data) => inPrediction(rule.message(data)), ...predictedTogether(rule) },
    hit: { ...hit, evidence: [...evidence, ...(hit.evidence ?? [])] },
  };
}

function predictedTogether(rule: NamedRule): Pick<NamedRule, 'together'> {
  const words = rule.together?.bind(rule);
  if (words === undefined) return {};
  return { together: (data) => ({ ...words(data), message: inPrediction(words(data).message) }) };
}

function inPrediction(message: string): string {
  return `Predicted: ${message}`;
}

function evidenceOf(deployment: Deployment): readonly Evidence[] {
  const { engine, file, definition, version, open } = deployment;
  if (version === null) return [];
  const number = `version ${version}${open === true ? ' or a later one' : ''}`;
  const detail = `deploying ${file} would make ${number} of "${definition.key}" (${newestInWords(deployment)})`;
  return [{ kind: 'prediction', engines: [engine], detail }];
}

function newestInWords({ newest, open }: Deployment): string {
  if (open === true)
    return newest === null ? 'none could be seen' : `the newest that could be seen is ${newest}`;
  return newest === null ? 'it has none yet' : `its newest is ${newest}`;
}
