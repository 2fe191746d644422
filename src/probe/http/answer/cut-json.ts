/** So many bytes of an answer of another status than 200 are read: far more than the sentence for which it is read. */
export const LONGEST_ERROR = 65_536;

/** Longer than any secret that is sent: half of one at the end of what was read is not recognised. */
const LEFT_OUT = 16_384;

/**
 * What an object says before it was cut: its whole fields, and of a text the beginning. Undefined for what was not cut, and
 * for what is no object.
 *
 * @param hide takes out what was sent and came back
 */
export function cutObject(body: string, hide: (text: string) => string): unknown {
  if (Buffer.byteLength(body) < LONGEST_ERROR || !/^\s*\{/u.test(body)) return undefined;
  const read = hide(body).slice(0, -LEFT_OUT);
  const { inText, comma } = endOf(read);
  // An escape that was cut through belongs to no text.
  const closed = read.replace(/\\(?:u[\da-f]{0,3})?$/iu, '');
  return (inText ? objectIn(`${closed}"}`) : undefined) ?? objectIn(`${read.slice(0, comma)}}`);
}

/** Whether the body ends in a text, and where its last whole field of the outermost object does. */
function endOf(body: string): { readonly inText: boolean; readonly comma: number } {
  let [depth, comma, inText] = [0, 0, false];
  for (let at = 0; at < body.length; at += 1) {
    const character = body[at];
    if (inText) {
      if (character === '"') inText = false;
      else if (character === '\\') at += 1;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === ',' && depth === 1) comma = at;
  }
  return { inText: inText && depth === 1, comma };
}

function objectIn(text: string): unknown {
  try {
    const object: unknown = JSON.parse(text);
    return object;
  } catch {
    return undefined;
  }
}
