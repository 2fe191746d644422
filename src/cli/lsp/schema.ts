import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What schemas/environment-config.schema.json says of a setting, as far as people read it. */
export interface SettingSchema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SettingSchema>>;
  readonly additionalProperties?: boolean | SettingSchema;
  readonly items?: SettingSchema;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly deprecated?: boolean;
  readonly defaultSnippets?: readonly {
    readonly label: string;
    readonly description: string;
    readonly body: Readonly<Record<string, unknown>>;
  }[];
  readonly 'x-secret'?: boolean;
  readonly 'x-first-release'?: string;
  readonly 'x-last-release'?: string;
}

interface WholeSchema extends SettingSchema {
  readonly definitions: Readonly<Record<string, SettingSchema>>;
}

let schema: WholeSchema | null = null;

/** Read when somebody first hovers or completes. */
function wholeSchema(): WholeSchema {
  const file = path.join(import.meta.dirname, '../schemas/environment-config.schema.json');
  const read: WholeSchema = schema ?? JSON.parse(readFileSync(file, 'utf8'));
  schema = read;
  return read;
}

/** The setting that keys lead to, or null where Optimize has none. */
export function schemaAt(keys: readonly string[]): SettingSchema | null {
  let setting: SettingSchema | null = wholeSchema();
  for (const key of keys) {
    setting = setting === null ? null : resolved(below(setting, key));
  }
  return setting;
}

function below(
  { properties = {}, additionalProperties, items }: SettingSchema,
  key: string,
): SettingSchema | null {
  if (key === '[]') return items ?? null;
  if (Object.hasOwn(properties, key)) return properties[key] ?? null;
  return typeof additionalProperties === 'object' ? additionalProperties : null;
}

function resolved(setting: SettingSchema | null): SettingSchema | null {
  const name = setting?.$ref?.split('/').at(-1);
  return name === undefined ? setting : (wholeSchema().definitions[name] ?? null);
}

/** What can stand below a setting, those apart that Optimize refuses today. */
export function settingsBelow({
  properties = {},
}: SettingSchema): readonly (readonly [string, SettingSchema])[] {
  return Object.entries(properties).filter(([, { deprecated }]) => deprecated !== true);
}

export function isSwitch({ pattern = '' }: SettingSchema): boolean {
  return pattern.startsWith('^(?:true');
}

/** In Markdown: what it is, what it is without a value, and since when there is such a setting. */
export function wordsOf(keys: readonly string[], setting: SettingSchema): string {
  const { title, description, default: usual, examples: [example] = [] } = setting;
  const facts = [
    ...(isPlain(usual) ? [`Default: \`${String(usual)}\``] : []),
    ...(isPlain(example) ? [`Example: \`${String(example)}\``] : []),
    ...(setting['x-first-release'] === undefined ? [] : [`Since Optimize ${setting['x-first-release']}`]),
    ...(setting['x-last-release'] === undefined ? [] : [`Until Optimize ${setting['x-last-release']}`]),
  ];
  return [
    `**${title ?? keys.at(-1) ?? ''}** \`${keys.map(shownKey).join('.')}\``,
    description,
    facts.join('  \n'),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
}

/** A key that is no plain name may be an address with a login in it: nobody needs it to know which setting is meant. */
function shownKey(key: string): string {
  return /^(?:[\p{L}\p{N}_.-]+|\[\])$/u.test(key) ? key : '*';
}

/** A value that is typed in one go, unlike lists and sections. */
export function isPlain(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'object' && value !== '';
}
