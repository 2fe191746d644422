import { greatest } from '../../core/many.js';
import { escapeText } from '../../core/text/text.js';

/** Columns of a comment, so that a configuration stays readable beside another one. */
const WIDTH = 100;

/** Text as comment lines, each with `indent` before its `#`. What comes from outside cannot end the comment. */
export function comment(text: string, indent = ''): readonly string[] {
  const room = WIDTH - indent.length - 2;
  const lines: string[] = [];
  for (const word of escapeText(text).split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line) => `${indent}# ${line}`);
}

/** A setting with its reason behind it, the reasons of neighbours below each other. */
export function explained(rows: readonly (readonly [setting: string, why?: string])[]): readonly string[] {
  const width = greatest(
    rows.filter(([, why]) => why !== undefined).map(([setting]) => setting.length),
    0,
  );
  return rows.map(([setting, why]) => (why === undefined ? setting : `${setting.padEnd(width)}  # ${why}`));
}
