import path from 'node:path';
import type { JudgedSuppression } from '../../configuration/accepted.js';
import type { Finding } from '../../core/finding.js';
import { lineIndexOf } from '../../load/text/lines.js';
import type { Judging, Level, Policy, Scope, SettingsSuppression, Silenced } from './types.js';
import { fits, fitsName } from './wildcards.js';

/** Applies the settings of a team. */
export function judgingBy(policy: Policy): Judging {
  const levels = new Map<string, Level[]>();
  for (const level of policy.levels) levels.set(level.rule, [...(levels.get(level.rule) ?? []), level]);
  const isMeant = scopeReader(policy);
  const levelOf = (finding: Finding): Level['level'] =>
    levels.get(finding.rule)?.findLast(({ scope }) => isMeant(scope, finding))?.level ?? 'default';
  return {
    adjust: (finding) => adjusted(finding, levelOf(finding), policy),
    isOff: (finding) => levelOf(finding) === 'off',
    silence: (findings, ran, today) => {
      const silence = new Silence(policy, ran, today);
      return silence.of(findings, (finding) => levelOf(finding) === 'off', isMeant);
    },
    source: policy.source,
  };
}

/** What somebody says explicitly counts, however sure the evidence is. */
function adjusted(finding: Finding, level: Level['level'], { documentation }: Policy): Finding {
  const severity = level === 'off' || level === 'default' ? finding.severity : level;
  return {
    ...finding,
    severity,
    ...(severity !== finding.severity && { usualSeverity: finding.severity }),
    ...(documentation !== null && { url: finding.url.replace(/^docs\//, () => documentation) }),
  };
}

type IsMeant = (scope: Scope, finding: Finding) => boolean;

/** A finding is meant where all its engines and all its files are: of a clash with another engine more people have a say. */
function scopeReader({ folder }: Policy): IsMeant {
  const known = new Map<string, string>();
  const relative = (file: string): string => {
    const name = known.get(file) ?? placeIn(folder, file);
    known.set(file, name);
    return name;
  };
  return ({ files, engines }, finding) => {
    if (
      engines.length > 0 &&
      !every(finding.engines, (alias) => engines.some((pattern) => fitsName(pattern, alias)))
    )
      return false;
    if (files.length === 0) return true;
    return every(finding.locations, ({ file }) => files.some((pattern) => fits(pattern, relative(file))));
  };
}

/** Unlike the method, false for an empty list. */
function every<T>(items: readonly T[], isSo: (item: T) => boolean): boolean {
  return items.length > 0 && items.every(isSo);
}

/** A file by its way from the folder of the settings. Of `git:main:a/b.yaml`, the file counts. */
export function placeIn(folder: string, file: string): string {
  const name = /^git:[^:]*:(.+)$/su.exec(file)?.[1] ?? file;
  return path.relative(folder, path.resolve(name)).split(path.sep).join('/');
}

/** What the suppressions of one run take out, and which of them took out nothing. */
class Silence {
  readonly #policy: Policy;
  readonly #ran: ReadonlySet<string>;
  readonly #today: () => string;

  constructor(policy: Policy, ran: ReadonlySet<string>, today: () => string) {
    this.#policy = policy;
    this.#ran = ran;
    this.#today = today;
  }

  of(findings: readonly Finding[], isOff: (finding: Finding) => boolean, isMeant: IsMeant): Silenced {
    const { suppressions } = this.#policy;
    const used = suppressions.map(() => new Set<string>());
    const expired = suppressions.map(({ until }) => until !== null && until < this.#today());
    let open = false;
    const left = findings.filter((finding) => {
      let silenced = isOff(finding);
      for (const [index, { codes, scope }] of suppressions.entries()) {
        if (!codes.includes(finding.rule) || !isMeant(scope, finding)) continue;
        used[index]?.add(finding.rule);
        silenced ||= expired[index] !== true;
      }
      open ||= silenced && finding.inconclusive;
      return !silenced;
    });
    return {
      findings: left,
      suppressions: suppressions.map((each, index) =>
        this.#judged(each, used[index] ?? new Set(), expired[index] === true),
      ),
      open,
    };
  }

  #judged(
    { rules, codes, until, span }: SettingsSuppression,
    used: ReadonlySet<string>,
    expired: boolean,
  ): JudgedSuppression {
    const { source } = this.#policy;
    return {
      origin: 'settings',
      file: source.name,
      span,
      line: lineIndexOf(source).position(span.start).line,
      rules,
      until,
      hasReason: true,
      codes,
      unknown: [],
      expired,
      idle: codes.filter((code) => this.#ran.has(code) && !used.has(code)),
    };
  }
}
