import { expect, it } from 'vitest';
import type { Change } from '../../src/core/edit.js';
import { edited } from '../../src/edit/edited.js';
import { editedTogether } from '../../src/edit/together.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { growth } from '../helpers/growth.js';

it('changes a text of many faults with work that grows like the text', () => {
  workOf(1_000);
  // Sixteen times as many equal keys take 256 times as long where each is compared with all.
  expect(workOf(16_000)).toBeLessThan(64 * Math.max(workOf(1_000), 10_000));
});

/** Processor time, in microseconds, of one change in a file with so many equal keys. */
function workOf(keys: number): number {
  const text = `engines:\n  a:\n    name: default\n${'    rest: http://x\n'.repeat(keys)}`;
  const document = parseYaml({ name: 'environment-config.yaml', text });
  expect(document.faults.length).toBeGreaterThanOrEqual(keys - 1);
  const started = process.cpuUsage();
  const changed = edited(document, [{ kind: 'set', pointer: '/engines/a/name', value: 'other' }]);
  const { user, system } = process.cpuUsage(started);
  expect(changed).toContain('name: other');
  return user + system;
}

/** As many entries, in each of which a name is corrected, in one go. */
function renamed(count: number): void {
  const names = Array.from({ length: count }, (_, index) => `e${index}`);
  const document = parseYaml({
    name: 'environment-config.yaml',
    text: `engines:\n${names.map((name) => `  ${name}: { nam: default }\n`).join('')}`,
  });
  const groups = names.map((name): Change[] => [
    { kind: 'rename', pointer: `/engines/${name}/nam`, key: 'name' },
  ]);
  expect(editedTogether(document, groups).left).toEqual([]);
}

it('makes thousands of changes in one section with work that grows like their number', async () => {
  // A copy of the section for each of its changes would take 64 times as long.
  expect(await growth(renamed, 1_000, 8, 2)).toBeLessThan(24);
});
