import type { SourceDocument, Span } from '../../../load/types.js';
import { parseYaml } from '../../../load/yaml/yaml.js';
import { secretSpans } from '../secret-spans.js';
import { lastBefore } from '../spans.js';

/**
 * Names of variables that stand where a text would be a secret, whatever they are called: `authentication: ${GATEWAY}`, `--password ${GATEWAY}`.
 * To find out, each gets a word as its value that is no secret by its looks.
 */
export function variablesAsSecrets(documents: readonly SourceDocument[]): ReadonlySet<string> {
  return new Set(documents.flatMap(({ file: { name, text } }) => variablesIn(text, name)));
}

const PLACEHOLDER = /\$\{([A-Za-z_]\w*)(?::[^}\r\n]*)?\}/gu;

function variablesIn(text: string, name: string): readonly string[] {
  const placed: (Span & { readonly variable: string })[] = [];
  const given = text.replaceAll(PLACEHOLDER, (written: string, variable: string, start: number) => {
    placed.push({ variable, start, end: start + written.length });
    return 'x0'.repeat(written.length).slice(0, written.length);
  });
  if (placed.length === 0) return [];
  const spans = secretSpans(parseYaml({ name, text: given }));
  return placed
    .filter(({ start, end }) => (lastBefore(spans, end - 1)?.end ?? 0) > start)
    .map(({ variable }) => variable);
}
