import { oncePer } from '../../core/memoize.js';
import { keysOf, pointerOf } from '../../core/text/pointer.js';
import { MASK } from '../../core/text/secret-text.js';
import type {
  MappingEntry,
  MappingNode,
  SourceDocument,
  SourceNode,
  Span,
  TextFault,
} from '../../load/types.js';
import { isSecretKey } from './keys/secret-keys.js';
import { isRestOfSecret, secretNodes, type SecretNodes } from './secret-nodes.js';
import { maskText } from './masked-source.js';
import { lastBefore } from './spans.js';

/**
 * The document with safe names: where a line is broken, a secret becomes a part of a key (`{password:hunter2}`) or the name of an anchor
 * (`password: &hunter2`), and names are shown everywhere. Places stay. Nearly every document has none and is itself the answer.
 */
export const safeDocument = oncePer((document: SourceDocument): SourceDocument => {
  const { root, faults } = document;
  const safe = root === null ? null : safeNode(root, secretNodes(document));
  const safeFaults = faults.length === 0 ? faults : faultsOf(document);
  return safe === root && safeFaults === faults ? document : { ...document, root: safe, faults: safeFaults };
});

/** A key as it may be shown. */
export function shownKey(key: string): string {
  return ORDINARY_KEY.test(key) ? key : maskText(key);
}

/** As nearly all are; tokens are longer. */
const ORDINARY_KEY = /^[A-Za-z][A-Za-z\d]{0,18}$/;

/** The same node where nothing in it has to change. */
function safeNode(node: SourceNode, secrets: SecretNodes): SourceNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'mapping') return safeMapping(node, secrets);
  const items = node.items.map((item) => safeNode(item, secrets));
  return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
}

function safeMapping(node: MappingNode, secrets: SecretNodes): MappingNode {
  let before: MappingEntry | null = null;
  let safe: MappingEntry[] | null = null;
  let index = 0;
  for (const entry of node.entries) {
    const isRest = before !== null && isRestOfSecret(before, entry, secrets);
    if (!isRest) before = entry;
    const key = isRest ? MASK : shownKey(entry.key);
    const value = safeNode(entry.value, secrets);
    const isSafe = key === entry.key && value === entry.value;
    if (!isSafe) safe ??= node.entries.slice(0, index);
    safe?.push(isSafe ? entry : { ...entry, key, value });
    index += 1;
  }
  if (safe === null) return node;
  const byKey = new Map(safe.map((entry) => [entry.key, entry]));
  return { kind: 'mapping', span: node.span, entries: [...byKey.values()], byKey };
}

function faultsOf(document: SourceDocument): readonly TextFault[] {
  const hidden = hiddenNames(document);
  const faults = document.faults.map((fault) => safeFault(fault, hidden));
  return faults.every((fault, index) => fault === document.faults[index]) ? document.faults : faults;
}

function safeFault(fault: TextFault, hidden: ReadonlySet<string>): TextFault {
  const isHidden = (fault.kind === 'anchor' || fault.kind === 'alias') && hidden.has(fault.name);
  const named = isHidden ? { ...fault, name: MASK } : fault;
  if (!('pointer' in named)) return named;
  const pointer = pointerOf(keysOf(named.pointer).map(shownKey));
  const moved = pointer === named.pointer ? named : { ...named, pointer };
  if (moved.kind !== 'duplicate-key') return moved;
  const key = shownKey(moved.key);
  return key === moved.key ? moved : { ...moved, key };
}

/** Names of anchors and aliases that stand where a secret stands, unless an alias really refers to an anchor. */
function hiddenNames(document: SourceDocument): ReadonlySet<string> {
  const anchors = document.faults.filter((fault) => fault.kind === 'anchor');
  const aliases = document.faults.filter((fault) => fault.kind === 'alias');
  if (anchors.length + aliases.length === 0) return new Set();
  const inPlace = placesOfSecrets(document);
  const hidden = [...anchors, ...aliases].filter(({ span }) => inPlace(span)).map(({ name }) => name);
  const referred = new Set(anchors.map(({ name }) => name));
  const referring = new Set(aliases.map(({ name }) => name));
  return new Set(hidden.filter((name) => !(referred.has(name) && referring.has(name))));
}

/** Whether a range lies between the key of a secret and the end of its value. */
function placesOfSecrets(document: SourceDocument): (span: Span) => boolean {
  const secrets = secretNodes(document);
  const places: Span[] = [];
  const visit = (node: SourceNode, from: number | null): void => {
    if (node.kind === 'sequence') for (const item of node.items) visit(item, from);
    else if (node.kind === 'mapping')
      for (const { key, keySpan, value } of node.entries) visit(value, isSecretKey(key) ? keySpan.end : null);
    if (from !== null || secrets.has(node))
      places.push({
        start: from ?? node.span.start,
        end: node.kind === 'scalar' ? node.span.end : node.span.start,
      });
  };
  if (document.root !== null) visit(document.root, null);
  const sorted = places.toSorted((a, b) => a.start - b.start);
  return ({ start, end }) => {
    const at = lastBefore(sorted, start);
    return at !== undefined && at.end >= end;
  };
}
