import type { Coverage, Report } from '../../core/report.js';
import { escapeText } from '../../core/text/text.js';
import { aliasList, paragraph, type Page } from './page.js';

/** Rules or engines that are named for one reason unless everything is asked for. */
const NAMES_SHOWN = 8;

/** What could not be checked: one entry per reason, with the engines and the rules. */
export function skippedLines(page: Page, coverage: readonly Coverage[]): readonly string[] {
  return [...rulesByReason(coverage)].flatMap(([because, rulesOf]) =>
    [...enginesByRules(rulesOf).values()].flatMap(({ engines, rules }) => {
      const where = engines.every((alias) => alias === NOBODY) ? '' : `${listed(page, engines)}: `;
      return paragraph(page, '  – ', `${where}${because} (${listed(page, rules)})`);
    }),
  );
}

/** Every rule that ran, and where it did not run on all engines, those on which it did. */
export function checkedLines(page: Page, { coverage, engines }: Report): readonly string[] {
  return coverage
    .filter(({ ran, skipped }) => ran.length > 0 || skipped.length === 0)
    .map(({ rule, name, ran }) => {
      const everywhere = ran.length === 0 || ran.length === engines.length;
      const where = everywhere ? '' : page.paint('faint', ` on ${aliasList(ran)}`);
      return `  ${page.paint('good', '✓')} ${escapeText(rule)} ${escapeText(name)}${where}`;
    });
}

/** Stands for the engine of a skip that concerns none. */
const NOBODY = '';

type RulesOfEngine = Map<string, string[]>;

/** Reasons in the order in which they were met; below each, what every engine misses for it. */
function rulesByReason(coverage: readonly Coverage[]): ReadonlyMap<string, RulesOfEngine> {
  const reasons = new Map<string, RulesOfEngine>();
  for (const { rule, skipped } of coverage) {
    for (const { engines, because } of skipped) {
      const rulesOf = reasons.get(because) ?? new Map<string, string[]>();
      reasons.set(because, rulesOf);
      for (const alias of engines.length === 0 ? [NOBODY] : engines) {
        rulesOf.set(alias, [...(rulesOf.get(alias) ?? []), rule]);
      }
    }
  }
  return reasons;
}

interface Skip {
  readonly engines: string[];
  readonly rules: readonly string[];
}

/** Engines that miss the same rules share an entry. */
function enginesByRules(rulesOf: RulesOfEngine): ReadonlyMap<string, Skip> {
  const skips = new Map<string, Skip>();
  for (const [alias, rules] of rulesOf) {
    const known = skips.get(rules.join());
    if (known === undefined) skips.set(rules.join(), { engines: [alias], rules });
    else known.engines.push(alias);
  }
  return skips;
}

function listed({ verbose }: Page, names: readonly string[]): string {
  const shown = verbose || names.length <= NAMES_SHOWN ? names : names.slice(0, NAMES_SHOWN - 1);
  const hidden = names.length - shown.length;
  return aliasList(shown) + (hidden > 0 ? ` and ${hidden} more` : '');
}
