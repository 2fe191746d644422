import { invisibleIn, shortened } from '../../core/text/text.js';
import { isBefore } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  readonly name: string;
  /** The spelling of Optimize 1.x, `/engine/default`. */
  readonly path: boolean;
}

export default configurationRule({
  code: 'C134',
  name: 'engine-name-malformed',
  severity: 'warning',
  severityOf: ({ path }) => (path ? 'error' : 'warning'),
  *check({ configuration }) {
    // Optimize 1.x wants the path.
    const wantsPath = isBefore(configuration.target, '2.0');
    for (const { document, entries } of configuration.files) {
      for (const each of entries) {
        const { name, alias } = each.entry;
        if (name === null || name.trim() === '' || !needsEscaping(name)) continue;
        const data: Data = { engine: alias, name, path: /^\/?engine\//u.test(name) };
        if (data.path && wantsPath) continue;
        yield {
          data,
          engines: [alias],
          at: [{ file: document.file.name, pointer: each.setting('name').pointer, part: 'value' }],
          edits: data.path
            ? [
                {
                  kind: 'set',
                  file: document.file.name,
                  pointer: each.setting('name').pointer,
                  value: bareName(name),
                },
              ]
            : [],
          subject: 'name',
        };
      }
    }
  },
  message({ engine, name, path }: Data) {
    const what = `"name" of engine ${named(engine)} is "${shortened(name, 40)}"`;
    return path
      ? `${what}: only Optimize 1.x expected a path here; today the path is doubled and every call fails.`
      : `${what}: Optimize puts it into the address unescaped, where it breaks the path.`;
  },
  remedy({ path }: Data) {
    return path ? 'Write the name alone:' : 'Use the engine name that GET {rest}/engine lists:';
  },
  sample({ name, path }: Data) {
    return `name: ${path ? bareName(name) : 'default'}`;
  },
});

function bareName(name: string): string {
  return name.replace(/^\/?engine\//u, '');
}

/** What is left of broken placeholders has findings of its own. Dots alone are steps in an address. */
function needsEscaping(name: string): boolean {
  if (name.includes('${') || invisibleIn(name) !== null) return false;
  return /[^A-Za-z0-9\-_.!~*'()]/u.test(name) || /^\.{1,2}$/u.test(name);
}
