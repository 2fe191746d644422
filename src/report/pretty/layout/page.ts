import type { Certainty, Severity } from '../../../core/finding.js';
import type { ReportOptions } from '../../../core/report/report.js';
import { escapeText, joined } from '../../../core/text/text.js';
import { wrapped } from './width.js';

/** What a piece of text is, not what it looks like: pretty.ts alone knows the colours. */
export type Tone = Severity | 'good' | 'title' | 'strong' | 'faint' | 'frame' | 'related' | 'fix';

/** Dresses a text for its tone; its width on the screen stays the same. */
export type Paint = (tone: Tone, text: string) => string;

export const unpainted: Paint = (_tone, text) => text;

/** What the parts of the pretty report know of the page that they stand on. */
export interface Page {
  readonly paint: Paint;
  /** Columns that text is wrapped at. */
  readonly width: number;
  readonly verbose: boolean;
  /** A person looks at it. */
  readonly onTerminal?: boolean;
  /** The address of the folder `docs` of this package, where links are followed. */
  readonly pages?: string;
  /** How the program was started, where that is not as `multi-engine`. */
  readonly invocation?: () => string;
}

/** The page that these options ask for. */
export function pageFor(options: ReportOptions, paint: Paint): Page {
  const { width, verbose, onTerminal = false, pages, invocation } = options;
  return {
    paint,
    width,
    verbose,
    onTerminal,
    ...(pages !== undefined && { pages }),
    ...(invocation !== undefined && { invocation }),
  };
}

/** How sure, in words for people. */
export const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  proven: 'proven',
  strong: 'strong evidence',
  weak: 'weak evidence',
};

/** A heading and what stands below it; nothing where there is nothing to say. */
export function section(page: Page, heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [page.paint('title', heading), ...lines];
}

/** A text from outside as lines: `first` stands before the first line, as many blanks before the others. */
export function paragraph(page: Page, first: string, text: string, tone?: Tone): readonly string[] {
  const lines = wrapped(escapeText(text), page.width - first.length);
  return lines.map((line, index) => {
    const start = index === 0 ? first : ' '.repeat(first.length);
    return start + (tone === undefined ? line : page.paint(tone, line));
  });
}

/** Aliases as people list them, safe to print. */
export function aliasList(aliases: readonly string[]): string {
  return aliases.map(escapeText).join(', ');
}

/** Names as people list them: those that are shown, and how many more there are. */
export function listed({ verbose }: Page, names: readonly string[], limit: number): string {
  if (verbose || names.length <= limit) return joined(names);
  return joined([...names.slice(0, limit - 1), `${names.length - limit + 1} more`]);
}
