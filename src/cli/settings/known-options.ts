import type { KnownOption } from '../../run/settings/types.js';
import type { AnyCommand } from '../command-types.js';
import type { OptionDefinition } from '../options/option-types.js';
import { SETTINGS } from '../options/options.js';

/** Every option of a command that takes settings, once. */
export function knownOptions(commands: readonly AnyCommand[]): readonly KnownOption[] {
  const takesSettings = commands.filter(({ options }) =>
    options.some(({ heading }) => heading === SETTINGS.heading),
  );
  const byName = new Map<string, KnownOption>();
  for (const option of takesSettings.flatMap(optionsOf)) {
    const name = nameOf(option);
    const before = byName.get(name);
    byName.set(name, {
      name,
      kind: kindOf(option),
      allowed: option.inSettings !== undefined || before?.allowed === true,
    });
  }
  return [...byName.values()];
}

export function optionsOf({ options }: Pick<AnyCommand, 'options'>): readonly OptionDefinition[] {
  return options.flatMap((group) => group.options);
}

/** `--fail-on <severity>` is `fail-on`. */
export function nameOf({ flags }: OptionDefinition): string {
  return (flags.split(' ')[0] ?? '').replace(/^--/, '');
}

/** The same as commander has it: `failOn`, and `env` for `--no-env`. */
export function keyOf(option: OptionDefinition): string {
  return nameOf(option)
    .replace(/^no-/, '')
    .replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function kindOf({ flags, repeat = false }: OptionDefinition): KnownOption['kind'] {
  if (!flags.includes(' ')) return 'switch';
  return repeat ? 'list' : 'value';
}
