import type { Configuration, ConfigurationFile } from '../../../configuration/types.js';
import type { Vault } from '../../../configuration/logins.js';
import type { Edit } from '../../../core/edit.js';
import type { Location, Replacement } from '../../../core/finding.js';
import { joined } from '../../../core/text/text.js';
import { fixOf } from './fix.js';
import { editor } from './show-edits.js';

/** The edits of one finding, as they are offered. */
export interface Offer {
  /** The lines that they change, as they are and as they will be. */
  readonly lines: readonly string[];
  /** Variables that need a value first. */
  readonly awaits: readonly string[];
  /** What to do, with what has to be done before. */
  readonly told: (words: string) => string;
  /** For programs that make it without asking, where that can be. */
  readonly fixFor: (locations: readonly Location[]) => readonly Replacement[] | undefined;
}

/** Null where the edits cannot be made in these files. */
export type OfferEdits = (edits: readonly Edit[]) => Offer | null;

export function offers(configuration: Configuration, vault: Pick<Vault, 'hide'>): OfferEdits {
  const show = editor(configuration, vault);
  const files = new Map(configuration.files.map((file) => [file.document.file.name, file]));
  return (edits) => {
    const lines = show(edits);
    if (lines === null) return null;
    const awaits = missingVariables(edits, files);
    return {
      lines,
      awaits,
      told: (words) =>
        awaits.length === 0 ? words : `${words.replace(/[.:]$/u, '')}. ${onceGiven(awaits)}:`,
      fixFor: (locations) => (awaits.length === 0 ? fixOf(lines, edits, locations) : undefined),
    };
  };
}

/** Without its value Optimize would not start, and what is there now would be gone. */
function onceGiven(variables: readonly string[]): string {
  const have = variables.length === 1 ? 'has a value' : 'have values';
  return `--fix-all makes this edit once ${joined(variables)} ${have} (--variables FILE)`;
}

/** What edits put in, and nothing gives a value to. */
function missingVariables(
  edits: readonly Edit[],
  files: ReadonlyMap<string, ConfigurationFile>,
): readonly string[] {
  const missing = edits.flatMap((edit) =>
    edit.kind === 'set' ? (files.get(edit.file)?.missingVariables(JSON.stringify(edit.value)) ?? []) : [],
  );
  return [...new Set(missing)];
}
