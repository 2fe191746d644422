import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/configuration/types.js';
import { finding } from '../../report/reports.js';
import { unreadableParts } from '../../../src/run/judge/unreadable-parts.js';
import { isDamaged, unreadNotes } from '../../../src/run/judge/unreadable.js';
import { interpreted } from '../../configuration/helpers.js';
import { requestFor } from '../../helpers/fixtures.js';

const SOUND = { misplaced: null };
const LOST = { misplaced: { kind: 'misspelled' } };

function configurationOf(files: readonly object[], damaged: readonly object[] = []): Configuration {
  return { files, documents: () => [{ damaged: [] }, { damaged }] } as unknown as Configuration;
}

describe('a configuration is damaged', () => {
  it.each([
    ['where one of its files has engines that nothing reads', configurationOf([SOUND, LOST]), true],
    ['where a part of one document is hidden', configurationOf([SOUND], [{ start: 0, end: 1 }]), true],
    ['nowhere else', configurationOf([SOUND, SOUND]), false],
  ])('%s', (_, configuration, is) => {
    expect(isDamaged(configuration)).toBe(is);
  });
});

describe('what every command says of a configuration', () => {
  const ENTRY = 'eu: {name: default, rest: "https://eu.example.com/engine-rest"}';

  it.each([
    ['is a syntax error that hides a part of it', `engines:\n  ${ENTRY}\n  us: [\n`, ['C101']],
    ['is one that hides nothing', `engines:\n  ${ENTRY}\nui:\t1\n`, ['C101']],
    ['is engines in the wrong place', `Engines:\n  ${ENTRY}\n`, ['C120']],
    ['is not what keeps nobody from reading it', `engines:\n  ${ENTRY}\n  eu: {nmae: a}\n`, []],
    ['is nothing where it is sound', `engines:\n  ${ENTRY}\n`, []],
  ])('%s', async (_, text, rules) => {
    const { configuration, vault } = interpreted(text);
    const findings = await unreadableParts(configuration, vault, requestFor([]));
    expect(findings.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('what was not checked', () => {
  const files = [
    { misplaced: null, document: { file: { name: 'sound.yaml' } } },
    { misplaced: { kind: 'misspelled' }, document: { file: { name: 'lost.yaml' } } },
  ];
  const documents = [
    { damaged: [], file: { name: 'sound.yaml' } },
    { damaged: [{ start: 0, end: 1 }], file: { name: 'torn.yaml' } },
  ];
  const configuration = { files, documents: () => documents } as unknown as Configuration;
  const LOST_NOTE = 'lost.yaml has engines where nothing reads them: they were not checked';
  const TORN_NOTE = 'torn.yaml cannot be read to its end: what is hidden there was not checked';

  it.each<[string, readonly string[], boolean, readonly string[]]>([
    ['is noted of each file', [], true, [TORN_NOTE, LOST_NOTE]],
    ['is not noted where a finding says it', ['torn.yaml', 'lost.yaml'], true, []],
    ['is noted where findings say it of another file', ['torn.yaml'], true, [LOST_NOTE]],
    ['is noted where findings say something else', ['torn.yaml', 'lost.yaml'], false, [TORN_NOTE, LOST_NOTE]],
  ])('%s', (_, names, unreadable, notes) => {
    const findings = names.map((file) => {
      const made = finding({ rule: 'C101', name: 'n', message: 'm' });
      return { ...made, unreadable, locations: [{ file }] as unknown as typeof made.locations };
    });
    expect(unreadNotes(configuration, findings)).toEqual(notes);
  });

  it('is noted where a finding has no place', () => {
    const nowhere = {
      ...finding({ rule: 'C101', name: 'n', message: 'm' }),
      unreadable: true,
      locations: [],
    };
    expect(unreadNotes(configuration, [nowhere])).toEqual([TORN_NOTE, LOST_NOTE]);
  });
});
