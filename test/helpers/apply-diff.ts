/** Applies a diff in the plainest way, and holds it to its own line numbers. */
export function applied(before: readonly string[], diff: string): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const hunk of diff.split(/^(?=@@)/m).slice(diff === '' ? 0 : 1)) {
    const [head = '', ...body] = hunk.match(/[^\n]*\n/g) ?? [];
    const [, start = '0', count = '0'] = /^@@ -(\d+),(\d+)/.exec(head) ?? [];
    const from = Number(start) - (count === '0' ? 0 : 1);
    result.push(...before.slice(at, from));
    at = from;
    for (const line of body) {
      const text = line.slice(1);
      if (line.startsWith('+')) result.push(text);
      else {
        if (before[at] !== text) throw new Error(`line ${at} is ${before[at]}, not ${text}`);
        if (line.startsWith(' ')) result.push(text);
        at += 1;
      }
    }
  }
  return [...result, ...before.slice(at)];
}
