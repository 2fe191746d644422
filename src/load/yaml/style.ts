import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { ScalarNode } from '../types.js';

export function styleOf(event: ScalarEvent): ScalarNode['style'] {
  if (event.valueStart < 0) return 'empty';
  if (event.style === SCALAR_STYLE.PLAIN) return 'plain';
  return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
    ? 'quoted'
    : 'block';
}
