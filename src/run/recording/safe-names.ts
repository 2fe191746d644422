import { maskText } from '../../configuration/secrets/masked-source.js';
import type { RecordedOptions, RecordedRun } from '../../probe/recording/recorded-run.js';

/** A recorded run in which no file is called like a secret. Two that are alike without it stay two. */
export function withSafeNames(run: RecordedRun): RecordedRun {
  const safe = new Map<string, string>();
  const taken = new Set<string>();
  const named = (name: string): string => {
    const known = safe.get(name);
    if (known !== undefined) return known;
    const free = freeName(maskText(name), taken);
    taken.add(free);
    safe.set(name, free);
    return free;
  };
  return {
    ...run,
    files: run.files.map(named),
    texts: run.texts.map((text) => ({ ...text, file: named(text.file), name: named(text.name) })),
    options: Object.fromEntries(
      Object.entries(run.options).map(([name, value]) => [name, safeOption(value, named)]),
    ),
  };
}

/** Nothing but a mask makes two of them alike. */
function freeName(shown: string, taken: ReadonlySet<string>): string {
  let free = shown;
  for (let number = 2; taken.has(free); number += 1) free = `${shown} (${number})`;
  return free;
}

function safeOption(
  value: RecordedOptions[string],
  named: (name: string) => string,
): RecordedOptions[string] {
  if (typeof value === 'string') return named(value);
  return Array.isArray(value) ? value.map(named) : value;
}
