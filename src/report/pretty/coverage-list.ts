import type { Coverage, EngineRow, Report } from '../../core/report/report.js';
import { escapeText } from '../../core/text/text.js';
import { grantLines, NOBODY, reasonsOf, rightInWords, type Reason } from './missing-rights.js';
import { aliasList, paragraph, type Page } from './layout/page.js';

/** Rules or engines that are named for one reason unless everything is asked for. */
const NAMES_SHOWN = 8;

/** What could not be checked, dearest first: one entry per missing right or answer, with the engines and the rules, and how to get it. */
export function skippedLines(
  page: Page,
  coverage: readonly Coverage[],
  engines: readonly EngineRow[] = [],
): readonly string[] {
  return reasonsOf(withoutTold(coverage, engines)).flatMap((reason) =>
    reason.missing == null ? answerLines(page, reason) : rightLines(page, reason, reason.missing, engines),
  );
}

/** What the status of an engine says above is not said again: it is one reason, whatever went wrong. */
function withoutTold(coverage: readonly Coverage[], engines: readonly EngineRow[]): readonly Coverage[] {
  const told = new Set(engines.flatMap(({ failure }) => (failure === null ? [] : [failure.detail])));
  return coverage.map((each) => ({
    ...each,
    skipped: each.skipped.map((skip) =>
      told.has(skip.because) ? { ...skip, because: 'not examined, see above' } : skip,
    ),
  }));
}

function answerLines(page: Page, { because, rulesOf }: Reason): readonly string[] {
  const [said = ''] = because;
  return [...enginesByRules(rulesOf).values()].flatMap(({ engines: aliases, rules }) => {
    const where = aliases.every((alias) => alias === NOBODY) ? '' : `${listed(page, aliases)}: `;
    return paragraph(page, '  – ', `${where}${said} (${listed(page, rules)})`);
  });
}

/** Engines that a ready request is shown for unless everything is asked for. */
const REQUESTS_SHOWN = 2;

function rightLines(
  page: Page,
  { because, rulesOf }: Reason,
  missing: NonNullable<Reason['missing']>,
  engines: readonly EngineRow[],
): readonly string[] {
  const rows = engines.filter(({ alias }) => rulesOf.has(alias));
  const grant = grantLines(missing, page.verbose ? rows : rows.slice(0, REQUESTS_SHOWN));
  const reasons = page.verbose ? because : because.slice(0, 1);
  return [
    ...[...enginesByRules(rulesOf).values()].flatMap(({ engines: aliases, rules }) =>
      paragraph(
        page,
        '  – ',
        `${listed(page, aliases)}: no ${rightInWords(missing)} (${listed(page, rules)})`,
      ),
    ),
    ...reasons.flatMap((text) => paragraph(page, '    ', text, 'faint')),
    ...(rows.length === 0
      ? []
      : grant.flatMap((line) =>
          line.startsWith(' ') ? [`    ${escapeText(line)}`] : paragraph(page, '    ', line),
        )),
  ];
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

interface Skip {
  readonly engines: string[];
  readonly rules: readonly string[];
}

/** Engines that miss the same rules share an entry. */
function enginesByRules(rulesOf: Reason['rulesOf']): ReadonlyMap<string, Skip> {
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
