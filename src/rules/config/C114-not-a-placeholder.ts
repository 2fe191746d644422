import { shortened, withoutTrailing } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { enginesAt, settingAt } from '../shared/words.js';

interface Data {
  readonly pointer: string;
  /** What looks like a placeholder; null for a secret. */
  readonly written: string | null;
  /** The variable that holds it, if it is not in the file. */
  readonly variable?: string;
}

export default configurationRule({
  code: 'C114',
  name: 'not-a-placeholder',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { document, lookalikes } of configuration.files) {
      for (const { pointer, written, text, variable } of lookalikes) {
        const data: Data = { pointer, written, ...(variable !== null && { variable }) };
        yield {
          data,
          engines: enginesAt(pointer),
          at: [{ file: document.file.name, pointer, part: 'value' }],
          edits: meantText(written, text).map((value) => ({
            kind: 'set' as const,
            file: document.file.name,
            pointer,
            value,
          })),
          subject: pointer,
        };
      }
    }
  },
  message({ pointer, written, variable }: Data) {
    const what = settingAt(pointer);
    if (variable !== undefined)
      return `The value of ${shortened(variable, 40)}, for ${what}, holds a placeholder itself: Optimize uses that literally.`;
    return written === null
      ? `The value of ${what} looks like a placeholder but is not one: Optimize uses it literally.`
      : `"${shortened(written, 40)}" in ${what} is not a placeholder for Optimize: it is used literally.`;
  },
  remedy({ variable }: Data) {
    if (variable !== undefined)
      return 'Give the variable the whole value: Optimize resolves what the file says, and nothing in the result.';
    return 'A name in braces begins with a letter or underscore, followed by letters, digits and underscores, without blanks:';
  },
  sample({ written, variable }: Data) {
    if (variable !== undefined) return null;
    const { name, fallback } = partsOf(written ?? '');
    if (isName(name)) return `\${${name}${fallback}}`;
    const allowed = withoutTrailing(name.replaceAll(/[^A-Za-z0-9_]+/gu, '_').replace(/^[_0-9]+/u, ''), '_');
    return `\${${allowed === '' ? 'NAME' : allowed.toUpperCase()}${fallback}}`;
  },
});

/** The whole text where only braces are missing or blanks are too many; any other name would have to change elsewhere, too. */
function meantText(written: string | null, text: string | null): readonly string[] {
  if (written === null || text === null) return [];
  const { name, fallback } = partsOf(written);
  if (!isName(name)) return [];
  return [text.replace(written, () => `\${${name}${fallback}}`)];
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/u.test(text);
}

/** A name, and with its colon what follows as default. */
function partsOf(written: string): { readonly name: string; readonly fallback: string } {
  const inside = written.replace(/^\$\{?/u, '').replace(/\}$/u, '');
  const colon = inside.indexOf(':');
  const end = colon < 0 ? inside.length : colon;
  return { name: inside.slice(0, end).trim(), fallback: inside.slice(end).trimEnd() };
}
