import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import type { Finding, Location, Severity } from '../../core/finding.js';
import { counted } from '../../core/text/text.js';
import { isAtLeast } from '../../run/result/exit.js';
import type { Judged } from './judging.js';
import { rangeOf, TOP, uriOf } from './places.js';

export const SOURCE = 'multi-engine';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, info: 3 };

/** No editor shows more, and no person reads them. */
const MOST = 1000;

/** What a document is called here, and its address as the editor wrote it. */
interface NamedDocument {
  readonly name: string;
  readonly uri: string;
}

/** The findings about a document as an editor shows them. */
export function diagnosticsOf(
  document: NamedDocument,
  { state, request, problem, hasMark }: Judged,
): readonly Diagnostic[] {
  if (problem !== null) return [{ range: TOP, severity: 1, source: SOURCE, message: problem }];
  if (state === null || request === null) return [];
  const shown = state.findings.filter(({ severity }) => isAtLeast(severity, request.minSeverity));
  const diagnostics = shown.slice(0, MOST).map((finding) => diagnosticOf(document, finding, hasMark));
  const left = shown.length - diagnostics.length;
  if (left === 0) return diagnostics;
  const message = `${counted(left, 'finding')} more: multi-engine validate shows all of them`;
  return [...diagnostics, { range: TOP, severity: 3, source: SOURCE, message }];
}

/** `hasMark`: whether the document begins with a byte order mark. */
export function diagnosticOf({ name, uri }: NamedDocument, finding: Finding, hasMark: boolean): Diagnostic {
  const { rule, severity, locations } = finding;
  const here = placeIn(name, finding);
  const others = locations.filter((location) => location !== here);
  return {
    range: here === null ? TOP : rangeOf(here, hasMark),
    severity: SEVERITY[severity],
    code: rule,
    codeDescription: { href: pageOf(finding) },
    source: SOURCE,
    message: wordsOf(finding),
    ...(others.length > 0 && {
      relatedInformation: others.map((location) => ({
        location:
          location.file === name
            ? { uri, range: rangeOf(location, hasMark) }
            : { uri: uriOf(location.file), range: rangeOf(location, false) },
        message: location.note ?? 'here',
      })),
    }),
  };
}

/** Where a finding is in a document: its primary place, or another one if that is in some other file. */
export function placeIn(name: string, { locations }: Finding): Location | null {
  return locations.find(({ file }) => file === name) ?? null;
}

function wordsOf({ message, advice }: Finding): string {
  return advice === undefined || advice.words === '' ? message : `${message}\n${advice.words}`;
}

function pageOf({ url }: Finding): string {
  return pathToFileURL(path.join(import.meta.dirname, '..', url)).href;
}
