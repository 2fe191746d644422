/**
 * Judges each key once: the same few stand in every entry. So many are kept as no sound file has; of a file with more, the others are judged
 * each time.
 */
export function oncePerKey<Judgement>(
  judge: (key: string) => Judgement,
  known: Iterable<readonly [string, Judgement]> = [],
): (key: string) => Judgement {
  const judged = new Map<string, Judgement>(known);
  return (key) => {
    let found = judged.get(key);
    if (found === undefined) {
      found = judge(key);
      if (judged.size < MOST_KEPT) judged.set(key, found);
    }
    return found;
  };
}

const MOST_KEPT = 5000;
