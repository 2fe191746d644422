import { greatest } from '../../core/many.js';
import { safeValue } from '../options/safe-usage.js';
import { MASK } from '../../core/text/secret-text.js';
import { escapeText } from '../../core/text/text.js';
import { lineIndexOf } from '../../load/text/lines.js';
import { ALL_RULES } from '../../rules/all.js';
import type { Scope, Settings } from '../../run/settings/types.js';
import type { AnyCommand } from '../command-types.js';
import type { OptionDefinition } from '../options/option-types.js';
import type { RawOptions } from '../options/options.js';
import { toStandardOutput } from '../output/standard-output.js';
import { liveRequestOf } from '../live-request.js';
import { requestOf } from '../request.js';
import { completion, type Completion, type Asked } from './complete.js';
import { keyOf, nameOf, optionsOf } from './known-options.js';

/** A line of a settings file, and behind it where its value comes from. */
type Row = readonly [text: string, origin: string];

/**
 * `--print-config`: a settings file that says what is in effect, each value with its origin. What a flag gave and no settings file may have
 * is told in a comment.
 */
export async function printConfig(
  command: AnyCommand,
  files: readonly string[],
  { file, options, commands }: Omit<Asked, 'file'> & { readonly file: string | null },
): Promise<number> {
  const found = file === null ? null : completion(command, files, { file, options, commands });
  const effective = found?.options ?? options;
  refuseWrong(effective);
  const settings = found?.settings ?? null;
  const rows: readonly Row[] = [
    [`# What is in effect for multi-engine ${command.name}`, ''],
    [`# settings: ${settings === null ? 'none' : settings.policy.source.name}`, ''],
    ...optionRows(command, effective, found),
    ...(settings === null ? [] : documentationRow(settings)),
    ...ruleRows(settings),
    ...(settings === null ? [] : [...overrideRows(settings), ...suppressionRows(settings)]),
  ];
  const width = Math.min(60, greatest(rows.map(([text, origin]) => (origin === '' ? 0 : text.length))));
  const lines = rows.map(([text, origin]) => (origin === '' ? text : `${text.padEnd(width)}  # ${origin}`));
  await toStandardOutput(`${lines.map(escapeText).join('\n')}\n`);
  return 0;
}

/** A wrong value is in effect nowhere. */
function refuseWrong(options: RawOptions): void {
  requestOf('validate', [], options, null);
  liveRequestOf(options, new AbortController().signal, () => undefined);
}

const FLAG = 'command line';

function optionRows(command: AnyCommand, options: object, found: Completion | null): readonly Row[] {
  const definitions = optionsOf(command).filter(
    (each) => !['settings', 'print-config'].includes(nameOf(each)),
  );
  const optimize = definitions.filter((each) => nameOf(each) === 'optimize');
  const settable = definitions.filter(({ inSettings }) => inSettings !== undefined);
  const others = definitions.filter((each) => !optimize.includes(each) && !settable.includes(each));
  const row = (definition: OptionDefinition, indent: string): Row =>
    optionRow(definition, options, found, indent);
  return [
    ...optimize.map((each) => row(each, '')),
    ['options:', ''],
    ...settable.map((each) => row(each, '  ')),
    ...others.flatMap((each) => typedRow(each, options)),
  ];
}

function optionRow(
  definition: OptionDefinition,
  options: object,
  found: Completion | null,
  indent: string,
): Row {
  const key = keyOf(definition);
  const value = masked(nameOf(definition), Reflect.get(options, key));
  const from = found?.from.get(key);
  const name = `${indent}${nameOf(definition)}:`;
  if (value !== undefined) {
    const origin = from === undefined || found === null ? FLAG : lineOf(found.settings, from.start);
    return [`${name} ${yamlOf(value)}`, origin];
  }
  const usual = /\(default: ([^)]*)\)/.exec(definition.help)?.[1]?.replace(/ .*/, '');
  if (usual !== undefined) return [`${name} ${usual}`, 'default'];
  if (!definition.flags.includes(' ')) return [`${name} false`, 'default'];
  return [`${indent}# ${nameOf(definition)}: not set`, 'default'];
}

/** What can only be typed is no setting. */
function typedRow(definition: OptionDefinition, options: object): readonly Row[] {
  const value: unknown = Reflect.get(options, keyOf(definition));
  const isNegative = nameOf(definition).startsWith('no-');
  if (value === undefined || value === isNegative) return [];
  const shown = typeof value === 'boolean' ? '' : `=${yamlOf(masked(nameOf(definition), value))}`;
  return [[`  # --${nameOf(definition)}${shown}`, FLAG]];
}

/** The value of a placeholder may be anything. */
function masked(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => masked(name, each));
  if (typeof value !== 'string') return value;
  return name === 'define' ? value.replace(/=.*$/su, `=${MASK}`) : safeValue(value);
}

function documentationRow(settings: Settings): readonly Row[] {
  const { documentation } = settings.policy;
  return documentation === null
    ? [['# documentation: not set', 'the pages of the package']]
    : [[`documentation: ${yamlOf(safeValue(documentation))}`, settings.policy.source.name]];
}

/** Every rule; `default` is the severity that it has by itself. */
function ruleRows(settings: Settings | null): readonly Row[] {
  const everywhere = (settings?.policy.levels ?? []).filter(({ scope }) => isEverywhere(scope));
  const byRule = new Map(everywhere.map((level) => [level.rule, level]));
  const rows = ALL_RULES.map(({ code, name, severity }): Row => {
    const level = byRule.get(code);
    return level === undefined || settings === null
      ? [`  ${code}: default`, `${severity}, ${name}`]
      : [`  ${code}: ${level.level}`, `${lineOf(settings, level.span.start)}, ${name}`];
  });
  return [['rules:', ''], ...rows];
}

function isEverywhere({ files, engines }: Scope): boolean {
  return files.length + engines.length === 0;
}

function overrideRows(settings: Settings): readonly Row[] {
  const scoped = settings.policy.levels.filter(({ scope }) => !isEverywhere(scope));
  const scopes = [...new Set(scoped.map(({ scope }) => scope))];
  const forFiles = settings.overrides.filter(
    ({ options, optimize }) => options.length > 0 || optimize !== null,
  );
  const rows = [
    ...forFiles.flatMap(({ files, optimize, options, span }): readonly Row[] => [
      [`  - files: ${yamlOf(files.map(safeValue))}`, lineOf(settings, span.start)],
      ...(optimize === null ? [] : [[`    optimize: ${yamlOf(safeValue(optimize.text))}`, ''] as const]),
      ...(options.length === 0 ? [] : [['    options:', ''] as const]),
      ...options.map(({ name, value }): Row => {
        const texts = typeof value === 'boolean' ? value : value.map(({ text }) => text);
        return [`      ${name}: ${yamlOf(masked(name, texts))}`, ''];
      }),
    ]),
    ...scopes.flatMap((scope): readonly Row[] => [
      ...scopeRows(scope, '  - '),
      ['    rules:', ''],
      ...scoped
        .filter((each) => each.scope === scope)
        .map(({ rule, level, span }): Row => [`      ${rule}: ${level}`, lineOf(settings, span.start)]),
    ]),
  ];
  return rows.length === 0 ? [] : [['overrides:', ''], ...rows];
}

function suppressionRows(settings: Settings): readonly Row[] {
  const { suppressions } = settings.policy;
  const rows = suppressions.flatMap(({ codes, scope, reason, until, span }): readonly Row[] => [
    [`  - rules: ${yamlOf(codes)}`, lineOf(settings, span.start)],
    ...scopeRows(scope, '    '),
    [`    reason: ${yamlOf(safeValue(reason))}`, ''],
    ...(until === null ? [] : [[`    until: ${yamlOf(until)}`, ''] as const]),
  ]);
  return rows.length === 0 ? [] : [['suppressions:', ''], ...rows];
}

function scopeRows({ files, engines }: Scope, first: string): readonly Row[] {
  const lists = [
    ...(files.length === 0 ? [] : [`files: ${yamlOf(files.map(safeValue))}`]),
    ...(engines.length === 0 ? [] : [`engines: ${yamlOf(engines.map(safeValue))}`]),
  ];
  return lists.map((text, index): Row => [(index === 0 ? first : '    ') + text, '']);
}

function lineOf({ policy: { source } }: Settings, offset: number): string {
  return `${source.name}:${lineIndexOf(source).position(offset).line}`;
}

/** On one line, so that its origin can follow. */
function yamlOf(value: unknown): string {
  if (typeof value === 'string' && /^[A-Za-z0-9][\w./-]*$/.test(value)) return value;
  if (Array.isArray(value)) return `[${value.map(yamlOf).join(', ')}]`;
  return JSON.stringify(value) ?? 'null';
}
