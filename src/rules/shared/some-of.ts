/** The first few of many, for a sentence: `a, b and 3 more`. */
export function someOf(names: readonly string[], limit = 3): string {
  const shown = names.slice(0, limit).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** Engines for a sentence: of hundreds the first few, because all of them stand beside it, each with its place. */
export function someEngines(aliases: readonly string[]): string {
  return someOf(aliases, MOST_ENGINES);
}

const MOST_ENGINES = 10;
