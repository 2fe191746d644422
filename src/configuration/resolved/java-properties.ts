/**
 * Variables in which Java finds options, those that count more at the end: the Java machine reads the first, its launcher the second, and the
 * start script of Optimize hands on the third.
 */
export const JAVA_OPTIONS = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', 'OPTIMIZE_JAVA_OPTS'];

/** One word of a line of options: quotes keep blanks together, wherever in the word they are. */
const WORD = /(?:"[^"]*"|'[^']*'|[^\s"'])+/gu;

/** The system properties that a line of Java options sets: `-DNAME=value`, and empty where there is no value. */
export function systemPropertiesIn(options: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const [word] of options.matchAll(WORD)) {
    const [, name, value = ''] = /^-D([^=]+)(?:=(.*))?$/su.exec(unquoted(word)) ?? [];
    if (name !== undefined) properties.set(name, value);
  }
  return properties;
}

function unquoted(word: string): string {
  return word.replaceAll(
    /"([^"]*)"|'([^']*)'/gu,
    (_, double?: string, single?: string) => double ?? single ?? '',
  );
}
