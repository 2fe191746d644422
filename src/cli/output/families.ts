/** Rules whose codes begin alike look at one thing. */
export interface Family {
  /** What the codes begin with. */
  readonly codes: readonly string[];
  readonly title: string;
}

/** In the order in which people meet them: the file first, the engines, then what they are together. */
export const FAMILIES: readonly Family[] = [
  { codes: ['C10'], title: 'C10x  Reading the file' },
  { codes: ['C11'], title: 'C11x  Placeholders and variables' },
  { codes: ['C12', 'C13', 'C14', 'C15'], title: 'C12x–C15x  Settings of an engine and of Optimize' },
  { codes: ['C20', 'C21'], title: 'C2xx  Engines and nodes side by side' },
  { codes: ['P30', 'P31'], title: 'P30x–P31x  Reaching an engine' },
  { codes: ['P32', 'P33', 'P34'], title: 'P32x–P34x  What an engine allows and holds' },
  { codes: ['T40'], title: 'T40x  Definitions and tenants on several engines' },
  { codes: ['T41'], title: 'T41x  Databases behind the engines' },
  { codes: ['A5'], title: 'A5xx  Who may use Optimize' },
  { codes: ['D6'], title: 'D6xx  What a change costs' },
  { codes: ['S9'], title: 'S9xx  Suppressions and baselines' },
];

export function familyOf(code: string): Family | undefined {
  return FAMILIES.find(({ codes }) => codes.some((start) => code.startsWith(start)));
}
