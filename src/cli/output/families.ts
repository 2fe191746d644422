import { greatest } from '../../core/many.js';

/** Rules whose codes begin alike look at one thing. */
export interface Family {
  /** What the codes begin with. */
  readonly codes: readonly string[];
  readonly title: string;
}

/** In the order in which people meet them: the file first, the engines, then what they are together. */
export const FAMILIES: readonly Family[] = [
  { codes: ['C10'], title: 'Reading the file' },
  { codes: ['C11'], title: 'Placeholders and variables' },
  { codes: ['C'], title: 'Settings of an engine and of Optimize' },
  { codes: ['C2'], title: 'Engines and nodes side by side' },
  { codes: ['P30', 'P31'], title: 'Reaching an engine' },
  { codes: ['P'], title: 'What an engine allows and holds' },
  { codes: ['T40'], title: 'Definitions and tenants on several engines' },
  { codes: ['T'], title: 'Databases behind the engines' },
  { codes: ['O'], title: 'The running Optimize and what it has imported' },
  { codes: ['A'], title: 'Who may use Optimize' },
  { codes: ['D'], title: 'What a change costs' },
  { codes: ['S'], title: 'Suppressions and baselines' },
];

/** The family that the longest beginning of the code names. */
export function familyOf(code: string): Family | undefined {
  const lengthIn = ({ codes }: Family): number =>
    greatest(
      codes.filter((start) => code.startsWith(start)).map((start) => start.length),
      0,
    );
  return FAMILIES.reduce<Family | undefined>((best, family) => {
    const length = lengthIn(family);
    return length > (best === undefined ? 0 : lengthIn(best)) ? family : best;
  }, undefined);
}
