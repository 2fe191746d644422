import type { Report, ReportOptions } from '../../core/report/report.js';
import { blocksOf } from './findings/blocks.js';
import { checkedLines, skippedLines } from './coverage-list.js';
import { damageLines } from './damage.js';
import { databaseLines } from './database-list.js';
import { engineLines } from './engine-table.js';
import { runningLines } from './running-optimize.js';
import { statusLines } from './status-lines.js';
import { deploymentLines } from '../preview.js';
import { findingBlock, findingLine } from './findings/finding-block.js';
import { blindness } from './missing-rights.js';
import { pageFor, paragraph, section, unpainted, type Page, type Paint } from './layout/page.js';
import { summaryLines } from './summary-line.js';
import { phaseLines, repeatedLines, requestLines } from './timings.js';

/** Said with every defect: the reader did nothing wrong, and can help. */
const DEFECT = 'this is a bug in multi-engine, please report it: ';

/** The report for people: findings, engines, databases, what was left out, and last the line that says it all. */
export function renderPretty(report: Report, options: ReportOptions, paint: Paint = unpainted): string {
  const page = pageFor(options, paint);
  if (options.status === true) return status(page, report);
  return options.quiet ? quiet(page, report) : full(page, report, options);
}

/** How each engine does, and the verdict: short enough for a chat. */
function status(page: Page, report: Report): string {
  return `${[...headline(page, report), ...statusLines(page, report), ...defectLines(page, report), ...summaryLines(page, report)].join('\n')}\n`;
}

/** One line per finding and the summary; defects too, since an exit code alone would not explain itself. */
function quiet(page: Page, report: Report): string {
  const findings = blocksOf(report.findings).map((block) => findingLine(page, block));
  const unbroken = { ...page, width: Infinity };
  return `${[...headline(unbroken, report), ...findings, ...defectLines(unbroken, report), ...summaryLines(unbroken, report)].join('\n')}\n`;
}

function full(page: Page, report: Report, options: ReportOptions): string {
  const blocks = [
    headline(page, report),
    report.preview === undefined
      ? []
      : deploymentLines(report.preview, page.onTerminal === true ? page.width : Infinity),
    section(page, 'Engines', statusLines(page, report)),
    ...blocksOf(report.findings).map((block) => findingBlock(page, block, report.sources)),
    section(page, 'What they have', engineLines(page, report)),
    section(page, 'Databases', databaseLines(page, report)),
    section(page, 'Running Optimize', runningLines(page, report)),
    section(page, 'What has been imported', damageLines(page, report)),
    section(page, 'Checked', options.verbose ? checkedLines(page, report) : []),
    section(page, 'Asked again', options.verbose ? repeatedLines(page, report) : []),
    section(page, 'Not checked', skippedLines(page, report.coverage, report.engines)),
    section(page, 'Phases', options.timings ? phaseLines(page, report) : []),
    section(page, 'Requests', options.timings ? requestLines(page, report) : []),
    defectLines(page, report),
    report.notes.flatMap((note) => paragraph(page, '! ', note)),
    summaryLines(page, report),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What the whole report is worth, where that is little. */
function headline(page: Page, { engines, coverage }: Report): readonly string[] {
  const text = blindness(engines, coverage);
  return text === null ? [] : paragraph(page, '! ', text, 'warning');
}

function defectLines(page: Page, { defects }: Report): readonly string[] {
  return defects.flatMap((defect) => paragraph(page, '✗ ', DEFECT + defect, 'error'));
}

/** Colours of the terminal's own sixteen, so that they fit its background. Loaded only by runs that show them. */
export async function colors(): Promise<Paint> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const tones: Readonly<Record<Parameters<Paint>[0], (text: string) => string>> = {
    error: chalk.red.bold,
    warning: chalk.yellow.bold,
    info: chalk.cyan.bold,
    good: chalk.green,
    title: chalk.bold.underline,
    strong: chalk.bold,
    faint: chalk.dim,
    frame: chalk.blueBright,
    related: chalk.cyan,
    fix: chalk.green,
  };
  return (tone, text) => tones[tone](text);
}
