import type { ReportOptions } from '../../core/report.js';
import type { AccessReport } from './types.js';

type Renderer = (report: AccessReport, options: ReportOptions) => string;

/** Every `--format` of `access`, each loaded only when it is asked for. */
export const ACCESS_FORMATS = {
  pretty: loadPretty,
  json: async () => (await import('./json.js')).renderAccessJson,
  markdown: async () => (await import('./markdown.js')).renderAccessMarkdown,
  csv: async () => (await import('./csv.js')).renderAccessCsv,
} as const satisfies Readonly<Record<string, (options: ReportOptions) => Promise<Renderer>>>;

export type AccessFormat = keyof typeof ACCESS_FORMATS;

export const ACCESS_FORMAT_NAMES = Object.keys(ACCESS_FORMATS).filter(isAccessFormat);

export function isAccessFormat(name: string): name is AccessFormat {
  return Object.hasOwn(ACCESS_FORMATS, name);
}

/** Writes a report about users in the named format. */
export async function renderAccess(
  format: AccessFormat,
  report: AccessReport,
  options: ReportOptions,
): Promise<string> {
  const render: Renderer = await ACCESS_FORMATS[format](options);
  return render(report, options);
}

async function loadPretty({ color }: ReportOptions): Promise<Renderer> {
  const { renderAccessPretty } = await import('./pretty.js');
  if (!color) return renderAccessPretty;
  const paint = await (await import('../pretty/index.js')).colors();
  return (report, options) => renderAccessPretty(report, options, paint);
}
