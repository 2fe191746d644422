import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/reports');

/** What is stored under a name, or at a whole path. `UPDATE=1` stores `actual` there first, to be read before it is committed. */
export function golden(name: string, actual: string): string {
  const file = path.resolve(FOLDER, name);
  if (process.env['UPDATE'] === '1') writeFileSync(file, actual);
  return readFileSync(file, 'utf8');
}
