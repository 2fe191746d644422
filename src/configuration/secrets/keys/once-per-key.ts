/**
 * Judges each key once: the same few stand in every entry, and a text of thousands is looked at several times. So many are kept as few
 * files have; in a file with more, those that were met last.
 */
export function oncePerKey<Judgement>(
  judge: (key: string) => Judgement,
  known: readonly (readonly [string, Judgement])[] = [],
): (key: string) => Judgement {
  let judged = new Map<string, Judgement>(known);
  let room = ROOM;
  return (key) => {
    let found = judged.get(key);
    if (found === undefined) {
      found = judge(key);
      room -= key.length + BESIDE_KEY;
      if (room < 0) [judged, room] = [new Map(known), ROOM];
      judged.set(key, found);
    }
    return found;
  };
}

/** In characters: some 50,000 keys, and never more than a few MiB. */
const ROOM = 2_000_000;
/** What a map takes for an entry beside its key, as characters. */
const BESIDE_KEY = 32;
