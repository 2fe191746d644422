import { carrierLines } from '../configuration/carrier-lines.js';
import { RECOGNITION } from '../configuration/recognition/recognition.js';
import { MaskedSource } from '../configuration/secrets/masked-source.js';
import type { Vault } from '../configuration/logins.js';
import { readCarrier } from '../load/carriers/carrier.js';
import type { Carrier } from '../load/carriers/types.js';
import { lineIndexOf } from '../load/text/lines.js';
import type { SourceFile } from '../load/types.js';
import { parseYaml } from '../load/yaml/yaml.js';

/** A text of a file without its secrets. Line ends stay as they are, so that a diff of masked texts has the lines of the true one. */
export function maskedText(
  { name, isCarrier }: { readonly name: string; readonly isCarrier: boolean },
  text: string,
  vault: Pick<Vault, 'hide'>,
): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const plain = text.slice(mark.length);
  const lines = isCarrier
    ? maskedCarrier({ name, text: plain }, vault)
    : maskedLines({ name, text: plain }, vault);
  const ends = plain.match(/\r\n|\n|\r/gu) ?? [];
  return mark + lines.map((line, index) => line + (ends[index] ?? '')).join('');
}

function maskedLines(file: SourceFile, vault: Pick<Vault, 'hide'>): readonly string[] {
  return new MaskedSource(parseYaml(file), vault).lines();
}

function maskedCarrier(source: SourceFile, vault: Pick<Vault, 'hide'>): readonly string[] {
  const { file, nodes, faults, damaged } = carrierOf(source);
  const parts = nodes.flatMap(({ configuration }) => {
    if (configuration === null) return [];
    const { name, embedded: found, inSecret } = configuration;
    return [parseYaml({ name, text: found.text, carried: { ...found, file, part: name, inSecret } })];
  });
  const lines = carrierLines({ file, root: null, faults, damaged }, parts, vault);
  return Array.from({ length: lineIndexOf(file).lineCount }, (_, index) => lines.at(index) ?? '');
}

/** Without what lies beside it. */
export function carrierOf(file: SourceFile): Carrier {
  return readCarrier(file, RECOGNITION, () => null);
}
