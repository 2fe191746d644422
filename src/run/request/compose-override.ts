import { existsSync } from 'node:fs';
import path from 'node:path';

/** What compose looks for where no file is named, and what it then puts over it: the first of each that is there. */
const USUAL = /^(?:docker-)?compose\.ya?ml$/u;
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** Says of a file that compose puts over the one that was named: how the two are merged is for compose to say. Nothing where there is none. */
export function overrideNotes(file: string): readonly string[] {
  const name = path.basename(file);
  if (!USUAL.test(name)) return [];
  const override = OVERRIDES.find((each) => existsSync(path.join(path.dirname(file), each)));
  if (override === undefined) return [];
  return [
    `${override} is put over ${name} by compose, and is not checked: docker compose config | multi-engine validate - judges what comes of both`,
  ];
}
