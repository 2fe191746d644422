import { capped, sanitized } from '../text/characters.js';
import { firstDocument } from './documents.js';
import type { Reading } from './attempt.js';
import { hasRefusedName, refusals } from './refusals.js';
import { syntaxFault } from './refused-characters.js';
import { read, treeOf } from './reading.js';
import type { Tree } from './tree.js';
import { withoutUnrendered } from './recovery/unrendered.js';
import type { SourceDocument, SourceFile, TextFault } from '../types.js';

/**
 * Reads a file as Optimize does: the first document only, YAML 1.1 words and numbers, aliases as text, the last of several equal keys.
 * Never throws for anything that a file may hold: what is wrong with the text is in `faults`, what can still be read in `root`.
 */
export function parseYaml(file: SourceFile): SourceDocument {
  const characters = sanitized(file);
  const document = firstDocument(characters.text);
  const { text, fault: tooLong, cut } = capped(document.text);
  // Values come from the original text: where the parser saw a stand-in, positions are the same.
  const original = file.text.slice(0, text.length);
  const { reading, tree } = readable(text, original);
  const faults: TextFault[] = [
    ...characters.faults,
    ...document.faults,
    ...reading.diagnoses.map(syntaxFault),
    ...(tooLong === null ? [] : [tooLong]),
    ...refusals(original, tree, reading),
    ...tree.faults.filter((fault) => !hasRefusedName(fault)),
  ];
  return {
    file,
    root: tree.root,
    faults,
    damaged: cut === null ? reading.damaged : [...reading.damaged, cut],
  };
}

function readable(text: string, original: string): { readonly reading: Reading; readonly tree: Tree } {
  const reading = read(text);
  const tree = treeOf(original, reading);
  const rendered = text.includes('{{') ? withoutUnrendered(reading, tree) : null;
  return rendered === null ? { reading, tree } : { reading: rendered, tree: treeOf(original, rendered) };
}
