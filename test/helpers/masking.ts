import { MaskedSource, maskText } from '../../src/configuration/secrets/masked-source.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { growth } from './growth.js';

/** How a text is shown as a source, and as a text of unknown kind. */
export function masked(text: string): readonly string[] {
  const document = parseYaml({ name: 'large.yaml', text });
  return [...new MaskedSource(document, { hide: (each) => each }).lines(), maskText(text)];
}

/** How many times as long it takes to mask eight times the text. */
export function growthOfMasking(textOf: (count: number) => string): Promise<number> {
  const mask = (count: number) => void masked(textOf(count));
  return growth(mask, 2_500, 8, 1);
}
