import type { Configuration } from '../../configuration/types.js';
import { InputError, UsageError } from '../../core/errors.js';
import { closest } from '../../core/text/did-you-mean.js';
import { quotedList } from '../../core/text/text.js';
import type { CheckRequest } from './request.js';

/** Throws UsageError where `--engine` names an engine that no file has. */
export function refuseUnknownAliases(
  { engines: wanted }: Pick<CheckRequest, 'engines'>,
  engines: readonly { readonly alias: string }[],
): void {
  const there = engines.map(({ alias }) => alias);
  const unknown = wanted.filter((alias) => !there.includes(alias));
  if (unknown.length === 0) return;
  const near = closest(unknown[0] ?? '', there);
  const known = there.length === 0 ? 'there is none' : `there are ${quotedList(there)}`;
  throw new UsageError(
    `no file has an engine ${quotedList(unknown)}`,
    near === null ? known : `did you mean "${near}"?`,
  );
}

/** Throws InputError where there is nobody to ask, and no finding that would say why. */
export function refuseNoEngines({ engines, files }: Configuration): void {
  const empty = files.find(({ schemaFaults }) => schemaFaults.some(({ kind }) => kind === 'no-engines'));
  if (engines.length === 0 && empty !== undefined)
    throw new InputError(`${empty.document.file.name}: "engines" has no engine that could be asked`);
}

/** The entries that `--engine` asks for; all of them without it. */
export function wantedEntries<E extends { readonly alias: string }>(
  { engines: wanted }: Pick<CheckRequest, 'engines'>,
  entries: readonly E[],
): readonly E[] {
  return wanted.length === 0 ? entries : entries.filter(({ alias }) => wanted.includes(alias));
}
