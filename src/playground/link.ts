/** A text in the part of an address that no browser sends anywhere: behind `#`. */

const FORM = 'v1.';
/** Longer addresses are cut by programs on the way. */
const LONGEST = 60_000;

/** Null where the text is too long for an address. */
export async function fragmentOf(text: string): Promise<string | null> {
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const fragment = FORM + btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return fragment.length > LONGEST ? null : fragment;
}

/** Null where the fragment is none of this page. */
export async function textIn(fragment: string): Promise<string | null> {
  if (!fragment.startsWith(FORM)) return null;
  try {
    const letters = atob(fragment.slice(FORM.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new TextDecoder().decode(await through(new DecompressionStream('deflate-raw'), bytes));
  } catch {
    return null;
  }
}

/** What somebody else has made may grow without end. */
const LARGEST = 16 * 1_048_576;

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > LARGEST) throw new Error('too large');
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
