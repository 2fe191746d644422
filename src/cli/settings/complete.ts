import path from 'node:path';
import { InputError, UsageError } from '../../core/errors.js';
import { lineIndexOf } from '../../load/text/lines.js';
import type { Span } from '../../load/types.js';
import { ACCESS_FORMAT_NAMES } from '../../report/access/index.js';
import { formatNamed, isFormatName } from '../../report/index.js';
import { placeIn } from '../../run/settings/policy.js';
import { readSettings } from '../../run/settings/read.js';
import type { FileOverride, Given, GivenOption, Settings } from '../../run/settings/types.js';
import { fits } from '../../run/settings/wildcards.js';
import type { AnyCommand } from '../command-types.js';
import type { OptionDefinition } from '../options/option-types.js';
import type { RawOptions } from '../options/options.js';
import { checkValue } from './check-value.js';
import { keyOf, knownOptions, nameOf, optionsOf } from './known-options.js';

/** A command line, and the settings file that goes with it. */
export interface Asked {
  readonly file: string;
  readonly options: object;
  /** All commands of the program: settings are for all of them. */
  readonly commands: readonly AnyCommand[];
}

/** The options of a command line with the defaults that the settings have for them, and what the settings say of findings. */
export function completed(command: AnyCommand, files: readonly string[], asked: Asked): object {
  return { ...completion(command, files, asked).options };
}

/** Where a value comes from that no flag gave. */
export interface Completion {
  readonly settings: Settings;
  readonly options: object & Pick<RawOptions, 'policy'>;
  /** By the key of the option. */
  readonly from: ReadonlyMap<string, Span>;
}

export function completion(
  command: AnyCommand,
  files: readonly string[],
  { file, options, commands }: Asked,
): Completion {
  const settings = readSettings(file, knownOptions(commands));
  checkAll(settings);
  const overrides = settings.overrides.filter((each) => isFor(each, files, settings));
  const given = [settings.options, ...overrides.map((each) => each.options)].flat();
  const optimize = [settings.optimize, ...overrides.map((each) => each.optimize)].findLast(
    (each) => each !== null,
  );
  const from = new Map<string, Span>();
  const result: Record<string, unknown> = { ...options };
  for (const definition of optionsOf(command)) {
    const key = keyOf(definition);
    const found =
      nameOf(definition) === 'optimize'
        ? (optimize ?? null)
        : (given.findLast(({ name }) => name === nameOf(definition)) ?? null);
    const value =
      found === null || result[key] !== undefined ? undefined : valueOf(found, definition, settings, command);
    if (found === null || value === undefined) continue;
    result[key] = value;
    from.set(key, found.span);
  }
  const policy = { ...settings.policy, lenient: lenientIn(result, from) };
  return { settings, options: { ...result, policy }, from };
}

/** Nothing in the list of findings shows that these were set once and for all. */
function lenientIn(
  options: Readonly<Record<string, unknown>>,
  from: ReadonlyMap<string, Span>,
): readonly string[] {
  return [
    ...(from.has('failOn') && options['failOn'] === 'never' ? ['fail-on: never'] : []),
    ...(from.has('allowInconclusive') && options['allowInconclusive'] === true
      ? ['allow-inconclusive: true']
      : []),
  ];
}

function valueOf(
  found: Given | GivenOption,
  definition: OptionDefinition,
  { policy: { folder } }: Settings,
  command: AnyCommand,
): unknown {
  if ('text' in found) return found.text;
  const { value } = found;
  if (typeof value === 'boolean') return value;
  const place = (text: string): string => path.relative('', path.resolve(folder, text)) || '.';
  const texts = value.map(({ text }) => (definition.inSettings === 'path' ? place(text) : text));
  if (definition.repeat !== true) return texts[0];
  const usable =
    nameOf(definition) === 'format' ? texts.filter((format) => canWrite(command, format)) : texts;
  return usable.length === 0 ? undefined : usable;
}

/** A format that this command does not have is for the others. */
function canWrite({ name, live }: AnyCommand, format: string): boolean {
  if (name === 'access') return ACCESS_FORMAT_NAMES.some((each) => each === format);
  return isFormatName(format) && (live || formatNamed(format).needsEngines !== true);
}

/** Whether the files of a run are meant: all or none of them, because a run has one value of each option. */
function isFor(override: FileOverride, files: readonly string[], settings: Settings): boolean {
  const { folder } = settings.policy;
  if (override.files.length === 0 || (override.optimize === null && override.options.length === 0))
    return false;
  const meant = files.filter((file) =>
    override.files.some((pattern) => fits(pattern, placeIn(folder, file))),
  );
  if (meant.length === 0) return false;
  if (meant.length === files.length) return true;
  throw new UsageError(
    `${placeOf(settings, override.span)}: this override is for ${meant[0] ?? ''} and not for all files of this run`,
    'check them in runs of their own, or give its options on the command line',
  );
}

/** Every value is looked at, also those that this run does not need. */
function checkAll(settings: Settings): void {
  const { options, overrides, optimize } = settings;
  const targets = [optimize, ...overrides.map((each) => each.optimize)].filter((each) => each !== null);
  for (const { text, span } of targets) check(settings, span, 'optimize', text);
  for (const { name, value } of [options, ...overrides.map((each) => each.options)].flat())
    if (typeof value !== 'boolean') for (const { text, span } of value) check(settings, span, name, text);
}

function check(settings: Settings, span: Span, name: string, text: string): void {
  try {
    checkValue(name, text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new InputError(`${placeOf(settings, span)}: ${error.message}`, { help: error.help });
  }
}

/** `multi-engine.config.yaml:4`. */
export function placeOf({ policy: { source } }: Settings, span: Span): string {
  return `${source.name}:${lineIndexOf(source).position(span.start).line}`;
}
