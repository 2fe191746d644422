import { shortened } from '../../core/text/text.js';
import { changeRule } from '../rule.js';
import { kept, renamed, type ComparedEngine, type ComparedText } from '../shared/changed-engines.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** The alias before, where it changed as well. */
  readonly formerly?: string;
  readonly from: ComparedText;
  readonly to: ComparedText;
}

export default changeRule({
  code: 'D602',
  name: 'default-tenant-changed',
  severity: 'error',
  *check({ before, after }) {
    for (const { from, to } of [...kept(before, after), ...renamed(before, after)]) {
      const [old, now] = [from.defaultTenant, to.defaultTenant];
      if (old.text === now.text && old.known === now.known) continue;
      const [{ alias: formerly }, { alias: engine }] = [from.entry, to.entry];
      const data: Data = { engine, ...(formerly !== engine && { formerly }), from: old, to: now };
      yield {
        data,
        engines: [engine],
        at: [placeOf(to), { ...placeOf(from), note: 'before' }],
        ...(!areKnown(data) && { certainty: 'weak' as const }),
        subject: 'defaultTenant',
      };
    }
  },
  affects(data: Data) {
    const { engine, formerly, from, to } = data;
    const aliases = formerly === undefined ? [engine] : [formerly, engine];
    return {
      change: { of: 'tenant', aliases, from: idOf(from), to: idOf(to), known: areKnown(data) },
    };
  },
  message({ engine, from, to }: Data) {
    return `The default tenant of ${named(engine)} changes from ${inWords(from)} to ${inWords(to)}: what Optimize has imported keeps the old one.`;
  },
  remedy() {
    return 'Leave the default tenant as it was, or plan a full re-import: Optimize writes it into everything that it imports.';
  },
});

function areKnown({ from, to }: Data): boolean {
  return from.known && to.known;
}

function idOf({ text, known }: ComparedText): string | null {
  return known ? text : null;
}

function placeOf({ entry, defaultTenant }: ComparedEngine): {
  file: string;
  pointer: string;
  part: 'key' | 'entry';
} {
  const { file, pointer } = entry;
  return defaultTenant.text === null
    ? { file, pointer, part: 'key' }
    : { file, pointer: `${pointer}/defaultTenant/id`, part: 'entry' };
}

function inWords({ shown, known }: ComparedText): string {
  if (shown === null) return known ? 'none' : 'what cannot be read here';
  return known ? `"${shortened(shown, 30)}"` : shortened(shown, 30);
}
