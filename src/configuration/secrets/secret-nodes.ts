import { MASK } from '../../core/text/secret-text.js';
import { oncePer } from '../../core/memoize.js';
import { lineStart, valueColonAfter } from '../../load/yaml/scan.js';
import type { MappingEntry, MappingNode, ScalarNode, SourceDocument, SourceNode } from '../../load/types.js';
import { isCode } from './keys/codes.js';
import {
  harmlessBelow,
  isHarmlessSecret,
  isSecretHeader,
  isSettingOfUsers,
  type IsHarmless,
} from './keys/containers.js';
import { isSecretKey } from './keys/secret-keys.js';
import { isLogin, mayBeLogin } from './keys/logins.js';
import { isOrdinaryKey } from './keys/ordinary.js';
import { isValueKey, namesSecret } from './keys/pairs.js';
import { isEncodedSecret } from './encoded.js';
import { aliasesIn } from './secret-anchors.js';
import { isDataKey } from './lines/manifests.js';
import { behindSecretWords } from './lines/labels.js';
import { secretsInLines } from './lines/secret-lines.js';

/** The values of a tree that are secrets as a whole, by the keys that lead to them. */
export type SecretNodes = ReadonlySet<SourceNode>;

/** Looked for once: everything that shows a value asks. */
export const secretNodes = oncePer((document: SourceDocument): SecretNodes => foundIn(document).secrets);

/** Entries whose keys are secrets: `password: {hunter2}`. */
export const secretEntries = oncePer(
  (document: SourceDocument): ReadonlySet<MappingEntry> => foundIn(document).entries,
);

/** Where a secret would be and nothing is, not even one behind `#`. */
export const secretGaps = oncePer((document: SourceDocument): SecretNodes => foundIn(document).gaps);

/** Values with placeholders, by their keys, that may turn out to be logins: `authentication: ${ENGINE_AUTH}`. */
export const undecidedNodes = oncePer(
  (document: SourceDocument): ReadonlyMap<ScalarNode, string> => foundIn(document).undecided,
);

/** Whether no name in it can hold a secret, as one may where a line is broken. */
export function hasOrdinaryNames(document: SourceDocument): boolean {
  const { ordinaryNames, entries } = foundIn(document);
  return ordinaryNames && entries.size === 0;
}

const foundIn = oncePer((document: SourceDocument): Finder => {
  const found = new Finder(document);
  if (document.root !== null) found.visit(document.root, '', null);
  found.followAliases();
  return found;
});

/** What the keys above a value make of it. */
type Under = IsHarmless | null;

class Finder {
  readonly secrets = new Set<SourceNode>();
  readonly gaps = new Set<SourceNode>();
  readonly entries = new Set<MappingEntry>();
  readonly undecided = new Map<ScalarNode, string>();
  ordinaryNames = true;
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

  /** Behind an item `--password` the next one is its value, behind `-u` a login, behind `password` what is no word. */
  #sequence(items: readonly SourceNode[], key: string, under: Under): void {
    let [option, before] = ['', ''];
    for (const item of items) {
      const text = item.kind === 'scalar' ? (item.text ?? '') : '';
      const isValue =
        isSecretKey(option) ||
        (/^(?:u|-user)$/.test(option) && isLogin('user', text)) ||
        (isCode(text) && isSecretKey(before));
      this.visit(item, isValue ? 'password' : key, under);
      option = text.startsWith('-') ? text.slice(1) : '';
      before = /^[\w.-]{1,60}$/.test(text) ? text : '';
    }
  }

  /** The value behind an anchor that a secret refers to is that secret, also where no tree has the reference. */
  followAliases(): void {
    if (this.#anchors.size === 0) return;
    for (const name of aliasesIn(this.#text, secretsInLines(this.#text))) this.#secretAliases.add(name);
    for (const name of this.#secretAliases) {
      const node = this.#anchored.get(name);
      if (node !== undefined) this.visit(node, '', isHarmlessSecret);
    }
  }

  #mapping(node: MappingNode, key: string, under: Under): void {
    const isSecretMap = isSecretManifest(node);
    const named = secretName(node);
    for (const entry of node.entries) {
      this.ordinaryNames &&= isOrdinaryKey(entry.key) && !isBare(entry);
      if ((under === isHarmlessSecret && isBracedSecret(entry)) || isBrokenPair(entry))
        this.entries.add(entry);
      const isValue = named && isValueKey(entry.key);
      const below = isValue ? isHarmlessSecret : this.#below(entry, key, under, isSecretMap);
      this.visit(entry.value, isValue ? 'password' : entry.key, below);
    }
  }

  #below({ key, value }: MappingEntry, parent: string, under: Under, isSecretMap: boolean): Under {
    if (isSecretMap && isDataKey(key)) return isHarmlessSecret;
    if (value.kind === 'scalar') return under;
    // Of whatever makes a Secret: `template.data` of an ExternalSecret and of a SealedSecret.
    if (key === 'stringData' || (key === 'data' && parent === 'template')) return isHarmlessSecret;
    if (key === 'binaryData') return isHarmlessSecret;
    const own = isOfResponse(parent, key) ? null : harmlessBelow(key);
    if (own === isSettingOfUsers) return value.kind === 'mapping' ? own : under;
    return own ?? (under === isSettingOfUsers ? null : under);
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
    if (under !== null && !under(key, node.text ?? '')) return true;
    if (typeof node.value !== 'string' || node.style === 'alias') return false;
    if (this.#isBrokenLine(node)) return true;
    if (isHeader(key) && isSecretHeader(node.value)) return true;
    if (isLogin(key, node.value)) return true;
    if (mayBeLogin(key, node.value)) this.undecided.set(node, key);
    return isEncodedSecret(node.value);
  }

  /** `password hunter2` on a line of its own: without the colon a text. Names are items of lists or stand behind their key. */
  #isBrokenLine({ span, style, raw }: ScalarNode): boolean {
    if (style !== 'plain' || !/[\s;,]/.test(raw)) return false;
    const start = lineStart(this.#text, span.start);
    if (start === 0 || this.#text.slice(start, span.start).trim() !== '') return false;
    return behindSecretWords(raw) !== null;
  }
}

function isHeader(key: string): boolean {
  const name = key.toLowerCase();
  return name.endsWith('header') || name.endsWith('headers');
}

/** What a server answers is sent to everybody. */
function isOfResponse(parent: string, key: string): boolean {
  return key.toLowerCase().includes('header') && parent.toLowerCase().startsWith('response');
}

/** Behind blanks and tags. What looks like a blank and is none to YAML begins a value. */
function valueStart(text: string, from: number): number {
  const skipped = /(?:[ \t\r\n]|![^\s]*\s)*/uy;
  skipped.lastIndex = from;
  return from + (skipped.exec(text)?.[0].length ?? 0);
}

/** Null is no secret, and neither is a value that is not there. */
export function isNothing({ style, raw }: ScalarNode): boolean {
  if (style === 'empty') return true;
  return style === 'plain' ? /^(?:null|Null|NULL|~|)$/u.test(raw) : raw === '';
}

/** A Kubernetes Secret: everything in its `data` and `stringData`. */
function isSecretManifest({ entries }: MappingNode): boolean {
  const kind = entries.find(({ key }) => key === 'kind')?.value;
  return kind?.kind === 'scalar' && kind.text === 'Secret';
}

/**
 * `password: {hunter2}`: what is meant as the value is a key without one to YAML. With a colon it is a name, unless it looks like a password or has
 * a sign that no name has.
 */
function isBracedSecret(entry: MappingEntry): boolean {
  const { key, value } = entry;
  if (/[^\w\s.:/${}()@-]/.test(key.replaceAll(/["']/g, ''))) return true;
  if (value.kind !== 'scalar' || value.style !== 'empty' || key === '') return false;
  if (isHarmlessSecret(key, '') || isSecretKey(key)) return false;
  return isBare(entry) || isCode(key);
}

/** `{password hunter2, x: 1}`: the colon is missing. */
function isBrokenPair(entry: MappingEntry): boolean {
  if (!isBare(entry)) return false;
  // Where names are safe already, what stood in its place is gone.
  return (
    HIDDEN.test(entry.key) || (/\s/.test(entry.key) && (behindSecretWords(entry.key) ?? '').trim() !== '')
  );
}

/** A key of which not even the colon is there. */
function isBare({ keySpan, value }: MappingEntry): boolean {
  return value.kind === 'scalar' && value.style === 'empty' && value.span.start === keySpan.end;
}

/** What stands in the place of a key that is a secret: several of one mapping stay several. */
export function hiddenKey(number: number): string {
  return number === 1 ? MASK : `${MASK} ${number}`;
}

const HIDDEN = /^\*\*\*(?: \d+)?$/;

/** `{name: DB_PASSWORD, value: …}`. */
export function secretName(mapping: MappingNode): boolean {
  if (!mapping.entries.some(({ key }) => isValueKey(key))) return false;
  return mapping.entries.some(
    ({ key, value }) => value.kind === 'scalar' && namesSecret(key, value.text ?? ''),
  );
}

/** Where the value of an entry begins, tags and anchors included: behind its colon. */
export function behindColon(text: string, { keySpan, value }: MappingEntry): number {
  const colon = valueColonAfter(text, keySpan.end);
  return colon <= value.span.start ? colon : keySpan.end;
}

/** In `{password: one,two, three}` the other words are keys to YAML, and the end of the password to people. */
export class RestOfSecret {
  readonly #secrets: SecretNodes;
  #isOpen = false;
  #isBehind = false;

  constructor(secrets: SecretNodes) {
    this.#secrets = secrets;
  }

  /** Asked about one entry of a mapping after the other. */
  has(entry: MappingEntry): boolean {
    const { value } = entry;
    // `password: "x", // hunter2`: a comment to people, and a key to YAML.
    if (isBare(entry)) return this.#isOpen || (this.#isBehind && /^\/[/*]/.test(entry.key));
    this.#isBehind = this.#secrets.has(value);
    this.#isOpen = value.kind === 'scalar' && value.style === 'plain' && this.#secrets.has(value);
    return false;
  }
}
