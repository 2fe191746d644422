import path from 'node:path';
import type { JudgedSuppression } from '../../configuration/accepted.js';
import type { Finding } from '../../core/finding.js';
import { grouped } from '../../core/grouped.js';
import { lineIndexOf } from '../../load/text/lines.js';
import type { Judging, Level, Policy, Scope, SettingsSuppression, Silenced } from './types.js';
import { Scoped, type HasScope } from './scoped.js';
import { fits, fitsName } from './wildcards.js';

/** Applies the settings of a team. */
export function judgingBy(policy: Policy): Judging {
  const meant = new Meant(policy.folder);
  const levels = byRule(policy.levels, ({ rule }) => [rule]);
  const levelOf = (finding: Finding): Level['level'] =>
    meant.last(finding, levels.get(finding.rule))?.level ?? 'default';
  return {
    adjust: (finding) => adjusted(finding, levelOf(finding), policy),
    isOff: (finding) => levelOf(finding) === 'off',
    silence: (findings, ran, today) => {
      const silence = new Silence(policy, ran, today);
      return silence.of(findings, (finding) => levelOf(finding) === 'off', meant);
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

function byRule<T extends HasScope>(
  items: readonly T[],
  rulesOf: (item: T) => readonly string[],
): ReadonlyMap<string, Scoped<T>> {
  const each = items.flatMap((item) => rulesOf(item).map((rule) => ({ rule, item })));
  const groups = [...grouped(each, ({ rule }) => rule)];
  return new Map(groups.map(([rule, group]) => [rule, new Scoped(group.map(({ item }) => item))]));
}

/** A finding is meant where all its engines and all its files are: of a clash with another engine more people have a say. */
class Meant {
  readonly #folder: string;
  readonly #names = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** In their order. */
  all<T extends HasScope>(finding: Finding, items: Scoped<T> | undefined): readonly T[] {
    return this.#near(finding, items).filter(({ scope }) => this.#is(scope, finding));
  }

  last<T extends HasScope>(finding: Finding, items: Scoped<T> | undefined): T | undefined {
    return this.#near(finding, items).findLast(({ scope }) => this.#is(scope, finding));
  }

  #near<T extends HasScope>(finding: Finding, items: Scoped<T> | undefined): readonly T[] {
    return items?.near(finding, (file) => this.#nameOf(file)) ?? [];
  }

  #is({ files, engines }: Scope, finding: Finding): boolean {
    if (
      engines.length > 0 &&
      !every(finding.engines, (alias) => engines.some((pattern) => fitsName(pattern, alias)))
    )
      return false;
    if (files.length === 0) return true;
    return every(finding.locations, ({ file }) => files.some((pattern) => fits(pattern, this.#nameOf(file))));
  }

  #nameOf(file: string): string {
    const name = this.#names.get(file) ?? placeIn(this.#folder, file);
    this.#names.set(file, name);
    return name;
  }
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

  of(findings: readonly Finding[], isOff: (finding: Finding) => boolean, meant: Meant): Silenced {
    const { suppressions } = this.#policy;
    const used = suppressions.map(() => new Set<string>());
    const expired = suppressions.map(({ until }) => until !== null && until < this.#today());
    const numbered = suppressions.map(({ codes, scope }, index) => ({ codes, scope, index }));
    const ofRules = byRule(numbered, ({ codes }) => [...new Set(codes)]);
    let open = false;
    const left = findings.filter((finding) => {
      let silenced = isOff(finding);
      for (const { index } of meant.all(finding, ofRules.get(finding.rule))) {
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
