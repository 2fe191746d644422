import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Runs once, before all test files: what they and the programs they start write stands in one folder, which goes with the run. */
export default function setUp(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-tests-'));
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
