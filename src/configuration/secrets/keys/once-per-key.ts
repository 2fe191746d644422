/**
 * Judges each key once: the same few stand in every entry. So many are kept as no sound file has; in a file with more, those that were met
 * last.
 */
export function oncePerKey<Judgement>(
  judge: (key: string) => Judgement,
  known: readonly (readonly [string, Judgement])[] = [],
): (key: string) => Judgement {
  let judged = new Map<string, Judgement>(known);
  return (key) => {
    let found = judged.get(key);
    if (found === undefined) {
      found = judge(key);
      if (judged.size >= MOST_KEPT) judged = new Map(known);
      judged.set(key, found);
    }
    return found;
  };
}

const MOST_KEPT = 5000;
