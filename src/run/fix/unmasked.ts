import type { Interpretation } from '../../configuration/interpret.js';
import { KnownSecrets } from '../../configuration/secrets/known-secrets.js';
import { MaskedSource } from '../../configuration/secrets/masked-source.js';
import { secretSpans } from '../../configuration/secrets/secret-spans.js';

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
    for (const { start, end } of secretSpans(document))
      yield* document.file.text.slice(start, end).split(/["'\s]+/u);
}

function* linesOf({ configuration, vault }: Interpretation): Iterable<string> {
  for (const document of configuration.documents()) yield* new MaskedSource(document, vault).lines();
}
