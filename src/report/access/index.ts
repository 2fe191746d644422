import type { ReportOptions } from '../../core/report/report.js';
import { FORMATS, type FormatRow } from '../index.js';
import type { AccessReport } from './types.js';

type Renderer = (report: AccessReport, options: ReportOptions) => string;

interface AccessFormatRow extends FormatRow {
  readonly load: (options: ReportOptions) => Promise<Renderer>;
}

/** Every `--format` of `access`, each loaded only when it is asked for. The users have words of their own; lists of findings are those of all commands. */
export const ACCESS_FORMATS = {
  ...FORMATS,
  pretty: { about: FORMATS.pretty.about, load: loadPretty },
  json: {
    about: 'for programs, as schemas/access-report.v1.schema.json describes it',
    load: async () => (await import('./json.js')).renderAccessJson,
  },
  markdown: {
    about: 'for a page or a comment',
    load: async () => (await import('./markdown.js')).renderAccessMarkdown,
  },
  html: {
    about: 'one file for an auditor, with users against engines',
    load: async () => (await import('./html.js')).renderAccessHtml,
    explains: true,
  },
  csv: {
    about: 'users against engines and definitions, for spreadsheets',
    load: async () => (await import('./csv.js')).renderAccessCsv,
  },
} as const satisfies Readonly<Record<string, AccessFormatRow>>;

export type AccessFormat = keyof typeof ACCESS_FORMATS;

export const ACCESS_FORMAT_NAMES = Object.keys(ACCESS_FORMATS).filter(isAccessFormat);

export function isAccessFormat(name: string): name is AccessFormat {
  return Object.hasOwn(ACCESS_FORMATS, name);
}

export function accessFormatNamed(name: AccessFormat): FormatRow {
  return ACCESS_FORMATS[name];
}

/** Writes a report about users in the named format. */
export async function renderAccess(
  format: AccessFormat,
  report: AccessReport,
  options: ReportOptions,
): Promise<string> {
  const render: Renderer = await ACCESS_FORMATS[format].load(options);
  return render(report, options);
}

async function loadPretty({ color }: ReportOptions): Promise<Renderer> {
  const { renderAccessPretty } = await import('./pretty.js');
  if (!color) return renderAccessPretty;
  const paint = await (await import('../pretty/index.js')).colors();
  return (report, options) => renderAccessPretty(report, options, paint);
}
