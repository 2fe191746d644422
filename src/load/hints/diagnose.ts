import { itemBefore, type OutlineItem } from '../yaml/recovery/outline.js';
import type { Diagnosis, Scene } from './diagnosis.js';
import {
  conflictMarker,
  directive,
  listBesideSettings,
  listOnKeyLine,
  missingColon,
  oddBlank,
  scriptComment,
  shallowBlock,
  tab,
  template,
  tooDeep,
  wrongIndentation,
} from './structure.js';
import {
  afterQuote,
  badEscape,
  blockHeader,
  lonelyIndicator,
  missingComma,
  placeholderInFlow,
  reservedCharacter,
  secondColon,
  unclosedBracket,
  unclosedQuote,
} from './values.js';

type Hint = (scene: Scene) => Diagnosis | null;

/** In the order of how sure each is of its cause. */
const HINTS: readonly Hint[] = [
  tooDeep,
  conflictMarker,
  scriptComment,
  oddBlank,
  directive,
  tab,
  badEscape,
  unclosedQuote,
  template,
  placeholderInFlow,
  unclosedBracket,
  afterQuote,
  reservedCharacter,
  listOnKeyLine,
  lonelyIndicator,
  secondColon,
  blockHeader,
  shallowBlock,
  missingColon,
  listBesideSettings,
  wrongIndentation,
  missingComma,
];

export function diagnose(
  text: string,
  outline: readonly OutlineItem[],
  position: number,
  reason: string,
): Diagnosis {
  const at = Math.min(position, text.length);
  const index = itemBefore(outline, at);
  const item = outline[index] ?? null;
  const scene = { text, position: at, reason, item, before: outline[index - 1] ?? null, outline, index };
  for (const hint of HINTS) {
    const diagnosis = hint(scene);
    if (diagnosis !== null) return diagnosis;
  }
  const span = { start: at, end: Math.min(at + 1, text.length) };
  return { span, problem: `this is not YAML (${reason})`, hint: null, affects: 'item' };
}
