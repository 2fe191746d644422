import { maskText } from './masked-source.js';

/** Word by word: `secret/optimize:environment-config.yaml` has the form of a setting. */
export function safeName(name: string): string {
  return name
    .split(/([/:])/u)
    .map(maskText)
    .join('');
}
