// Moves the parts of a built text, and its source map with them.

/**
 * @param {{code: string, map: {mappings: string}}} built
 * @param {(string | [number, number])[]} pieces what the new text is made of: texts, and parts of the old one from one offset to another
 */
export function rearranged({ code, map }, pieces) {
  const old = segmentsOf(code, map.mappings);
  const segments = [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      const [start, end] = piece;
      for (let at = firstFrom(old, start); at < old.length && old[at].offset < end; at += 1)
        segments.push({ offset: text.length + old[at].offset - start, from: old[at].from });
      text += code.slice(start, end);
    }
  }
  return { code: text, map: { ...map, mappings: mappingsOf(text, segments) } };
}

/** Where in the text something begins that comes from somewhere: from which source, line, column, and with which name. */
function segmentsOf(text, mappings) {
  const segments = [];
  const from = [0, 0, 0, 0];
  let start = 0;
  for (const line of mappings.split(';')) {
    let column = 0;
    for (const segment of line === '' ? [] : line.split(',')) {
      const [step, ...steps] = numbersIn(segment);
      column += step;
      steps.forEach((each, at) => (from[at] += each));
      segments.push({ offset: start + column, from: from.slice(0, steps.length) });
    }
    start = text.indexOf('\n', start) + 1;
    if (start === 0) break;
  }
  return segments;
}

function mappingsOf(text, segments) {
  const last = [0, 0, 0, 0];
  const lines = [];
  let next = 0;
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const written = [];
    let column = start;
    for (; next < segments.length && segments[next].offset <= end; next += 1) {
      const { offset, from } = segments[next];
      written.push(textOf([offset - column, ...from.map((each, at) => each - last[at])]));
      column = offset;
      from.forEach((each, at) => (last[at] = each));
    }
    lines.push(written.join(','));
    start = end + 1;
  }
  return lines.join(';');
}

function firstFrom(segments, offset) {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle].offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Each digit has five bits of a number, the lowest ones first, and one that says that more follow. The first bit of all is the sign. */
function numbersIn(segment) {
  const numbers = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if ((bits & 32) === 0) {
      numbers.push((value & 1) === 0 ? value >> 1 : -(value >> 1));
      [value, shift] = [0, 0];
    }
  }
  return numbers;
}

function textOf(numbers) {
  let text = '';
  for (const number of numbers) {
    let rest = number < 0 ? (-number << 1) | 1 : number << 1;
    do {
      const bits = rest & 31;
      rest >>>= 5;
      text += DIGITS[rest === 0 ? bits : bits | 32];
    } while (rest !== 0);
  }
  return text;
}
