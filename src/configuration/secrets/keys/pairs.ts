/** Whether a key holds the name of something whose value stands behind another: `{name: DB_PASSWORD, value: …}`. */
export function isNameKey(key: string): boolean {
  return NAMES.test(key);
}

/** Whether a key holds the value of what another one names. */
export function isValueKey(key: string): boolean {
  return VALUES.test(key);
}

/** The last word of a label. */
export function lastWord(label: string): string {
  return /(?:^|[\s{,("'-])(\w+)["']?\s*$/u.exec(label)?.[1] ?? '';
}

const NAMES =
  /^(?:name|key|var(?:iable)?|header|property|param(?:eter)?|env|id|field|label|setting|option)$/i;
const VALUES = /^(?:(?:default|initial)?values?|val|default|content|text|data|string|literal|plain)$/i;
