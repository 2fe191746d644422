import { keysOf, pointerOf } from '../../core/text/pointer.js';
import { MASK } from '../../core/text/secret-text.js';
import type { SourceDocument, SourceNode, Span, TextFault } from '../../load/types.js';
import { isSecretKey } from './keys/secret-keys.js';
import { secretNodes } from './secret-nodes.js';
import { shownKey } from './shown-key.js';
import { lastBefore } from './spans.js';

/** The faults of a document with safe names. */
export function safeFaults(document: SourceDocument): readonly TextFault[] {
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
