// Has Node compile what a usual run calls together with the file. What stands in parentheses is compiled when it is read; any other function
// is read twice, once to find its end and once when it is called: that would be a twentieth of a run without kept code.
import { rearranged } from './source-map.mjs';

const DECLARATION = /(?:async )?function\*? ?([\w$]+)(?=\()/y;
const ARROW = /(?:async ?)?(?:\(|[\w$]+=>)/y;

/**
 * @param {{name: string, code: string, map: object}[]} chunks
 * @param {{start: number, end: number, isCalled: boolean}[]} functions of the file that has them
 * @param {number[]} starts where in that file the code of each chunk begins
 */
export function eager(chunks, functions, starts) {
  return chunks.map((chunk, at) => {
    const [from, to] = [starts[at], starts[at] + chunk.code.length];
    const own = functions.filter(({ start, end }) => start >= from && end <= to);
    return eagerChunk(
      chunk,
      own.map((each) => ({ ...each, start: each.start - from, end: each.end - from })),
    );
  });
}

function eagerChunk(chunk, functions) {
  const called = functions.filter(({ isCalled }) => isCalled);
  const arrows = called.filter(({ start }) => matchAt(ARROW, chunk.code, start) !== null);
  const declared = outermost(functions).filter(
    ({ start, isCalled }) => isCalled && matchAt(DECLARATION, chunk.code, start) !== null,
  );
  const pieces = [];
  const rest = [];
  let end = 0;
  // They are there before anything else of the chunk runs, as declarations are.
  for (const each of declared) {
    const [head, name] = matchAt(DECLARATION, chunk.code, each.start);
    const named = each.start + head.length;
    const parameters = withParentheses(named, each.end, arrows);
    pieces.push(`var ${name}=(`, [each.start, named - name.length], ...parameters, ');');
    rest.push(...withParentheses(end, each.start, arrows));
    end = each.end;
  }
  rest.push(...withParentheses(end, chunk.code.length, arrows));
  return { ...chunk, ...rearranged(chunk, [...pieces, ...rest]) };
}

/** Those that stand in no other one. */
function outermost(functions) {
  let end = 0;
  return functions
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((each) => {
      if (each.start < end) return false;
      end = each.end;
      return true;
    });
}

function withParentheses(from, to, arrows) {
  const marks = arrows
    .flatMap(({ start, end }) => [
      { at: start, text: '(' },
      { at: end, text: ')' },
    ])
    .filter(({ at }) => at >= from && at <= to)
    .toSorted((a, b) => a.at - b.at);
  const pieces = [];
  let start = from;
  for (const { at, text } of marks) {
    pieces.push([start, at], text);
    start = at;
  }
  return [...pieces, [start, to]];
}

function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
