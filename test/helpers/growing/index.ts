import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { GROWING_CARRIERS } from './carriers.js';
import { GROWING_COMPARED } from './compared.js';
import { GROWING_CURSORS } from './cursors.js';
import { GROWING_FILES } from './files.js';
import { GROWING_PEOPLE } from './people.js';
import { GROWING_RECORDINGS } from './recordings.js';
import { checked } from './run.js';
import { GROWING_TEXTS } from './texts.js';
import type { GrowingInput } from './types.js';

const TEXTS = Object.entries({ ...GROWING_TEXTS, ...GROWING_CARRIERS }).map(
  ([name, [size, textOf]]): GrowingInput => ({
    name,
    size,
    workOn(count, folder) {
      const file = path.join(folder, 'environment-config.yaml');
      writeFileSync(file, textOf(count));
      return () => checked([file]);
    },
  }),
);

/** Every shape in which an input can grow: the tests hold each to what one pass takes, and the bench shows it. */
export const GROWING_INPUTS: readonly GrowingInput[] = [
  ...TEXTS,
  ...GROWING_COMPARED,
  ...GROWING_CURSORS,
  ...GROWING_FILES,
  ...GROWING_PEOPLE,
  ...GROWING_RECORDINGS,
];
