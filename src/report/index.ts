import type { Report, ReportOptions } from '../core/report/report.js';

/** Writes a report in one format. Pure: the same report and options give the same bytes. */
export type Reporter = (report: Report, options: ReportOptions) => string;

/** What is known of a format besides how it is written. */
export interface FormatRow {
  /** For the help text. */
  readonly about: string;
  /** It explains rules: `ReportOptions.rules` has to be there. */
  readonly explains?: true;
  /** It lists what engines have: nothing for a command that asks none. */
  readonly needsEngines?: true;
  /** It names files as the repository does: `ReportOptions.repository` has to be there. */
  readonly places?: true;
  /** Where a CI wants more than is printed: the file that this variable names gets the same report in another format. */
  readonly summary?: { readonly variable: string; readonly format: 'markdown' };
}

interface Format extends FormatRow {
  /** Loads the reporter, and for people who want colours, the colours: a run pays for what it prints. */
  readonly load: (options: ReportOptions) => Promise<Reporter>;
}

/** Every `--format`. Help, completion and the option's check read their names from here. */
export const FORMATS = {
  pretty: { about: 'for people, with colours on a terminal', load: loadPretty },
  json: {
    about: 'for programs, as schemas/report.v1.schema.json describes it',
    load: async () => (await import('./json.js')).renderJson,
  },
  sarif: {
    about: 'SARIF 2.1.0, for code scanning',
    load: async () => (await import('./ci/sarif.js')).renderSarif,
    explains: true,
    places: true,
  },
  junit: {
    about: 'test results, a case per rule and engine',
    load: async () => (await import('./ci/junit.js')).renderJunit,
  },
  github: {
    about: 'annotations of GitHub Actions',
    load: async () => (await import('./ci/github.js')).renderGithub,
    places: true,
    summary: { variable: 'GITHUB_STEP_SUMMARY', format: 'markdown' },
  },
  gitlab: {
    about: 'code quality report of GitLab',
    load: async () => (await import('./ci/gitlab.js')).renderGitlab,
    places: true,
  },
  markdown: {
    about: 'a comment for a pull request',
    load: async () => (await import('./markdown/index.js')).renderMarkdown,
  },
  html: {
    about: 'one file for an auditor, with a picture',
    load: async () => (await import('./html/index.js')).renderHtml,
    explains: true,
  },
  mermaid: {
    about: 'engines and databases as a Mermaid diagram',
    load: async () => (await import('./diagrams/mermaid.js')).renderMermaid,
  },
  dot: {
    about: 'engines and databases as a Graphviz diagram',
    load: async () => (await import('./diagrams/dot.js')).renderDot,
  },
  prometheus: {
    about: 'metrics for a textfile collector',
    load: async () => (await import('./monitoring/prometheus.js')).renderPrometheus,
  },
  csv: {
    about: 'the inventory: every definition of every engine',
    load: async () => (await import('./inventory/csv.js')).renderCsv,
    needsEngines: true,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS).filter(isFormatName);

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

/** What is known of a format besides its name. */
export function formatNamed(name: FormatName): FormatRow {
  return FORMATS[name];
}

/** Writes a report in the named format. */
export async function render(format: FormatName, report: Report, options: ReportOptions): Promise<string> {
  const reporter = await FORMATS[format].load(options);
  return reporter(report, options);
}

async function loadPretty({ color }: ReportOptions): Promise<Reporter> {
  const { colors, renderPretty } = await import('./pretty/index.js');
  if (!color) return renderPretty;
  const paint = await colors();
  return (report, options) => renderPretty(report, options, paint);
}
