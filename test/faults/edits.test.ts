import { describe, expect, it } from 'vitest';
import { interpret } from '../../src/configuration/interpret.js';
import type { Edit } from '../../src/core/edit.js';
import { edited } from '../../src/edit/edited.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { configurationRules } from '../../src/rules/index.js';
import { editor } from '../../src/run/judge/edits/show-edits.js';
import { runRules } from '../../src/run/judge/runner.js';
import { Seeded, seedOf } from '../helpers/seeded.js';
import { sample } from './configurations.js';
import { FAULTS } from './faults.js';

const seed = seedOf('edits');
const EACH = 30;

/** Rules whose edits replace, rename, add and remove; the others have examples of their own. */
const EXPECTED =
  'C102 C103 C105 C114 C124 C125 C126 C127 C128 C129 C131 C132 C134 C135 C137 C138 C140 C143 C144 C151 C152 C154 C201 C206';

/** What a value hides shows once it is right: that a login is switched off or sent in the clear. */
const FOLLOWS: ReadonlyMap<string, readonly string[]> = new Map([
  ['C114', ['C136']],
  ['C126', ['C138']],
  ['C131', ['C136']],
  ['C138', ['C136']],
  ['C201', ['C205']],
]);

interface Found {
  readonly rule: string;
  readonly key: string;
  readonly edits: readonly Edit[];
}

type Read = ReturnType<typeof read>;

function read(text: string, env: Readonly<Record<string, string>> = {}) {
  const document = parseYaml({ name: 'environment-config.yaml', text });
  const options = { defines: {}, env, variablesFiles: [], target: null };
  const { configuration, vault } = interpret([document], options);
  const { hits } = runRules(configurationRules, { configuration, live: null });
  const found = hits.map(({ rule, hit }): Found => {
    const key = `${rule.code}:${hit.engines.join(',')}:${hit.subject}`;
    return { rule: rule.code, key, edits: hit.edits ?? [] };
  });
  return { document, configuration, vault, found };
}

/** What is wrong with an edit of what was read without any variables, or nothing. */
function objections(text: string, { rule, key, edits }: Found, plain: Read): readonly string[] {
  // An edit waits for a value of each variable that it asks for.
  const asked = [...JSON.stringify(edits).matchAll(/\$\{(\w+)\}/gu)];
  const env = Object.fromEntries(asked.map(([, name = '']) => [name, 'value']));
  const { document, configuration, vault, found } = asked.length === 0 ? plain : read(text, env);
  const after = edited(document, edits);
  const shown = editor(configuration, vault)(edits);
  if (after === null) return shown === null ? [] : ['is shown, but cannot be made'];
  if (shown === null) return ['can be made, but is not shown'];
  const keys = read(after, env).found.map((each) => each.key);
  const before = found.map((each) => each.key);
  // Which hosts look alike is told of all engines whose name and address are known.
  const expected = new Set(['C202', ...(FOLLOWS.get(rule) ?? [])]);
  const added = keys.filter((each) => !before.includes(each) && !expected.has(each.slice(0, 4)));
  const gone = before.filter((each) => !keys.includes(each) && each !== key && !each.startsWith('C202'));
  return [
    ...(keys.includes(key) ? ['is still found'] : []),
    ...added.map((each) => `adds ${each}`),
    // With an engine its own findings go, and what it takes two engines for; with a placeholder that is one, the odd address.
    ...(rule === 'C201' || rule === 'C114' ? [] : gone.map((each) => `takes ${each} away`)),
    ...(isOnePlace(text, after) || rule === 'C152' ? [] : ['changes more than one place']),
  ];
}

/** Lines come, go or change in one place, and nowhere more than a block of them. */
function isOnePlace(before: string, after: string): boolean {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [removed, added] = [a.length - head - tail, b.length - head - tail];
  return removed === 0 || added === 0 || (removed === 1 && added === 1);
}

const made = new Map<string, number>();

describe(`an edit removes its finding and nothing else: ${EACH} cases for each fault`, () => {
  for (const [name, fault] of FAULTS) {
    it(name, () => {
      const choices = new Seeded(seed);
      const wrong: string[] = [];
      for (let count = 0; count < EACH; count += 1) {
        const faulty = fault(sample(choices), choices);
        if (faulty === null) continue;
        const plain = read(faulty.text);
        const hit = plain.found.find(({ rule, edits }) => rule === faulty.rule && edits.length > 0);
        if (hit === undefined) continue;
        if (edited(plain.document, hit.edits) !== null) made.set(hit.rule, (made.get(hit.rule) ?? 0) + 1);
        const against = objections(faulty.text, hit, plain);
        if (against.length > 0) wrong.push(`${hit.key} ${against.join(', ')}\n${faulty.text}`);
      }
      expect(wrong.slice(0, 2)).toEqual([]);
    });
  }

  it('and every kind of edit was among them', () => {
    expect([...made.keys()].toSorted().join(' ')).toBe(EXPECTED);
  });
});
