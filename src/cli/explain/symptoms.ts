/** What people see, which rules find its cause, and what usually is the cause. */
export interface Symptom {
  readonly seen: string;
  readonly rules: readonly string[];
  readonly because: string;
}

/** The rows of the tables of docs/guides/symptoms.md. */
export function symptomsIn(page: string): readonly Symptom[] {
  return page.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const rules = (cells[2] ?? '').split(/,\s*/).filter((cell) => /^[A-Z]\d{3}$/.test(cell));
    return rules.length === 0 ? [] : [{ seen: cells[1] ?? '', rules, because: plain(cells[3] ?? '') }];
  });
}

/** The symptoms that a text speaks of, the nearest first: a message as a log has it, or a few words. */
export function symptomsFor(text: string, all: readonly Symptom[]): readonly Symptom[] {
  const words = wordsIn(text);
  const scored = all
    .map((symptom) => ({ symptom, score: scoreOf(words, symptom) }))
    .filter(({ score }) => score >= ENOUGH)
    .toSorted((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => score >= best - SLACK).map(({ symptom }) => symptom);
}

/** So much of a symptom has to be in the text, or of the text in a symptom. */
const ENOUGH = 0.5;
const SLACK = 0.25;

/** A quoted message that is in the text as a whole counts most: what else a line of a log holds is no matter. */
function scoreOf(words: readonly string[], { seen, because }: Symptom): number {
  const line = ` ${words.join(' ')} `;
  const messages = Array.from(seen.matchAll(/"([^"]+)"/g), ([, message = '']) => wordsIn(message));
  if (messages.some((message) => message.length > 0 && line.includes(` ${message.join(' ')} `))) return 2;
  const asked = words.filter((word) => !COMMON.has(word));
  if (asked.length === 0) return 0;
  const there = wordsIn(`${seen} ${because}`);
  const found = asked.filter((word) => there.some((each) => isSame(each, word)));
  return found.length / asked.length;
}

/** `duplicates` is `duplicate`, and `vanishes` is near `vanished`. */
function isSame(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  return a === b || (shorter >= 5 && a.slice(0, shorter - 1) === b.slice(0, shorter - 1));
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Text without the marks of Markdown. */
export function plain(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}

const COMMON = new Set(
  'a an and are at be but by can cannot could do does for from get gets has have i if in is it its my no not of on one or our see that the there they this to was we what when why with you your optimize engine engines error'.split(
    ' ',
  ),
);
