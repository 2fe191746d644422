/** How a program takes a password. */
export interface Taken {
  /** Options behind which it stands as a word of its own. */
  readonly apart?: readonly string[];
  /** Options to which it is attached. */
  readonly attached?: readonly string[];
  /** Options behind which it stands behind a user and a sign: one letter each, alone or as the last of several. */
  readonly logins?: string;
  /** The long ones of these. */
  readonly named?: readonly string[];
  /** What stands between the user and the password; a colon where nothing is said. */
  readonly sign?: ',' | '%';
  /** Options behind which a name, an equals sign and a value stand that is secret whatever its name is. */
  readonly pairs?: readonly string[];
  /** Whether every word with a name and an equals sign is one of these. */
  readonly assigns?: true;
  /** Whether a word that names a secret has it behind it. */
  readonly keyed?: true;
  /** What stands before such a word, where not any word will do. */
  readonly behind?: RegExp;
  /** What its commands take, instead of what it takes itself. */
  readonly commands?: ReadonlyMap<string, Taken>;
  /** Whether it runs other programs, which have passwords of their own. */
  readonly runs?: true;
  /** Whether a login is a word of its own, with a slash before its password. */
  readonly slashed?: true;
  /** The letter of the option with which it is the last word. */
  readonly last?: string;
  /** How many words stand behind it at least and at most where the last of them is the password. */
  readonly words?: readonly [least: number, most: number];
  /** What is none of these words. */
  readonly skipped?: RegExp;
  /** Options that take a word which is none of these. */
  readonly valued?: RegExp;
  /** What the first of these words looks like. */
  readonly first?: RegExp;
  /** Where the first word looks otherwise: how many there are then. */
  readonly otherwise?: Pick<Taken, 'words' | 'first'>;
  /** Whether each of these words is one, not only the last. */
  readonly every?: true;
  /** The option that makes one of it. */
  readonly given?: string;
  /** Options behind which a header with its name stands. */
  readonly headers?: readonly string[];
}

/** The same for several names. */
export function commands(names: string, taken: Taken): ReadonlyMap<string, Taken> {
  return new Map(names.split(' ').map((name) => [name, taken]));
}

export const ONE: Taken = { words: [1, 1] };
export const TWO: Taken = { words: [2, 2] };
export const P: Taken = { apart: ['-p'] };
export const KEYED: Taken = { keyed: true };
