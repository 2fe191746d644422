import { endOf } from '../../../core/text/end-of.js';
import { MASK } from '../../../core/text/secret-text.js';

/** What is looked for, and what is shown in its place. */
export interface Form {
  /** Patterns that follow each other. */
  readonly parts: () => Iterable<string>;
  readonly shown: string;
}

/** Characters. For a pattern of twice the length Node takes four times as long to prepare it, and one of some 100,000 it does not take at all. */
const LONGEST_PATTERN = 4_096;

/** How many characters of a text are looked for at most, where it has so many. */
export function longestBeginning(characters: number): number {
  return Math.min(characters, LONGEST_PATTERN);
}

/** Many forms, looked for at once. Of a long one that is its beginning; as much of the rest as follows goes with it. */
export class Masking {
  readonly #pattern: RegExp | null;
  readonly #shown: readonly string[];
  readonly #long: readonly LongForm[];

  constructor(forms: readonly Form[]) {
    const beginnings = forms.map(beginningOf);
    this.#shown = forms.map(({ shown }) => shown);
    this.#pattern =
      forms.length === 0 ? null : new RegExp(beginnings.map(({ pattern }) => `(${pattern})`).join('|'), 'gi');
    this.#long = forms.flatMap((form, index) => {
      const beginning = beginnings[index];
      return beginning?.isCut === true ? [new LongForm(form, beginning)] : [];
    });
  }

  get isEmpty(): boolean {
    return this.#pattern === null;
  }

  isIn(text: string): boolean {
    return this.#pattern !== null && text.search(this.#pattern) >= 0;
  }

  mask(text: string): string {
    const pattern = this.#pattern;
    if (pattern === null) return text;
    let masked = '';
    let at = 0;
    for (;;) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null) return masked + text.slice(at);
      const [found, ...groups] = match;
      const { index } = match;
      const shown = this.#shown[groups.findIndex((group) => group !== undefined)] ?? MASK;
      masked += text.slice(at, index) + shown;
      at = Math.max(index + found.length, ...this.#long.map((form) => form.endIn(text, index)));
    }
  }
}

interface Beginning {
  readonly pattern: string;
  /** How many parts it has. */
  readonly count: number;
  readonly isCut: boolean;
}

function beginningOf({ parts }: Form): Beginning {
  let pattern = '';
  let count = 0;
  for (const part of parts()) {
    if (pattern.length + part.length > LONGEST_PATTERN) return { pattern, count, isCut: true };
    pattern += part;
    count += 1;
  }
  return { pattern, count, isCut: false };
}

/** A form whose rest is followed part by part. */
class LongForm {
  readonly #form: Form;
  readonly #begins: RegExp;
  readonly #count: number;

  constructor(form: Form, { pattern, count }: Beginning) {
    this.#form = form;
    this.#begins = new RegExp(pattern, 'iy');
    this.#count = count;
  }

  /** Where it ends if it begins there, or what is there of it; else where it would begin. */
  endIn(text: string, start: number): number {
    let end = endOf(this.#begins, text, start);
    if (end === null) return start;
    let left = this.#count;
    for (const part of this.#form.parts()) {
      left -= 1;
      if (left >= 0) continue;
      const next = endOf(followed(part), text, end);
      if (next === null) return end;
      end = next;
    }
    return end;
  }
}

const FOLLOWED = new Map<string, RegExp>();

/** There are few different ones. */
function followed(part: string): RegExp {
  const known = FOLLOWED.get(part);
  if (known !== undefined) return known;
  const pattern = new RegExp(part, 'iy');
  FOLLOWED.set(part, pattern);
  return pattern;
}
