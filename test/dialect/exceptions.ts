import { readByUs, type Fault, type Ours, type Shown, type Theirs } from './readings.js';

/** One document that the two readers do not see alike. */
export interface Difference {
  readonly text: string;
  readonly ours: Ours;
  readonly theirs: Theirs;
}

/** A difference that is meant, or that nobody will meet: where it applies, and why it is left as it is. */
interface Exception {
  readonly name: string;
  readonly why: string;
  applies(difference: Difference): boolean;
}

/** Problems that stand above the place where a reader that goes on stumbles over their consequences. */
const CAUSES =
  /never closed|wrong indentation|colon is missing|space is missing|a comma is missing|less indented than|not Base64|not a number|second ": "/u;

export const EXCEPTIONS: readonly Exception[] = [
  {
    name: 'a template that was not rendered',
    why: 'To YAML a placeholder of a template is a mapping or a text. Nobody means that, so it is told, once for the whole file.',
    applies: ({ ours }) =>
      faultsOf(ours).some(({ problem }) => problem.includes('begins a template placeholder')),
  },
  {
    name: 'the shortest digits',
    why: 'Java before 19 writes some numbers with more or other digits than needed (5e-324 as 4.9E-324, 2e23 as 1.9999999999999998E23). The number is the same.',
    applies: ({ ours, theirs }) =>
      'value' in ours && 'value' in theirs && text(numbers(ours.value)) === text(numbers(theirs.value)),
  },
  {
    name: 'the cause above its consequence',
    why: 'Of an unclosed quote or bracket, a missing colon and the like, Jackson names the line where it can no longer go on, and this project the line to be mended.',
    applies: ({ ours, theirs }) => {
      const [first] = faultsOf(ours);
      const line = 'lines' in theirs ? theirs.lines[0] : undefined;
      return first !== undefined && line !== undefined && CAUSES.test(first.problem) && first.line < line;
    },
  },
  {
    name: 'inside what is damaged',
    why: 'Of several faults close to each other one is reported, and the lines around it are not examined. The other shows once the first is mended.',
    applies: ({ ours, theirs }) =>
      'faults' in ours &&
      'lines' in theirs &&
      ours.damaged.some(({ first, last }) => theirs.lines.some((line) => first <= line && line <= last)),
  },
  {
    name: 'the rest behind the first value',
    why: 'Jackson stops without a word once the first value of the file is complete, e.g. at a line that is less indented than the first. What follows is lost, and that is a fault to be told.',
    applies: ({ text: whole, ours, theirs }) =>
      'value' in theirs && faultsOf(ours).some(({ offset }) => isRest(whole, offset, theirs.value)),
  },
  {
    name: 'a text as the whole file',
    why: 'A file that is one text or number holds no configuration, however it is read.',
    applies: ({ theirs }) => 'value' in theirs && isScalar(theirs.value),
  },
  {
    name: 'the line separators of YAML 1.1',
    why: 'U+0085, U+2028 and U+2029 break lines for SnakeYAML and for no editor. Texts around them differ in white space.',
    applies: ({ text: whole }) => /[\u0085\u2028\u2029]/u.test(whole),
  },
  {
    name: 'a quote or bracket that a later line happens to close',
    why: 'A forgotten quote can end at a quote further down, in the middle of another value. What Jackson makes of that is not what was meant, and the quote is reported.',
    applies: ({ ours, theirs }) =>
      'value' in theirs && faultsOf(ours).some(({ problem }) => problem.includes('never closed')),
  },
  {
    name: 'all tabs in one finding',
    why: 'Whoever uses one tab for structure uses many: one is shown.',
    applies: ({ ours, theirs }) =>
      'refused' in theirs &&
      theirs.refused.includes('TAB') &&
      faultsOf(ours).some(({ problem }) => problem.startsWith('a tab ')),
  },
  {
    name: 'a lone dash or leading question mark inside { } or [ ]',
    why: 'SnakeYAML takes the dash for the text "-" and what follows the question mark for a key. The parser used here refuses both, and their authors would better quote them.',
    applies: ({ text: whole, theirs }) =>
      'value' in theirs && /[[{,:](?:\s|#.*)*(?:-(?:\s|#.*)*[\]},]|\?)/u.test(whole),
  },
  {
    name: 'a question mark or an anchor without a key',
    why: 'SnakeYAML reads "? " and "&name:" as the key "". No configuration has such a key.',
    applies: ({ text: whole, theirs }) =>
      'value' in theirs && /(?:^|[\s[{,-])(?:\?(?:\s|$)|[&!]\S*\s*:)/u.test(whole),
  },
  {
    name: 'odd names of anchors and tags',
    why: 'YAML 1.1 and 1.2 allow different characters in them. Anchors and aliases are reported in any case.',
    applies: ({ text: whole }) => /[&!*]\S*[^\w\s"'-]/u.test(whole),
  },
  {
    name: 'a block of lines at the first column',
    why: 'SnakeYAML takes | and > below a key for its value even there.',
    applies: ({ text: whole }) => /^[|>]/mu.test(whole),
  },
  {
    name: 'directives',
    why: 'The parser used here lets more lines pass that start with %. No configuration needs one.',
    applies: ({ text: whole }) => /^\ufeff?(?:#.*[\r\n]|\s)*%/u.test(whole),
  },
];

function faultsOf(ours: Ours): readonly Fault[] {
  return 'faults' in ours ? ours.faults : [];
}

/** Whether the text up to `offset`, or up to its line, is all that the other reader took. */
function isRest(whole: string, offset: number, value: Shown): boolean {
  const line = Math.max(whole.lastIndexOf('\n', offset - 1), whole.lastIndexOf('\r', offset - 1)) + 1;
  return [offset, line].some((end) => {
    const before = readByUs(Buffer.from(whole.slice(0, end)));
    return 'value' in before && text(numbers(before.value)) === text(numbers(value));
  });
}

function isScalar(value: Shown): boolean {
  return value === null || (Array.isArray(value) && value[0] !== 'list');
}

/** The same value with every float as the number that it is. */
function numbers(value: unknown): unknown {
  if (Array.isArray(value))
    return value[0] === 'float' ? ['float', Number(value[1])] : value.map((each) => numbers(each));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, numbers(each)]));
}

/** Keys in one order: the order of a mapping has no meaning. */
export function text(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
