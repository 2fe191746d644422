import type { Interpretation } from '../../configuration/interpret.js';
import { KnownSecrets } from '../../configuration/secrets/known-secrets.js';
import { MaskedSource } from '../../configuration/secrets/masked-source.js';
import { secretSpans } from '../../configuration/secrets/secret-spans.js';
import { withoutSpans } from '../../configuration/secrets/spans.js';
import type { SourceDocument, Span } from '../../load/types.js';

/**
 * Whether something is shown afterwards that was masked before: an edit may take away the only word that told a secret, such as the name
 * of an anchor.
 */
export function unmasks(before: Interpretation, after: Interpretation): boolean {
  const names = [...linesOf(before)];
  const secrets = new KnownSecrets(secretsIn(before), () => ({ names, values: new Set() }));
  for (const line of linesOf(after)) if (secrets.hide(line) !== line) return true;
  return false;
}

function* secretsIn({ configuration }: Interpretation): Iterable<string> {
  for (const document of configuration.documents())
    for (const { start, end } of secretsOf(document))
      yield* document.file.text.slice(start, end).split(/["'\s]+/u);
}

/** Of a file that holds configurations, those outside of them: each has its own, and as a part of the file more of it is taken for one. */
function secretsOf(document: SourceDocument): readonly Span[] {
  const { holder } = document.file;
  if (holder === undefined) return secretSpans(document);
  return withoutSpans(secretSpans({ ...document, root: holder.tree(), faults: [] }), holder.parts());
}

function* linesOf({ configuration, vault }: Interpretation): Iterable<string> {
  for (const document of configuration.documents()) yield* new MaskedSource(document, vault).lines();
}
