import type { Report, ReportOptions } from '../core/report.js';

/** Writes a report in one format. Pure: the same report and options give the same bytes. */
export type Reporter = (report: Report, options: ReportOptions) => string;

interface Format {
  /** For the help text. */
  readonly about: string;
  /** Loads the reporter, and for people who want colours, the colours: a run pays for what it prints. */
  readonly load: (options: ReportOptions) => Promise<Reporter>;
}

/** Every `--format`. Help, completion and the option's check read their names from here. */
export const FORMATS = {
  pretty: { about: 'for people, with colours on a terminal', load: loadPretty },
  json: { about: 'for programs, as schemas/report.v1.schema.json describes it', load: loadJson },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS).filter(isFormatName);

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
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

async function loadJson(): Promise<Reporter> {
  const { renderJson } = await import('./json.js');
  return renderJson;
}
