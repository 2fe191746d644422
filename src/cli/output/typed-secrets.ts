import { MASK, isDistinctive } from '../../core/text/secret-text.js';
import { Masking } from '../../probe/http/answer/masking.js';
import { spelled } from '../../probe/http/answer/spellings.js';
import { safeValue } from '../options/safe-usage.js';

/** Takes the secrets of a command line out of a text, in whatever spelling a format has them: a file may be called like a login. */
export function withoutTyped(argv: readonly string[]): (text: string) => string {
  const forms = new Map(argv.flatMap((word, index) => (argv[index - 1] === DEFINE ? [] : formsOf(word))));
  const longestFirst = [...forms].toSorted(([a], [b]) => b.length - a.length);
  const maskings = longestFirst.map(([form, shown]) => new Masking([{ parts: () => spelled(form), shown }]));
  return (text) => maskings.reduce((left, masking) => masking.mask(left), text);
}

/** What it defines is hidden where it is set: it may be any word. */
const DEFINE = '--define';

/** Each part that is shown in another way, with how it is shown. */
function formsOf(word: string): readonly (readonly [form: string, shown: string])[] {
  if (word.startsWith(`${DEFINE}=`)) return [];
  return partsOf(word).flatMap((part) => {
    const shown = safeValue(part);
    if (shown === part) return [];
    return [
      [part, /^[\w.:@/*-]*$/.test(shown) ? shown : MASK],
      ...secretsOf(part, shown).map((secret) => [secret, MASK] as const),
    ] as const;
  });
}

/** The word, what stands behind `=` in it, and the names of folders and files in that. */
function partsOf(word: string): readonly string[] {
  const values = [word];
  for (let at = word.indexOf('='); at >= 0 && values.length <= MOST_VALUES; at = word.indexOf('=', at + 1))
    values.push(word.slice(at + 1));
  const parts = new Set(values.flatMap((value) => [value, ...namesIn(value)]));
  return [...parts].filter((part) => part.length >= SHORTEST);
}

/** What has more of either is a log, of which each value would be read to its end, and each name by itself. */
const MOST_VALUES = 20;
const MOST_NAMES = 50;

/** Alone and with the next one: `password/hunter2X/report.json`. */
function namesIn(path: string): readonly string[] {
  const names = path.split('/', MOST_NAMES);
  return names.flatMap((name, index) => (index === 0 ? [name] : [name, `${names[index - 1]}/${name}`]));
}

const SHORTEST = 4;

/** What the mask stands for, where it is no ordinary word. */
function secretsOf(part: string, shown: string): readonly string[] {
  const secrets: string[] = [];
  let at = 0;
  for (const [index, between] of shown.split(/\*{3,}/).entries()) {
    const next = between === '' && index > 0 ? part.length : part.indexOf(between, at);
    if (next < 0) return [];
    secrets.push(part.slice(at, next));
    at = next + between.length;
  }
  return secrets.filter((secret) => isDistinctive(secret));
}
