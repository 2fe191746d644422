import { UsageError } from '../core/errors.js';
import { escapeText, shortened } from '../core/text/text.js';
import { bareAddress, urlOf } from '../core/text/url.js';
import type { SourceFile } from '../load/types.js';

/** Files, or engines that were named by their addresses instead. */
export interface NamedEngines {
  readonly files: readonly string[];
  readonly texts?: ReadonlyMap<string, SourceFile>;
}

const NAME = '<command line>';

/** The configuration that `eu=https://host/engine-rest us=…` stands for. Throws UsageError; what was typed may hold a password. */
export function enginesOf(args: readonly string[]): NamedEngines {
  const text = `engines:\n${namedByAddress(args).map(entryOf).join('')}${TIMEOUTS}`;
  return { files: [NAME], texts: new Map([[NAME, { name: NAME, text }]]) };
}

/** Throws UsageError; what was typed may hold a password. */
export function namedByAddress(args: readonly string[]): readonly NamedEngine[] {
  const engines = args.map(engineIn);
  const seen = new Set<string>();
  for (const { alias } of engines) {
    if (seen.has(alias))
      throw new UsageError(`the engine "${shown(alias)}" is named twice`, 'an alias is used once');
    seen.add(alias);
  }
  return engines;
}

export interface NamedEngine {
  readonly alias: string;
  readonly rest: string;
}

const FORM = 'name each engine as ALIAS=ADDRESS, e.g. eu=https://host/engine-rest';

function engineIn(argument: string): NamedEngine {
  const at = argument.indexOf('=');
  const [alias, address] = [argument.slice(0, at).trim(), argument.slice(at + 1).trim()];
  if (at < 1 || alias === '')
    throw new UsageError('engines that are named by address need an alias each', FORM);
  if (!/^[\p{L}\p{N}_.-]{1,100}$/u.test(alias))
    throw new UsageError(
      `"${shown(alias)}" cannot be an alias here: letters, digits, ".", "_" and "-"`,
      FORM,
    );
  const url = urlOf(address);
  if (url === null || !/^https?:$/u.test(url.protocol))
    throw new UsageError(`the address of "${shown(alias)}" must be an http or https address`, FORM);
  if (url.username !== '' || url.password !== '')
    throw new UsageError(
      `the address of "${shown(alias)}" must not hold a user or password`,
      'use --credentials FILE for a login',
    );
  if (url.search !== '' || url.hash !== '')
    throw new UsageError(`the address of "${shown(alias)}" must end with its path`, FORM);
  return { alias, rest: bareAddress(url) };
}

function shown(text: string): string {
  return shortened(escapeText(text), 40);
}

const TIMEOUTS = 'engine-commons: { connection: { timeout: 5000 }, read: { timeout: 600000 } }\n';

/** What Optimize needs besides is there, so that nothing is said of lines that nobody wrote. */
function entryOf({ alias, rest }: NamedEngine): string {
  return [
    `  ${JSON.stringify(alias)}:`,
    '    name: default',
    `    rest: ${JSON.stringify(rest)}`,
    '    importEnabled: true',
    '    authentication: { enabled: false }',
    `    webapps: { endpoint: ${JSON.stringify(`${new URL(rest).origin}/camunda`)}, enabled: false }`,
    '',
  ].join('\n');
}
