import { CATALOGUE } from '../../rules/catalogue.js';
import { KNOWN_VERSIONS, VERSIONS_AS_OF } from '../../optimize/releases.js';

const VERSION: ReadonlySet<string> = new Set(['--version', '-V', '-v']);
const VERBOSE: ReadonlySet<string> = new Set(['--verbose', '-v']);

/** Whether nothing but the version was asked for: `--version`, `-v`, `--version --verbose`. */
export function wantsVersion(argv: readonly string[]): boolean {
  return (
    argv.some((word) => VERSION.has(word)) && argv.every((word) => VERSION.has(word) || VERBOSE.has(word))
  );
}

/** The version, and with `--verbose` what a report of a problem should name: what the tool knows and what it runs on. */
export async function versionText(argv: readonly string[], version: string): Promise<string> {
  const first = `multi-engine ${version}\n`;
  const isVerbose = argv.includes('--verbose') || argv.length > 1;
  return isVerbose ? first + (await furtherLines()) : first;
}

async function furtherLines(): Promise<string> {
  const { release } = await import('node:os');
  const rows = [
    ['Node', `${process.version} on ${process.platform} ${release()} (${process.arch})`],
    ['Rules', String(CATALOGUE.length)],
    ['Optimize', `${KNOWN_VERSIONS.at(1) ?? ''} to ${KNOWN_VERSIONS.at(-2) ?? ''}`],
    ['Tables', `versions of Optimize and engines as of ${VERSIONS_AS_OF}`],
    ['Sources', 'docs.camunda.io; which pages: docs/optimize-versions.md'],
  ] as const;
  return rows.map(([name, text]) => `${name.padEnd(9)} ${text}\n`).join('');
}
