import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node';

/**
 * Those named begin first, in that order, so that none of them runs on alone when all others are done; then comes what vitest would take first.
 * Nothing is known of earlier runs in a fresh clone: vitest begins with the largest files there, and those that take longest are small.
 */
export function longestFirst(names: readonly string[]): TestSequencerConstructor {
  const rank = ({ moduleId, project }: TestSpecification): number => {
    const place = names.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
    return 1000 * project.config.sequence.groupOrder + (place === -1 ? names.length : place);
  };
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const asVitest = super.sort.bind(this);
      const usual = await asVitest(files);
      return usual.toSorted((a, b) => rank(a) - rank(b));
    }
  };
}
