/** What each exit code means, for the help and for the page of `man`. */
export const EXIT_CODES: readonly {
  readonly code: string;
  readonly short: string;
  readonly meaning: string;
  /** What it means for a command that checks nothing. */
  readonly done?: string;
}[] = [
  {
    code: '0',
    short: 'nothing found',
    done: 'done',
    meaning: 'Everything asked for was checked; nothing at or above --fail-on.',
  },
  {
    code: '1',
    short: 'something found',
    meaning: 'At least one finding at or above --fail-on, or more warnings than --max-warnings.',
  },
  {
    code: '2',
    short: 'wrong usage or unreadable input',
    meaning: 'Wrong usage, nothing to check, or an input that cannot be read.',
  },
  {
    code: '3',
    short: 'something could not be checked',
    meaning: 'Inconclusive: something could not be checked; --allow-inconclusive makes it 0.',
  },
  { code: '4', short: 'a defect of the tool', meaning: 'A defect of the tool itself.' },
  {
    code: '129, 130, 143',
    short: 'interrupted',
    meaning: 'Hung up, interrupted, terminated: what is known so far is printed.',
  },
];
