import { oncePer } from '../../core/memoize.js';
import { lineStart, valueColonAfter } from '../../load/yaml/scan.js';
import type { MappingEntry, MappingNode, ScalarNode, SourceDocument, SourceNode } from '../../load/types.js';
import {
  holdsHeaders,
  isHarmlessHeader,
  isHarmlessKey,
  isLoginKey,
  isSecretKey,
  isSwitch,
} from './keys/secret-keys.js';
import { isEncodedSecret } from './encoded.js';
import { aliasesIn } from './secret-anchors.js';
import { behindSecretWords } from './lines/labels.js';
import { secretsInLines } from './lines/secret-lines.js';

/** The values of a tree that are secrets as a whole, by the keys that lead to them. */
export type SecretNodes = ReadonlySet<SourceNode>;

/** Looked for once: everything that shows a value asks. */
export const secretNodes = oncePer((document: SourceDocument): SecretNodes => foundIn(document).secrets);

/** Where a secret would be and nothing is, not even one behind `#`. */
export const secretGaps = oncePer((document: SourceDocument): SecretNodes => foundIn(document).gaps);

const foundIn = oncePer((document: SourceDocument): Finder => {
  const found = new Finder(document);
  if (document.root !== null) found.visit(document.root, '', null);
  found.followAliases();
  return found;
});

/** What the keys above a value make of it. */
type Under = 'secrets' | 'headers' | null;

class Finder {
  readonly secrets = new Set<SourceNode>();
  readonly gaps = new Set<SourceNode>();
  readonly #text: string;
  /** Names of anchors by where the value behind them starts. */
  readonly #anchors: ReadonlyMap<number, string>;
  readonly #anchored = new Map<string, SourceNode>();
  readonly #secretAliases = new Set<string>();

  constructor({ file, faults }: SourceDocument) {
    this.#text = file.text;
    this.#anchors = new Map(
      faults.flatMap((fault) =>
        fault.kind === 'anchor' ? [[valueStart(file.text, fault.span.end), fault.name] as const] : [],
      ),
    );
  }

  visit(node: SourceNode, key: string, under: Under): void {
    const anchor = this.#anchors.get(node.span.start);
    if (anchor !== undefined && !this.#anchored.has(anchor)) this.#anchored.set(anchor, node);
    if (node.kind === 'scalar') this.#scalar(node, key, under);
    else if (node.kind === 'sequence') this.#sequence(node.items, key, under);
    else this.#mapping(node, key, under);
  }

  /** Behind an item `--password` the next one is its value, behind `-u` a login. */
  #sequence(items: readonly SourceNode[], key: string, under: Under): void {
    let option = '';
    for (const item of items) {
      const text = item.kind === 'scalar' ? (item.text ?? '') : '';
      const isValue = isSecretKey(option) || (/^(?:u|-user)$/.test(option) && LOGIN.test(text));
      this.visit(item, isValue ? 'password' : key, under);
      option = text.startsWith('-') ? text.slice(1) : '';
    }
  }

  /** The value behind an anchor that a secret refers to is that secret, also where no tree has the reference. */
  followAliases(): void {
    if (this.#anchors.size === 0) return;
    for (const name of aliasesIn(this.#text, secretsInLines(this.#text))) this.#secretAliases.add(name);
    for (const name of this.#secretAliases) {
      const node = this.#anchored.get(name);
      if (node !== undefined) this.visit(node, '', 'secrets');
    }
  }

  #mapping(node: MappingNode, key: string, under: Under): void {
    const isSecretMap = isSecretManifest(node);
    const named = secretName(node);
    for (const entry of node.entries) {
      const below = this.#below(entry, key, under, isSecretMap);
      const isValue = named && isValueKey(entry.key);
      this.visit(entry.value, isValue ? 'password' : entry.key, below);
    }
  }

  #below({ key, value }: MappingEntry, parent: string, under: Under, isSecretMap: boolean): Under {
    if (isSecretMap && key === 'data') return 'secrets';
    if (value.kind === 'scalar') return under;
    if (key === 'binaryData') return 'secrets';
    // In a description of users and rights it holds switches; the header is written with a capital.
    if (isSecretKey(key) && key !== 'authorization') return 'secrets';
    return holdsHeaders(key) && !/^response/iu.test(parent) ? 'headers' : under;
  }

  #scalar(node: ScalarNode, key: string, under: Under): void {
    const anchor = this.#anchors.get(node.span.start);
    if (!this.#isSecret(node, key, under) && !(anchor !== undefined && isSecretKey(anchor))) return;
    if (isNothing(node)) return void this.gaps.add(node);
    this.secrets.add(node);
    if (node.style === 'alias') this.#secretAliases.add(node.text ?? '');
  }

  #isSecret(node: ScalarNode, key: string, under: Under): boolean {
    if (isSecretKey(key)) return true;
    if (under === 'secrets') return !isHarmlessKey(key);
    if (under === 'headers') return !isHarmlessHeader(key);
    if (typeof node.value !== 'string' || node.style === 'alias') return false;
    if (this.#isBrokenLine(node)) return true;
    if (isLoginKey(key)) return !isSwitch(node.value);
    if (USERS.test(key)) return LOGIN.test(node.value);
    return isEncodedSecret(node.value);
  }

  /** `password hunter2` on a line of its own: without the colon a text. Names are items of lists or stand behind their key. */
  #isBrokenLine({ span, style, raw }: ScalarNode): boolean {
    if (style !== 'plain' || !/\s/.test(raw)) return false;
    const start = lineStart(this.#text, span.start);
    if (start === 0 || this.#text.slice(start, span.start).trim() !== '') return false;
    return behindSecretWords(raw) !== null;
  }
}

/** Behind blanks and tags. */
function valueStart(text: string, from: number): number {
  const skipped = /(?:\s|![^\s]*\s)*/uy;
  skipped.lastIndex = from;
  return from + (skipped.exec(text)?.[0].length ?? 0);
}

/** Null is no secret, and neither is a value that is not there. */
export function isNothing({ style, raw }: ScalarNode): boolean {
  if (style === 'empty') return true;
  return style === 'plain' ? /^(?:null|Null|NULL|~|)$/u.test(raw) : raw === '';
}

/** A Kubernetes Secret: everything in its `data`. */
function isSecretManifest({ entries }: MappingNode): boolean {
  const kind = entries.find(({ key }) => key === 'kind')?.value;
  return kind?.kind === 'scalar' && kind.text === 'Secret';
}

const NAMES = ['name', 'key', 'variable', 'header', 'property', 'parameter', 'env', 'id'];
const VALUES: ReadonlySet<string> = new Set(['value', 'val', 'default', 'content', 'text', 'data', 'string']);

function isValueKey(key: string): boolean {
  return VALUES.has(key.toLowerCase());
}

/** `{name: DB_PASSWORD, value: …}`. */
function secretName(mapping: MappingNode): boolean {
  if (!mapping.entries.some(({ key }) => isValueKey(key))) return false;
  return NAMES.some((name) => {
    const node = mapping.byKey.get(name)?.value;
    return node?.kind === 'scalar' && isSecretKey(node.text ?? '');
  });
}

/** `user: user:password`: no user may have a colon. */
const USERS = /^user(?:name)?$/i;
const LOGIN = /^(?!\$\{)[^:\s/]+:[^\s/]/;

/** Where the value of an entry begins, tags and anchors included: behind its colon. */
export function behindColon(text: string, { keySpan, value }: MappingEntry): number {
  const colon = valueColonAfter(text, keySpan.end);
  return colon <= value.span.start ? colon : keySpan.end;
}

/** In `{password: one,two}` the word `two` is a key to YAML, and the end of the password to people. */
export function isRestOfSecret(
  { value }: MappingEntry,
  { keySpan, value: own }: MappingEntry,
  secrets: SecretNodes,
): boolean {
  if (own.kind !== 'scalar' || own.style !== 'empty' || own.span.start !== keySpan.end) return false;
  return (
    value.kind === 'scalar' &&
    value.style === 'plain' &&
    secrets.has(value) &&
    keySpan.start - 1 === value.span.end
  );
}
