import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

const FOLDER = new URL('../../fixtures/reports/', import.meta.url);

/** Compares with a stored file byte for byte; `UPDATE=1` writes the file instead, to be read before it is committed. */
export function expectGolden(name: string, actual: string): void {
  const file = new URL(name, FOLDER);
  if (process.env['UPDATE'] === '1') writeFileSync(file, actual);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
