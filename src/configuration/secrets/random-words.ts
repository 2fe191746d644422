/** Whether nobody would choose a word as a name: made of letters and digits by chance, as tokens are. Not so ids of an engine and hashes of Git. */
export function isRandom(word: string): boolean {
  if (word.length < SHORTEST || !/^[\w~+=-]+$/.test(word) || !/\d/.test(word)) return false;
  if (UUID.test(word) || HASH.test(word)) return false;
  const runs = word.split(/[-_~+=]/);
  if (runs.every(({ length }) => length < SHORTEST_RUN)) return false;
  const isMixed = /[a-z]/.test(word) && /[A-Z]/.test(word);
  const short = runs.flatMap((run) => run.match(PIECES) ?? []).filter(({ length }) => length <= 2);
  return short.length >= (isMixed ? 3 : 4);
}

const SHORTEST = 16;

/** Names of several short words have signs between them: `eu-to-us-v2`. */
const SHORTEST_RUN = 10;

/** Words as they are joined in one: `invoice`, `Payment`, `API`. */
const PIECES = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const HASH = /^(?:[\da-f]{40}|[\da-f]{64})$/;
