import type { Seeded } from '../helpers/seeded.js';

/** What is written where a secret belongs. Letters that are in nothing else. */
export const CANARY = 'Zq7canary9Xw';

/** What steers a parser of YAML, JSON, XML, variables or addresses, or a terminal. */
const TOKENS = [
  ':', ': ', '- ', '-', '?', '? ', '#', ' #', '&a ', '*a', '!', '!!str ', '!!binary ', '|', '|\n', '>', '>-\n', '%', '@', '`', "'", '"',
  '{', '}', '[', ']', ',', '<<: *a\n', '<<:', '---', '---\n', '...\n', '\n', '\r', '\r\n', '\t', ' ', '    ', '\u00a0', '\u2028', '\u0085',
  '\ufeff', '\u202e', '\u200b', '\u061c', '\u001b[31m', '\u0000', '\u0007', '\ud800', '\u{1f600}', '${', '${A}', '${A:b}', '${A:${B}}', '$', '\\',
  '\\u0000', '\\x1b', '{{', '}}', '{{ .Values.a }}', '{%', '%}', '<<<<<<< HEAD\n', '=======\n', '//', '/*', '*/', '<', '>', '</', '<!--', ']]>',
  '<![CDATA[', '<?xml', '&amp;', '&x;', '=', '?', ';', '0x1F', '0777', '1e999', '-0', '.inf', 'NaN', '~', 'null', 'true', 'yes', 'off', '1_000', '12:30:45',
  '9007199254740993', '2026-11-26', '__proto__', 'constructor', 'toString', 'engines:\n', 'engines', 'authentication:', 'rest:', 'name:', 'defaultTenant:',
  'kind: ConfigMap\n', 'kind: List\nitems:\n', 'data:\n', 'stringData:\n', 'http://', 'https://u@h:99999/', 'http://[::1', '..', '../..', '/',
  '# multi-engine-ignore C101 -- x\n', '# multi-engine-ignore', ' until=2026-13-40', 'é', 'ß', '漢', 'a\u0301',
] as const; // prettier-ignore

type Mutation = (lines: string[], at: number, seeded: Seeded) => void;

/** Changes of one line or of a few; `at` is never a line that holds the secret, which no slip of ours shall move elsewhere. */
const MUTATIONS: readonly Mutation[] = [
  (lines, at) => void lines.splice(at, 1),
  (lines, at) => void lines.splice(at, 0, lines[at] ?? ''),
  (lines, at, seeded) => void lines.splice(at, 0, ...seeded.times(2 + seeded.below(40), () => lines[at] ?? '')),
  (lines, at, seeded) => void lines.splice(seeded.below(lines.length), 0, lines[at] ?? ''),
  (lines, at, seeded) => void (lines[at] = ' '.repeat(1 + seeded.below(6)) + (lines[at] ?? '')),
  (lines, at, seeded) => void (lines[at] = (lines[at] ?? '').replace(/^ {1,4}/, ' '.repeat(seeded.below(3)))),
  (lines, at, seeded) => void (lines[at] = withToken(lines[at] ?? '', seeded)),
  (lines, at, seeded) => void (lines[at] = withToken(withToken(lines[at] ?? '', seeded), seeded)),
  (lines, at, seeded) => void (lines[at] = withoutPart(lines[at] ?? '', seeded)),
  (lines, at, seeded) => void (lines[at] = withoutPart(lines[at] ?? '', seeded) + seeded.pick(TOKENS)),
  (lines, at, seeded) => void (lines[at] = withOtherValue(lines[at] ?? '', seeded)),
  (lines, at, seeded) => void (lines[at] = withRun(lines[at] ?? '', seeded)),
  (lines, at, seeded) => void lines.splice(at, 0, seeded.pick(TOKENS)),
  (lines, at, seeded) => void lines.splice(at, 0, seeded.times(1 + seeded.below(6), () => seeded.pick(TOKENS)).join('')),
]; // prettier-ignore

function withToken(line: string, seeded: Seeded): string {
  const at = seeded.below(line.length + 1);
  return line.slice(0, at) + seeded.pick(TOKENS) + line.slice(at);
}

function withoutPart(line: string, seeded: Seeded): string {
  const at = seeded.below(line.length + 1);
  return line.slice(0, at) + line.slice(at + 1 + seeded.below(6));
}

function withOtherValue(line: string, seeded: Seeded): string {
  return line.replace(/(?<=[:=]\s*)\S.*$/u, () => seeded.pick(TOKENS));
}

/** One character many times. */
function withRun(line: string, seeded: Seeded): string {
  const at = seeded.below(line.length + 1);
  const run = seeded.pick(TOKENS).repeat(10 ** (1 + seeded.below(3)));
  return line.slice(0, at) + run + line.slice(at);
}

/** A text with some faults in it. Lines that hold the secret stay as they are, wherever they come to be. */
export function mutatedText(text: string, seeded: Seeded): string {
  const lines = text.split('\n');
  for (let count = seeded.below(5); count > 0; count -= 1) {
    const free = lines.flatMap((line, index) => (line.includes(CANARY) ? [] : [index]));
    if (free.length === 0) break;
    seeded.pick(MUTATIONS)(lines, seeded.pick(free), seeded);
  }
  const end = seeded.oneIn(20) ? seeded.below(lines.length) : lines.length;
  return lines.slice(0, end).join(seeded.oneIn(20) ? '\r\n' : '\n');
}

/** Text as bytes: sometimes in another encoding, sometimes with bytes that are no text. */
export function bytesOf(text: string, seeded: Seeded): Buffer {
  if (seeded.oneIn(40)) return Buffer.from(text, 'utf16le');
  const bytes = Buffer.from(text);
  if (!seeded.oneIn(25) || bytes.length === 0) return bytes;
  const at = seeded.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([128 + seeded.below(128)]), bytes.subarray(at)]);
}

const LEAVES: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, 1e300, 9_007_199_254_740_992, '', ' ', 'x', '\u001b[31m\u202e', '2026-11-26T10:00:00.000+0000', '2026-13-45', 'NaN',
  '../../x', '\ud800', [], {}, [null], [[]], { a: 1 }, [1, 'x', {}], 'x'.repeat(3000), '__proto__',
]; // prettier-ignore

interface Place {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
}

function placesIn(value: unknown, places: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return places;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- read and written by its own keys
  const holder = value as Record<string | number, unknown>;
  for (const key of Object.keys(value)) {
    places.push({ holder, key });
    placesIn(holder[key], places);
  }
  return places;
}

/** A value of JSON with some of its parts of another type, missing, doubled or in another place. */
export function mutatedJson(value: unknown, seeded: Seeded): unknown {
  const root = [structuredClone(value)];
  for (let count = seeded.below(5); count > 0; count -= 1) {
    const places = placesIn(root);
    if (places.length > 0) changePlace(seeded.pick(places), places, seeded);
  }
  return root[0];
}

function changePlace({ holder, key }: Place, places: readonly Place[], seeded: Seeded): void {
  const other = seeded.pick(places);
  const old = holder[key];
  switch (seeded.below(6)) {
    case 0:
      delete holder[key];
      break;
    case 1:
      holder[key] = structuredClone(other.holder[other.key]);
      break;
    case 2:
      if (Array.isArray(old)) holder[key] = seeded.times(1 + seeded.below(20), () => old).flat();
      else holder[key] = [old];
      break;
    case 3:
      if (typeof old === 'string') holder[key] = withToken(old, seeded);
      else holder[key] = { [String(seeded.pick(LEAVES))]: old };
      break;
    default:
      holder[key] = structuredClone(seeded.pick(LEAVES));
  }
}
