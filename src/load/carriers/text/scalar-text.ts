import type { Places, ScalarNode } from '../../types.js';
import { quotedText } from './quoted-text.js';
import { blockText } from './block-text.js';
import { allAt } from './places.js';

/** The text of a scalar, and where each of its characters is written. */
export interface ScalarText {
  readonly text: string;
  readonly places: Places;
  /** Its lines are lines of the file, below each other and indented. */
  readonly lines: boolean;
}

/**
 * What a scalar says, with the place of every character in the text that holds it. A form that is read differently here than by the parser
 * has one place for all: none is better than a wrong one.
 */
export function scalarText(source: string, node: ScalarNode): ScalarText {
  const text = node.text ?? '';
  if (text === '') return { text, places: allAt(node.span), lines: false };
  const mapped = node.style === 'block' ? blockText(source, node) : quotedText(source, node);
  if (mapped?.text !== text) return { text, places: allAt(node.span), lines: false };
  return { text, places: mapped, lines: isLiteral(source, node) };
}

/** `|`, whose lines stay lines. */
export function isLiteral(source: string, { style, span }: ScalarNode): boolean {
  return style === 'block' && source.charAt(span.start) === '|';
}
