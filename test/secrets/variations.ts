import type { Seeded } from '../helpers/seeded.js';
import { KEYS, type Placement } from './placements.js';

const isLetter = /\p{L}/u;

/** Ways in which people write a key otherwise. At most one slip, or nobody could tell what was meant. */
const SPELLINGS: readonly ((key: string, seeded: Seeded) => string)[] = [
  (key) => key,
  (key) => key.toUpperCase(),
  (key) => key.charAt(0).toUpperCase() + key.slice(1),
  (key) => `my_${key}`,
  (key) => `${key}_2`,
  (key) => `${key}-eu`,
  (key) => `engine.${key}`,
  (key) => `"${key}"`,
  (key) => `'${key}'`,
  (key) => `${key} (eu)`,
  (key) => `${key}\u200b`,
  (key) => `/* eu */ ${key}`,
  (key, seeded) => (key.length < 8 || !isLetter.test(key) ? key : withSlip(key, seeded)),
];

/** Two neighbours changed, or a letter left out. */
function withSlip(key: string, seeded: Seeded): string {
  const at = 1 + seeded.below(key.length - 2);
  if (seeded.oneIn(2)) return key.slice(0, at) + key.slice(at + 1);
  return key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
}

/** What happens to the lines of a file: an edit that went wrong, another editor, a merge. */
export const BREAKS: readonly ((text: string, seeded: Seeded) => string)[] = [
  (text) => text,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `\ufeff${text}`,
  (text) => `${text}broken: [`,
  (text) => `{{ include "x" . }}\n${text}`,
  (text) => `---\n${text}---\nx: 1\n`,
  (text) => text.replace(/\n$/u, ''),
  (text) => `${text}\t x: y\n`,
  (text) => text.replace('engines:', 'engines'),
  (text) => `a: "unclosed\n${text}`,
  (text, seeded) => withLine(text, seeded, '  - item'),
  (text, seeded) => withLine(text, seeded, '<<<<<<< HEAD'),
  (text, seeded) => withLine(text, seeded, '# a comment: with a colon'),
  (text, seeded) => withLine(text, seeded, ''),
];

function withLine(text: string, seeded: Seeded, line: string): string {
  const lines = text.split('\n');
  // Not between a key and the line that holds its value.
  const at = seeded.oneIn(2) ? 0 : lines.length - 1;
  return lines.toSpliced(at, 0, line).join('\n');
}

/** A placement with its key spelled otherwise and its file broken. */
export function varied(placement: Placement, seeded: Seeded): Placement {
  const key = KEYS.toSorted((a, b) => b.length - a.length).find((each) =>
    placement.name.includes(`"${each}"`),
  );
  const spelled = key === undefined ? placement.text : respelled(placement, key, seeded);
  return { ...placement, text: seeded.pick(BREAKS)(spelled, seeded) };
}

function respelled({ text, name }: Placement, key: string, seeded: Seeded): string {
  // Where the key is quoted or is a part of something, decoration would make another file of it.
  const isBare = !/quote|JSON|option|XML|pair|text|brace|assignments|explicit|in one line/u.test(name);
  const at = text.lastIndexOf(key);
  if (!isBare || at < 0) return text;
  return text.slice(0, at) + seeded.pick(SPELLINGS)(key, seeded) + text.slice(at + key.length);
}
