import { withoutPassword } from '../../configuration/secrets/login-texts.js';
import { maskText } from '../../configuration/secrets/masked-source.js';
import { InputError } from '../../core/errors.js';
import { closest } from '../../core/text/did-you-mean.js';
import { counted, quotedList } from '../../core/text/text.js';
import { isNothing } from '../../load/nothing.js';
import { lineIndexOf } from '../../load/text/lines.js';
import type {
  MappingEntry,
  MappingNode,
  SourceDocument,
  SourceNode,
  Span,
  TextFault,
} from '../../load/types.js';

const SHOWN = 10;

/** Collects what is wrong with a file, so that it is told all at once, each with its place. */
export class Faults {
  readonly #document: SourceDocument;
  readonly #found: { readonly span: Span; readonly problem: string | (() => string) }[] = [];

  constructor(document: SourceDocument) {
    this.#document = document;
    for (const fault of document.faults) this.add(fault, textProblem(fault));
  }

  /** A problem that takes a look at everything else is put into words only where it is shown. */
  add(at: { readonly span: Span } | Span, problem: string | (() => string)): void {
    this.#found.push({ span: 'span' in at ? at.span : at, problem });
  }

  /** @throws InputError where anything was found */
  refuse(): void {
    if (this.#found.length === 0) return;
    const { file, faults } = this.#document;
    // What the text hides would only seem to be missing elsewhere.
    const found = faults.length > 0 ? this.#found.slice(0, faults.length) : this.#found;
    const inOrder = found.toSorted((a, b) => a.span.start - b.span.start);
    const [first = '', ...others] = inOrder.slice(0, SHOWN).map(({ span, problem }) => {
      const { line, column } = lineIndexOf(file).position(span.start);
      return `${file.name}:${line}:${column}: ${typeof problem === 'string' ? problem : problem()}`;
    });
    const left = inOrder.length - SHOWN;
    const more = left > 0 ? [`and ${counted(left, 'fault')} more`] : [];
    throw new InputError(first, { help: [...others, ...more] });
  }
}

function textProblem(fault: TextFault): string {
  if (fault.kind === 'syntax') return [fault.problem, fault.hint ?? []].flat().join('. ');
  if (fault.kind === 'duplicate-key') return `"${fault.key}" is set twice`;
  if (fault.kind === 'second-document') return 'only one document is read';
  if (fault.kind === 'encoding') return `the file is not UTF-8, it seems to be ${fault.seems}`;
  return 'anchors, aliases and merge keys are not supported';
}

/** Reads the nodes of a file; what is not as it should be becomes a fault and reads as nothing. */
export class NodeReader {
  readonly faults: Faults;

  constructor(faults: Faults) {
    this.faults = faults;
  }

  /** The entries of a mapping; none where nothing is given. */
  entries(node: SourceNode | undefined, what: string): readonly MappingEntry[] {
    if (node === undefined || isNothing(node)) return [];
    if (node.kind === 'mapping') return node.entries;
    this.faults.add(node, `${what} has to be a mapping`);
    return [];
  }

  /** A mapping that may have these keys and no others. */
  mapping(node: SourceNode, what: string, keys: readonly string[]): MappingNode | null {
    if (node.kind !== 'mapping') {
      this.faults.add(node, `${what} has to be a mapping`);
      return null;
    }
    for (const { key, keySpan } of node.entries) {
      if (!keys.includes(key)) this.faults.add(keySpan, unknownWord(`${what} has no "${key}"`, key, keys));
    }
    return node;
  }

  /** The items of a list; a single value is a list of one. An item without a value stands for something that was meant. */
  items(node: SourceNode | undefined): readonly SourceNode[] {
    if (node === undefined || isNothing(node)) return [];
    if (node.kind !== 'sequence') return [node];
    for (const item of node.items)
      if (isNothing(item)) this.faults.add(item, 'an item of the list has no value');
    return node.items.filter((item) => !isNothing(item));
  }

  /** Of what is never shown: a secret has whatever is in it. */
  secret(node: SourceNode | undefined, what: string): string | null {
    if (node === undefined || isNothing(node)) return null;
    if (node.kind === 'scalar' && node.text !== null && node.text !== '') return node.text;
    this.faults.add(node, `${what} has to be a text`);
    return null;
  }

  /** Blanks around it, a line break or a secret in it are slips. */
  text(node: SourceNode | undefined, what: string, masked = maskText): string | null {
    const text = this.secret(node, what);
    if (text === null || node === undefined) return null;
    const shown = masked(text);
    if (shown !== text) this.faults.add(node, `"${shown}" looks like a secret: ${what} belongs there`);
    else if (!ONE_LINE.test(text))
      this.faults.add(node, `${what} begins or ends with a blank, or holds a line break`);
    else return text;
    return null;
  }

  /** The id of a user, behind which somebody may have written a password. */
  user(node: SourceNode | undefined, what: string): string | null {
    return this.text(node, what, (id) => maskText(withoutPassword(id)));
  }

  texts(node: SourceNode | undefined, what: string): readonly string[] {
    return this.items(node).flatMap((item) => this.text(item, what) ?? []);
  }

  /** Texts of which one may be empty: to Optimize, what has no tenant has the empty one. */
  textsOrEmpty(node: SourceNode | undefined, what: string): readonly string[] {
    return this.items(node).flatMap((item) =>
      item.kind === 'scalar' && item.text === '' ? [''] : (this.text(item, what) ?? []),
    );
  }

  flag(node: SourceNode | undefined, what: string, otherwise: boolean): boolean {
    if (node === undefined || isNothing(node)) return otherwise;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    this.faults.add(node, `${what} has to be true or false`);
    return otherwise;
  }

  oneOf<const W extends string>(node: SourceNode | undefined, what: string, words: readonly W[]): W | null {
    const text = this.text(node, what);
    const word = words.find((each) => each === text);
    if (text !== null && node !== undefined && word === undefined) {
      this.faults.add(node, unknownWord(`${what} "${text}" is none of ${words.join(', ')}`, text, words));
    }
    return word ?? null;
  }
}

/** As the schema for editors has it. */
const ONE_LINE = /^\S(.*\S)?$/u;

export function unknownWord(problem: string, word: string, known: Iterable<string>): string {
  const near = closest(word, known);
  return near === null ? problem : `${problem}; did you mean ${quotedList([near])}?`;
}
