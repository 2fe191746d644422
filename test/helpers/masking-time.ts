import { MaskedSource, maskText } from '../../src/configuration/secrets/masked-source.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';

/** How long it takes to mask a text, as a source that is shown and as a text of unknown kind. Milliseconds; reading it is not counted. */
export function millisecondsToMask(text: string): number {
  const document = parseYaml({ name: 'large.yaml', text });
  const started = performance.now();
  new MaskedSource(document, { hide: (each) => each }).lines();
  maskText(text);
  return performance.now() - started;
}
