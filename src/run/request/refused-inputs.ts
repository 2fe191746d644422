import { safeName } from '../../configuration/secrets/safe-name.js';
import { InputError } from '../../core/errors.js';
import type { Carrier } from '../../load/carriers/types.js';
import { lineIndexOf } from '../../load/text/lines.js';
import type { SourceDocument, SourceFile } from '../../load/types.js';

const WHAT_IS_READ =
  'What is read is an environment-config.yaml, by itself or inside a ConfigMap, a Secret, Helm values or a compose file: name one, or pipe it to -.';

/** For a file that is no configuration, but `other`, and holds none that could be read. */
export async function refusedInput(
  document: SourceDocument,
  other: string,
  carrier: Carrier,
): Promise<InputError> {
  const { adviceFor } = await import('../../configuration/recognition/other-texts.js');
  const { elsewhere } = carrier;
  const more = [...elsewhere.map(safeName), adviceFor(document, elsewhere.length > 0) ?? []]
    .flat()
    .map((each) => `; ${each}`);
  const { name } = document.file;
  return new InputError(`${name}: ${other}${damageOf(carrier)}${more.join('')}`, { help: WHAT_IS_READ });
}

/** What YAML cannot read may not be meant as YAML: then its syntax is not what is wrong. */
export async function refuseOtherLanguage({ name, text }: SourceFile): Promise<void> {
  const { otherLanguage } = await import('../../configuration/recognition/other-texts.js');
  const language = otherLanguage(text);
  if (language !== null) throw new InputError(`${name}: ${language}`, { help: WHAT_IS_READ });
}

/** A configuration may have been lost with the text around it. */
function damageOf({ file, faults }: Carrier): string {
  const fault = faults.find((each) => each.kind === 'syntax');
  if (fault === undefined) return '';
  const control = file.text.search(CONTROL);
  const { line, column } = lineIndexOf(file).position(control < 0 ? fault.span.start : control);
  const problem = control < 0 ? fault.problem : `${codeOf(file.text.charAt(control))} is not allowed in YAML`;
  return `; it cannot be read to its end: line ${line}, column ${column}: ${problem}`;
}

/** Where one of them is, all that follows is misunderstood. */
const CONTROL = /[^\P{Cc}\t\n\r\u0085]/u;

function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
