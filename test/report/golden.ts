import { readFileSync, writeFileSync } from 'node:fs';

const FOLDER = new URL('../../fixtures/reports/', import.meta.url);

/** What is stored under a name. `UPDATE=1` stores `actual` there first, to be read before it is committed. */
export function golden(name: string, actual: string): string {
  const file = new URL(name, FOLDER);
  if (process.env['UPDATE'] === '1') writeFileSync(file, actual);
  return readFileSync(file, 'utf8');
}
