import { withoutTrailing } from '../../../core/text/text.js';
import { grouped } from '../../../core/grouped.js';

/** Sentences that differ in one word only, as one sentence and those words. */
export interface SameWords {
  readonly message: string;
  /** What the others have in place of the word in `message`. */
  readonly others: readonly string[];
}

/** Joins sentences that say the same of several things. Quoted names are one word, whatever they hold. */
export function sameWords(messages: readonly string[]): readonly SameWords[] {
  const sentences = [...new Set(messages)].map((message) => ({ message, words: wordsOf(message) }));
  return groupsBy(sentences, ({ words }) => String(words.length)).flatMap(joined);
}

interface Sentence {
  readonly message: string;
  readonly words: readonly string[];
}

type Sentences = readonly [Sentence, ...Sentence[]];

function wordsOf(message: string): readonly string[] {
  return message.match(/[^\s"]*"[^"]*"[^\s"]*|\S+/gu) ?? [];
}

/** Where more than one word differs, those sentences are joined that agree in the word with the fewest forms. */
function joined(sentences: Sentences): readonly SameWords[] {
  const [first, ...rest] = sentences;
  const differing = first.words.flatMap((word, at) =>
    rest.every(({ words }) => words[at] === word) ? [] : [at],
  );
  if (differing.length < 2) {
    const [at = 0] = differing;
    return [{ message: first.message, others: rest.map(({ words }) => bare(words[at] ?? '')) }];
  }
  const groups = differing.map((at) => groupsBy(sentences, ({ words }) => words[at] ?? ''));
  const fewest = groups.reduce((least, next) => (next.length < least.length ? next : least));
  if (fewest.length === sentences.length) return sentences.map(({ message }) => ({ message, others: [] }));
  return fewest.flatMap(joined);
}

/** Without what belongs to the sentence around it. */
function bare(word: string): string {
  return withoutTrailing(word.replace(/^\(/u, ''), '.,:;)');
}

function groupsBy(sentences: readonly Sentence[], key: (sentence: Sentence) => string): readonly Sentences[] {
  return [...grouped(sentences, key).values()];
}
