/** The words of a command line in a text that multi-engine is handed, as a shell splits them; empty where there is none. */
export function wordsOf(line: string): readonly string[] {
  const [, own = ''] = /(?:^|[|(] *)multi-engine ([^|)>]*)/.exec(line) ?? [];
  return Array.from(own.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g), ([, double, single, bare]) => {
    return double ?? single ?? bare ?? '';
  });
}
