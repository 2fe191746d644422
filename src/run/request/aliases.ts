import { UsageError } from '../../core/errors.js';
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
  throw new UsageError(`no file has an engine ${quotedList(unknown)}`, knownAliases(unknown[0] ?? '', there));
}

/** What may be written instead of an alias that no file has. */
export function knownAliases(unknown: string, there: readonly string[]): string {
  const near = closest(unknown, there);
  if (near !== null) return `did you mean "${near}"?`;
  return there.length === 0 ? 'there is none' : `there are ${quotedList(there)}`;
}

/** The entries that `--engine` asks for; all of them without it. */
export function wantedEntries<E extends { readonly alias: string }>(
  { engines: wanted }: Pick<CheckRequest, 'engines'>,
  entries: readonly E[],
): readonly E[] {
  return wanted.length === 0 ? entries : entries.filter(({ alias }) => wanted.includes(alias));
}
