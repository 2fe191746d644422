import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const NAME = 'multi-engine-tests-';

/**
 * Runs before all test files: what they and the programs they start write stands in one folder, which goes with the run. Each
 * project of a run asks for it, and a run that a test starts; the first has made it.
 */
export default function setUp(): () => void {
  // No test needs the certificates that it names, and to read them takes Node 20 longer than to start.
  delete process.env['NODE_EXTRA_CA_CERTS'];
  if (path.basename(tmpdir()).startsWith(NAME)) return () => undefined;
  const folder = mkdtempSync(path.join(tmpdir(), NAME));
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
