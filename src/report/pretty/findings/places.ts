import type { Finding, Location } from '../../../core/finding.js';
import { escapeText } from '../../../core/text/text.js';
import type { Block } from './blocks.js';
import { placeText } from './frame.js';

/** Findings whose places are shown with their lines; of more, the lines of the first speak for all. */
const FRAMES_SHOWN = 3;

/** The places that are shown with their lines, each once; what is noted there for one key need not be true of the others. */
export function framedLocations(block: Block): readonly Location[] {
  const places = new Map<string, Location>();
  for (const location of block.flatMap(({ locations }) => locations)) {
    const { file, line, column, endLine, endColumn } = location;
    const key = JSON.stringify([file, line, column, endLine, endColumn]);
    const known = places.get(key);
    if (known === undefined) places.set(key, location);
    else if (known.note !== location.note) places.set(key, { ...known, note: null });
  }
  const shown = new Set(framed(block).flatMap(({ locations }) => locations.map(placeText)));
  return [...places.values()].filter((location) => shown.has(placeText(location)));
}

function framed(block: Block): readonly Finding[] {
  return block.length <= FRAMES_SHOWN ? block : block.slice(0, 1);
}

/** Where the others are, so that no place is lost; without the name of the file that the first place names. */
export function furtherPlaces(block: Block, shown: readonly Location[]): readonly string[] {
  const known = new Set(shown.map(placeText));
  const places = new Set(block.flatMap(({ locations }) => locations.slice(0, 1).map(placeText)));
  const file = `${escapeText(block[0].locations[0]?.file ?? '')}:`;
  return [...places]
    .filter((place) => !known.has(place))
    .map((place) => (place.startsWith(file) ? place.slice(file.length) : place));
}
