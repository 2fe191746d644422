import { createHash } from 'node:crypto';
import type { EngineRow, Report, ReportOptions } from '../../core/report/report.js';
import { counted } from '../../core/text/text.js';
import { enginesOf, filters, findingBlock } from './findings.js';
import { overlapRows, picture } from './picture.js';
import { damageSection } from './damage.js';
import { runningSection } from './running.js';
import { SCRIPT, STYLE } from './style.js';
import { section, table, text, textLines } from './text.js';

/** No other script runs, wherever it may come from. */
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');

/** One file with everything in it: for who was not there, on a screen or on paper. `more`: what a command has besides. */
export function renderHtml(report: Report, options: ReportOptions, more = ''): string {
  const ids = enginesOf(report);
  const title = `multi-engine ${text(report.command)}: ${verdict(report)}`;
  return `${[
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8"/>',
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${SCRIPT_HASH}'"/>`,
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${title}</h1>`,
    counts(report),
    '</header>',
    '<main>',
    more,
    section('topology', 'Topology', [picture(report), overlapTable(report)]),
    section('engines', 'Engines', [engineTable(report), databaseTable(report)]),
    runningSection(report),
    damageSection(report),
    section('findings', 'Findings', [
      filters(report, ids),
      ...report.findings.map((finding) => findingBlock(finding, report, ids)),
    ]),
    section('not-checked', 'Not checked', [notChecked(report)]),
    section('troubles', 'Notes', [troubles(report)]),
    section('rules', 'The rules', [rulePages(report, options)]),
    section('run', 'What was run', [runTable(report)]),
    '</main>',
    `<footer>Written by multi-engine ${text(report.tool.version)}. Secrets are masked.</footer>`,
    `<script>${SCRIPT}</script>`,
    '</body>',
    '</html>',
  ]
    .filter((part) => part !== '')
    .join('\n')}\n`;
}

function verdict({ result, incomplete, summary }: Report): string {
  if (incomplete) return 'interrupted: this is what was known by then';
  if (result === 'inconclusive') return 'inconclusive';
  if (result === 'findings') return 'something is wrong';
  return summary.warning + summary.info > 0
    ? 'nothing that fails, but findings'
    : 'everything asked for was checked';
}

/** A number, and what is counted: one of them, or more. */
function count(number: number, one: string, more = `${one}s`): string {
  return `<strong>${number}</strong> ${number === 1 ? one : more}`;
}

function counts({ summary, engines, files }: Report): string {
  const { error, warning, info, suppressed, skipped } = summary;
  const items = [
    `<li class="error">${count(error, 'error')}</li>`,
    `<li class="warning">${count(warning, 'warning')}</li>`,
    `<li class="info">${count(info, 'info', 'info')}</li>`,
    `<li>${count(engines.length, 'engine')}</li>`,
    ...(suppressed === 0 ? [] : [`<li>${count(suppressed, 'suppressed', 'suppressed')}</li>`]),
    ...(skipped === 0
      ? []
      : [`<li>${count(skipped, 'rule not checked everywhere', 'rules not checked everywhere')}</li>`]),
  ];
  return `<ul class="counts">${items.join('')}</ul><p>${files.map((file) => text(file, 200)).join(', ')}</p>`;
}

function overlapTable(report: Report): string {
  const rows = overlapRows(report);
  return rows.length === 0
    ? ''
    : table('What was found between engines', ['engine', 'engine', 'what', 'severity'], rows);
}

function engineTable({ engines }: Report): string {
  if (engines.length === 0) return '';
  const headings = [
    'engine',
    'status',
    'product',
    'processes',
    'decisions',
    'tenants',
    'visible',
    'nodes',
    'ms',
    'address',
    'place',
  ];
  return table(counted(engines.length, 'engine'), headings, engines.map(engineCells));
}

function known(value: number | null): string {
  return value === null ? '?' : String(Math.round(value));
}

function engineCells(row: EngineRow): readonly string[] {
  const status =
    row.failure === null
      ? row.status
      : `${row.status}: ${long(`${text(row.failure.step)}: ${text(row.failure.detail, 300)}`)}`;
  return [
    text(row.alias, 100),
    `<span class="word-${row.status === 'ok' ? 'ok' : row.status === 'failed' ? 'error' : 'info'}">${status}</span>`,
    text([row.product, row.version].filter((each) => each !== null).join(' ') || '?', 100),
    known(row.processDefinitions),
    known(row.decisionDefinitions),
    known(row.tenants),
    row.visibility,
    known(row.nodesSeen),
    known(row.latencyMs),
    long(text(row.rest ?? '?', 200)),
    long(`${text(row.file, 200)}:${row.line}`),
  ];
}

/** What may be broken anywhere, so that no column pushes the next one off the paper. */
function long(safe: string): string {
  return `<span class="long">${safe}</span>`;
}

function databaseTable({ databases }: Report): string {
  if (databases.length === 0) return '';
  const rows = databases.map(({ engines, verdict: what, certainty, evidence }) => [
    engines.map((alias) => text(alias, 60)).join(', '),
    what,
    certainty,
    evidence
      .slice(0, 12)
      .map(({ detail }) => text(detail, 300))
      .join('<br/>'),
  ]);
  return table('Databases of several engines', ['engines', 'verdict', 'certainty', 'evidence'], rows);
}

function notChecked({ coverage }: Report): string {
  const reasons = new Map<string, { rules: Set<string>; engines: Set<string>; open: boolean }>();
  for (const { rule, skipped } of coverage) {
    for (const { because, engines, open = false } of skipped) {
      const entry = reasons.get(because) ?? {
        rules: new Set<string>(),
        engines: new Set<string>(),
        open: false,
      };
      reasons.set(because, entry);
      entry.rules.add(rule);
      for (const alias of engines) entry.engines.add(alias);
      if (open) entry.open = true;
    }
  }
  if (reasons.size === 0) return '';
  const rows = [...reasons].map(([because, { rules, engines, open }]) => [
    text(because, 500),
    [...engines].map((alias) => text(alias, 60)).join(', '),
    [...rules].map((rule) => text(rule)).join(', '),
    open ? 'left open' : 'does not apply',
  ]);
  return table('Why something was not checked', ['because', 'engines', 'rules', 'what it means'], rows);
}

function troubles({ defects, notes }: Report): string {
  const items = [
    ...defects.map(
      (defect) => `<li class="error">This is a bug in multi-engine, please report it: ${text(defect)}</li>`,
    ),
    ...notes.map((note) => `<li>${text(note)}</li>`),
  ];
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}

/** The pages of the rules that found something: nobody has to look them up. */
function rulePages({ findings }: Report, { rules = [] }: ReportOptions): string {
  const pages = new Map(rules.map((page) => [page.code, page]));
  const found = [...new Map(findings.map(({ rule, name }) => [rule, name]))].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return found
    .map(([code, name]) => {
      const page = pages.get(code);
      const words = page === undefined ? [] : [...textLines(page.description), '', ...textLines(page.help)];
      return `<details id="rule-${text(code)}"><summary>${text(code)} ${text(name)}</summary><pre>${words.join('\n')}</pre></details>`;
    })
    .join('\n');
}

function runTable({ tool, command, optimize, run, exitCode, failOn }: Report): string {
  const rows = [
    ['version', text(tool.version)],
    ['command', text(command)],
    ['Optimize', text(optimize ?? 'no version named')],
    ['fails from', failOn ?? 'error'],
    ['exit code', String(exitCode)],
    ...(run === undefined
      ? []
      : [
          ['started', text(run.startedAt)],
          ['Node', text(run.node)],
          [
            'options',
            run.options.length === 0
              ? 'none'
              : run.options.map((each) => `<code>${text(each)}</code>`).join(' '),
          ],
        ]),
  ];
  return table('The run', ['what', 'value'], rows);
}
